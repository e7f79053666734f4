"""The words of a consult's paper in one language: moments, citations, figures, people."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

from server.desk.study_views import SeriesView
from server.desk.texts import Texts
from server.reports.bidi import isolated
from server.terms.marks import Figure, Mark
from server.terms.readers import Reader
from server.terms.view import Quality

TOPIC = "paper"
NO_BREAK = "\u00a0"
BETWEEN = " · "
"""Between things that stand in one line, in whatever language."""


@dataclass(frozen=True, slots=True)
class PaperWords:
    """Says what stands on a paper; `language` is one that there are words in."""

    texts: Texts
    language: str
    offset_min: int

    @classmethod
    def for_reader(cls, texts: Texts, reader: Reader) -> "PaperWords":
        """Words in the nearest language there is, with times as the reader's clock shows them."""
        return cls(texts, texts.best(reader.language, TOPIC), reader.offset_min)

    @property
    def is_rtl(self) -> bool:
        """Whether it is written to the left."""
        return self.texts.direction(self.language) == "rtl"

    @property
    def zone(self) -> str:
        """The reader's zone: `UTC+01:00`."""
        hours, minutes = divmod(abs(self.offset_min), 60)
        sign = "\u2212" if self.offset_min < 0 else "+"
        return self.figures(f"UTC{sign}{hours:02}:{minutes:02}" if self.offset_min else "UTC")

    def say(self, key: str, facts: Mapping[str, str | int] | None = None, *, topic: str = TOPIC) -> str:
        """Give the sentence of a key."""
        return self.texts.say(self.language, key, facts, topic=topic)

    def figures(self, words: str) -> str:
        """Give figures as one piece that no line breaks and no writing to the left puts in another order."""
        whole = words.strip().replace(" ", NO_BREAK)
        return isolated(whole) if self.is_rtl else whole

    def at(self, at_ms: int) -> str:
        """Give a moment: 2026-11-22 14:05."""
        moment = datetime.fromtimestamp(at_ms // 1000, UTC).astimezone(self._zone)
        return self.figures(moment.strftime("%Y-%m-%d %H:%M"))

    def cited(self, series: int | None, image: int) -> str:
        """Give a picture as reports cite it: Se 4 · Im 57."""
        if series is None:
            return self.figures(self.say("paper-cited-no-series", {"image": str(image)}))
        return self.figures(self.say("paper-cited", {"series": str(series), "image": str(image)}))

    def window(self, window: tuple[float, float] | None) -> str:
        """Give a window as the screen does: W 400 L 40."""
        if window is None:
            return self.say("paper-window-none")
        center, width = map(rounded, window)
        return self.figures(self.say("paper-window-words", {"center": center, "width": width}))

    def quality(self, quality: Quality) -> str:
        """Give how well a picture was seen."""
        return self.say(f"paper-quality-{quality or 'unknown'}")

    def measured(self, mark: Mark) -> str:
        """Give what a mark measures, and how far it can be believed."""
        if mark.measured is None:
            return ""
        low = next((each.value for each in mark.measured.figures if each.name == "min"), None)
        shown = [self._figure(each, low) for each in mark.measured.figures if each.name not in {"min", "count"}]
        note = mark.measured.note.replace("_", "-")
        return BETWEEN.join([*shown, *([self.say(f"measured-{note}", topic="tools")] if note else [])])

    def _figure(self, figure: Figure, low: float | None) -> str:
        facts = {"value": rounded(figure.value), "unit": figure.unit, "least": rounded(low if low is not None else 0)}
        if figure.name in {"length", "angle", "max"}:
            name = "range" if figure.name == "max" else figure.name
            return self.figures(self.say(f"figure-{name}", facts, topic="tools"))
        value = self.figures(f"{facts['value']} {figure.unit}")
        return self.say(f"figure-{figure.name}", {"value": value, "unit": ""}, topic="tools").strip()

    @property
    def _zone(self) -> timezone:
        return timezone(timedelta(minutes=self.offset_min))


def rounded(value: float) -> str:
    """Give three significant digits where they mean something, whole numbers from a hundred on."""
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2
    text = f"{value:.{digits}f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace("-", "\u2212")


def series_name(words: PaperWords, series: SeriesView) -> str:
    """Give what a series is called, as one piece."""
    number = "" if series.number is None else f"Se {series.number} · "
    name = f"{number}{' '.join(filter(None, (series.modality, series.description)))}"
    return isolated(name) if words.is_rtl else name


def dashed(code: str) -> str:
    """Give a code as it stands in the name of a text."""
    return code.replace("_", "-")
