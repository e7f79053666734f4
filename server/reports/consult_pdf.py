"""The record of a consult as one PDF: A4, text alone, no picture, no link, and nothing that says when or where it was made."""

import io
from functools import partial
from importlib.resources import files
from typing import Final

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from server.reports.arabic_letters import joined
from server.reports.bidi import seen
from server.reports.paper import Fact, Paper, Part, Passage, Table
from server.reports.typeset import Line, set_in_lines

PLAIN: Final = "DejaVuSans"
BOLD: Final = "DejaVuSans-Bold"
MARGIN: Final = 56.0
GAP: Final = 12.0
SMALL: Final = 9.0
LINE: Final = 1.45
"""From one line to the next, in sizes of the letters."""
LABEL_SHARE: Final = 0.26
"""Of the width, for what facts are called."""
Color = tuple[float, float, float]
INK, QUIET, RULE = (0.1, 0.11, 0.12), (0.36, 0.39, 0.42), (0.8, 0.82, 0.84)


def build_pdf(paper: Paper) -> bytes:
    """Give the document; the same paper gives the same bytes."""
    return _Print(paper).made()


class _Print:
    """Pages filled from the top; `_y` is where the next line goes, in points from below."""

    def __init__(self, paper: Paper) -> None:
        for name in (PLAIN, BOLD):
            if name not in pdfmetrics.getRegisteredFontNames():
                with (files("server.reports") / "fonts" / f"{name}.ttf").open("rb") as font:
                    pdfmetrics.registerFont(TTFont(name, io.BytesIO(font.read())))
        self._paper = paper
        self._made = io.BytesIO()
        self._canvas = Canvas(self._made, pagesize=A4, invariant=1, lang=paper.language)
        self._canvas.setTitle(paper.title)
        self._canvas.setAuthor("")
        self._width = A4[0] - 2 * MARGIN
        self._page = 1
        self._y = A4[1] - MARGIN

    def made(self) -> bytes:
        """The bytes of the whole."""
        self._text(self._paper.title, size=18, font=BOLD)
        self._y -= GAP / 2
        for fact in self._paper.facts:
            self._fact(fact)
        for part in self._paper.parts:
            self._part(part)
        self._foot()
        self._canvas.save()
        return self._made.getvalue()

    def _part(self, part: Part) -> None:
        self._room(64)
        self._y -= GAP
        self._canvas.setStrokeColorRGB(*RULE)
        self._canvas.line(MARGIN, self._y, MARGIN + self._width, self._y)
        self._y -= GAP
        self._text(part.heading, size=13, font=BOLD)
        self._y -= 3
        for passage in part.passages:
            self._passage(passage)
        for fact in part.facts:
            self._fact(fact)
        if part.table is not None:
            self._table(part.table)
        if part.empty:
            self._text(part.empty, color=QUIET)

    def _passage(self, passage: Passage) -> None:
        self._room(40)
        self._text(passage.said, size=9, color=QUIET)
        self._text(passage.text, is_free=True)
        if passage.small:
            self._text(passage.small, size=7.5, color=QUIET)
        self._y -= GAP / 2

    def _fact(self, fact: Fact) -> None:
        self._row((fact.label, fact.words), (LABEL_SHARE * self._width, (1 - LABEL_SHARE) * self._width), quiet=1)

    def _table(self, table: Table) -> None:
        widths = _widths(table, self._width)
        self._row(table.heads, widths, quiet=len(widths))
        for row in table.rows:
            self._row(row, widths)

    def _row(self, cells: tuple[str, ...], widths: tuple[float, ...], *, quiet: int = 0) -> None:
        """Cells beside each other, the first one where reading begins; a row moves to the next page as a whole if it can."""
        columns = [
            list(set_in_lines(cell, width - GAP, _measured, is_rtl=self._paper.is_rtl))
            for cell, width in zip(cells, widths, strict=True)
        ]
        height = max(map(len, columns))
        self._room(min(height * SMALL * LINE, A4[1] / 2))
        for number in range(height):
            self._room(SMALL * LINE)
            left = 0.0
            for at, (column, width) in enumerate(zip(columns, widths, strict=True)):
                if number < len(column):
                    self._draw(column[number], left, width, PLAIN, SMALL, QUIET if at < quiet else INK)
                left += width
            self._y -= SMALL * LINE
        self._y -= 2

    def _text(
        self, text: str, *, size: float = 10.5, font: str = PLAIN, color: Color = INK, is_free: bool = False
    ) -> None:
        measure = partial(pdfmetrics.stringWidth, fontName=font, fontSize=size)
        for line in set_in_lines(text, self._width, measure, is_rtl=self._paper.is_rtl, is_free=is_free):
            self._room(size * LINE)
            self._draw(line, 0, self._width, font, size, color)
            self._y -= size * LINE

    def _draw(self, line: Line, left: float, width: float, font: str, size: float, color: Color) -> None:
        """One line in a column of a width that begins `left` points from where reading begins."""
        edge = MARGIN + (self._width - left - width if self._paper.is_rtl else left)
        x = edge + (width - line.width if line.is_rtl else 0)
        canvas = self._canvas
        canvas.setFillColorRGB(*color)
        canvas.setFont(font, size)
        if line.drawn != line.said:
            # what is copied and searched is what was said, not the order in which its shapes were drawn
            canvas.addLiteral(f"/Span <</ActualText <FEFF{line.said.encode('utf-16-be').hex().upper()}>>> BDC")
        canvas.drawString(x, self._y - size, line.drawn)
        if line.drawn != line.said:
            canvas.addLiteral("EMC")

    def _room(self, height: float) -> None:
        """A new page unless so much is left of this one, above its foot."""
        if self._y - height < MARGIN + 2 * GAP:
            self._foot()
            self._canvas.showPage()
            self._page += 1
            self._y = A4[1] - MARGIN

    def _foot(self) -> None:
        """What stands below every page, and which one it is where reading ends."""
        size = 7.5
        measure = partial(pdfmetrics.stringWidth, fontName=PLAIN, fontSize=size)
        self._y = MARGIN + GAP
        self._canvas.setStrokeColorRGB(*RULE)
        self._canvas.line(MARGIN, self._y, MARGIN + self._width, self._y)
        self._y -= 4
        number, wide = str(self._page), measure(str(self._page))
        self._draw(Line(number, number, wide, is_rtl=False), self._width - wide, wide, PLAIN, size, QUIET)
        for line in set_in_lines(self._paper.foot, self._width - 40, measure, is_rtl=self._paper.is_rtl):
            self._draw(line, 0, self._width, PLAIN, size, QUIET)
            self._y -= size * LINE


def _measured(text: str) -> float:
    """The width of a text in a table, in points."""
    return float(pdfmetrics.stringWidth(seen(text), PLAIN, SMALL))


def _widths(table: Table, width: float) -> tuple[float, ...]:
    """The width of each column: what its longest word needs, and of the rest as much as its longest line could use."""
    columns = [
        [joined(line) for cell in column for line in cell.split("\n")]
        for column in zip(table.heads, *table.rows, strict=True)
    ]
    least = [GAP + max(_measured(word) for line in column for word in line.split(" ")) for column in columns]
    wanted = [min(width / 2, GAP + max(map(_measured, column))) for column in columns]
    more = [max(0.0, each - few) for each, few in zip(wanted, least, strict=True)]
    share = min(1.0, max(0.0, width - sum(least)) / max(sum(more), 1.0))
    given = [few + each * share for few, each in zip(least, more, strict=True)]
    scale = min(1.0, width / sum(given))
    return tuple(each * scale for each in given)
