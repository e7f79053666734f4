"""The record as a PDF: everything on the paper, in its order, and nothing else."""

import io
import re
from dataclasses import replace

from pypdf import PdfReader

from server.reports.bidi import isolated, seen
from server.reports.consult_pdf import build_pdf
from server.reports.paper import Fact, Paper, Part, Passage, Table

WORDS = "A nodule of 9 mm, résumé; Γ-knife was not needed. " * 40
PAPER = Paper(
    language="en",
    is_rtl=False,
    title="Consult record",
    facts=(Fact("Patient", "Canary, Penelope"), Fact("Number", "0" * 32)),
    parts=(
        Part(
            "note",
            "Note",
            passages=(Passage("Signed by Dr Lee", f"{WORDS}\n\nSecond paragraph.", "Fingerprint " + "a" * 64),),
        ),
        Part(
            "images",
            "Key pictures",
            table=Table(("View", "Picture"), tuple((f"Nodule {each}", f"Se 4 · Im {each}") for each in range(60))),
        ),
        Part("consent", "Basis", facts=(Fact("Planned basis", "the patient agrees"),), empty="Nobody agreed."),
    ),
    foot="Nothing in it opens a picture.",
)


def text_of(pdf: bytes) -> str:
    """What a reader of the file finds, blanks and line ends aside."""
    return "".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def test_everything_on_the_paper_is_in_the_file() -> None:
    """L1: the same text as the page, over several pages, each with its foot."""
    pdf = build_pdf(PAPER)
    text, pages = text_of(pdf), PdfReader(io.BytesIO(pdf)).pages
    missing = [
        said for said in PAPER.said() if "".join(said.split()) not in text and said != PAPER.parts[0].passages[0].text
    ]
    assert missing == []
    assert len(pages) >= 2
    assert all(PAPER.foot in page.extract_text() for page in pages)
    words = [word for page in pages for word in page.extract_text().split()]
    assert words.count("nodule") == 40


def test_the_same_paper_is_the_same_file_without_pictures_or_links() -> None:
    """L1: no image, link, script or attachment; nothing says when or where it was made."""
    pdf = build_pdf(PAPER)
    assert pdf == build_pdf(PAPER)
    assert re.search(rb"/Subtype\s*/Image|/Annots|/JavaScript|/EmbeddedFile|/URI|https?:", pdf) is None


def test_arabic_is_drawn_to_the_left_and_copied_as_it_was_said() -> None:
    """What is searched and copied is the text, not the order of its shapes."""
    title = "\u0633\u062c\u0644 \u0627\u0644\u0627\u0633\u062a\u0634\u0627\u0631\u0629"
    when = isolated("2026-02-02\u00a014:05")
    paper = replace(PAPER, language="ar", is_rtl=True, title=title, facts=(Fact(title, when),))
    page = PdfReader(io.BytesIO(build_pdf(paper))).pages[0]
    contents = page.get_contents()
    assert contents is not None
    told = [
        bytes.fromhex(each.decode()).decode("utf-16")
        for each in re.findall(rb"ActualText <([0-9A-F]+)>", contents.get_data())
    ]
    assert told[:2] == [title, title]
    assert seen(when).replace("\u00a0", " ") in page.extract_text().replace("\u00a0", " ")


def test_a_word_wider_than_the_paper_is_broken_and_not_lost() -> None:
    """Nobody's text runs off the page."""
    word = "x" * 300
    paper = replace(PAPER, parts=(Part("note", "Note", passages=(Passage("Draft", word),)),))
    assert text_of(build_pdf(paper)).count("x") >= 300
