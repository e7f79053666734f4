"""Forty markup payloads through every text path that reaches a page: they are read, and nothing else (T-19)."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.async_api import FilePayload, Page, expect

from tests.desk.dicom_files import ROOT, slice_file
from tests.journeys.browsers import chromium
from tests.journeys.people import DEVICE, Guest, Provider, kept_when_failing
from tests.journeys.server_process import OutsideServer

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]

PAYLOADS = (
    "<script>planted=1</script>",
    "<SCRIPT SRC=//evil.test/planted.js></SCRIPT>",
    "</title><script>planted=2</script>",
    "</textarea><script>planted=3</script>",
    "--><script>planted=4</script>",
    "]]><script>planted=5</script>",
    "'\"><script>planted=6</script>",
    "<scr<script>ipt>planted=7</scr</script>ipt>",
    "<img src=x id=planted onerror=planted=8>",
    "<img/id=planted/src=x/onerror=alert(9)>",
    "<image src=x id=planted onerror=alert(10)>",
    "<svg id=planted onload=planted=11>",
    "<svg><script id=planted>planted=12</script>",
    "<svg><animate id=planted onbegin=alert(13)>",
    "<svg><a xlink:href=javascript:alert(14)>planted",
    "<math><a href=javascript:alert(15)>planted",
    "<iframe id=planted src=javascript:alert(16)>",
    "<iframe id=planted srcdoc='<b onclick=a>x'>",
    "<object id=planted data=javascript:alert(18)>",
    "<embed id=planted src=javascript:alert(19)>",
    "<base id=planted href=//evil.test>",
    "<meta http-equiv=refresh content=0;url=//evil.test>",
    "<link id=planted rel=stylesheet href=//evil.test>",
    "<style id=planted>*{display:none}</style>",
    "<body id=planted onload=alert(25)>",
    "<form id=planted action=//evil.test><button>go",
    "<input id=planted autofocus onfocus=alert(27)>",
    "<details id=planted open ontoggle=alert(28)>",
    "<video id=planted><source onerror=alert(29)>",
    "<audio id=planted src=x onerror=alert(30)>",
    "<marquee id=planted onstart=alert(31)>x",
    "<a id=planted href=javascript:alert(32)>click",
    "<div id=planted style=background:url(//evil.test)>",
    "<template id=planted><img onerror=alert(34)>",
    "<noscript><p id=planted title='</noscript>'>",
    "&lt;img id=planted src=x onerror=alert(36)&gt;",
    "&#60;script&#62;planted=37&#60;/script&#62;",
    "javascript:alert(38)//planted",
    "{{planted=39}}${planted=39}<%=planted%>",
    "x' onmouseover='alert(40)' id='planted",
)

DIVISION_SLASH = "\u2215"
"""Stands for the slash in names of files."""

INSPECT = """
() => {
  const found = [];
  const ours = (address) => address === "" || new URL(address, location.href).origin === location.origin;
  for (const one of document.querySelectorAll("*")) {
    const named = one.localName;
    if (["iframe", "object", "embed", "base", "math", "marquee", "video", "audio", "template", "style"].includes(named))
      found.push(`an element ${named}`);
    if (named === "script" && !(one.src && ours(one.src))) found.push("a script that is not ours");
    if (one.id.includes("planted") || one.getAttribute("name") === "planted") found.push(`planted: ${named}`);
    for (const { name, value } of one.attributes) {
      if (/^on/i.test(name)) found.push(`${named} has ${name}`);
      if (["href", "src", "action", "formaction", "xlink:href", "data"].includes(name)) {
        if (/^\\s*(javascript|vbscript|data):/i.test(value) || (!/^(blob|tel):/.test(value) && !ours(value)))
          found.push(`${named} leads to ${value}`);
      }
    }
  }
  if (document.title.includes("planted")) found.push("the title");
  if (globalThis.planted instanceof HTMLElement || globalThis.planted !== undefined) found.push("it ran");
  return found;
}
"""


async def test_markup_is_read_and_nothing_else(clinic_site: OutsideServer, tmp_path: Path) -> None:
    """T-19: file names, DICOM texts, search, names, chat, sign-in, addresses: no new element, no violation, no dialog."""
    assert len(PAYLOADS) == 40
    async with chromium(clinic_site.certificate) as browser:
        lee = Provider("markup", await browser.person("provider", 1440, 900), tmp_path)
        martin = Guest(
            "markup-phone", await browser.person("phone", 390, 844, **DEVICE), tmp_path, born=("1961", "2", "3")
        )
        async with kept_when_failing(lee, martin):
            await _in_the_sign_in_form(lee, clinic_site.address)
            await lee.sign_in(clinic_site.address, clinic_site.demo["provider"])
            await _in_files(lee)
            series = await _on_the_studies_page(lee)
            consults = await _in_names(lee, series)
            await _in_the_room(lee, martin, clinic_site.address, consults[0])
            for page in (lee.page, martin.page):
                await _in_addresses(page, clinic_site.address, stranger=martin.page)
            assert browser.complaints == []
            await _would_be_noticed(martin.page, browser.complaints)


async def _harmless(page: Page) -> None:
    assert await page.evaluate(INSPECT) == []


async def _would_be_noticed(page: Page, complaints: list[str]) -> None:
    """The control: markup that did become an element, and an inline style, are found."""
    await page.evaluate(
        """() => {
          const one = document.createElement("marquee");
          one.setAttribute("style", "color: red");
          document.body.append(one);
        }"""
    )
    assert await page.evaluate(INSPECT) == ["an element marquee"]
    assert [line for line in complaints if "POLICY style-src" in line]


async def _in_the_sign_in_form(lee: Provider, address: str) -> None:
    await lee.page.goto(address)
    for payload in PAYLOADS:
        for label in ("Name", "Password", "Six-digit code"):
            await lee.page.get_by_label(label, exact=True).fill(payload)
    await lee.button("Sign in").click()
    await lee.reads("Name, password or code is not right.")
    await _harmless(lee.page)


async def _in_files(lee: Provider) -> None:
    """Names of files, and every description and name inside them."""
    await lee.goes_to("Studies")
    await lee.page.locator("[data-choose=files]").set_input_files([_study(at) for at in range(len(PAYLOADS))])
    await expect(lee.page.get_by_text("Done: 40 files sent")).to_be_visible(timeout=60_000)
    await expect(lee.page.get_by_text("40 accepted")).to_be_visible()
    outcomes = lee.page.get_by_role("group", name="What became of each file")
    read = ""
    for at in range(0, len(PAYLOADS), 5):
        await outcomes.evaluate("(box, top) => { box.scrollTop = top; }", at * 44)
        await expect(outcomes.locator(f'[aria-posinset="{at + 1}"]')).to_be_attached()
        read += await outcomes.inner_text()
        await _harmless(lee.page)
    assert all(_file_name(payload) in read for payload in PAYLOADS)


async def _on_the_studies_page(lee: Provider) -> list[str]:
    """Names, numbers, study and series descriptions; and the search over them. Gives the ids of series."""
    for shown in range(20, len(PAYLOADS) + 1, 20):
        await expect(lee.page.get_by_role("article")).to_have_count(shown)
        await lee.button(re.compile(r"^Show \d+ more$")).click()
    await expect(lee.page.get_by_role("article")).to_have_count(len(PAYLOADS) + 1)
    body = await lee.page.inner_text("main")
    assert sum(payload in body for payload in PAYLOADS) == len(PAYLOADS), "what is written in a file is read as it is"
    await _harmless(lee.page)
    await lee.shot("studies")
    search = lee.page.get_by_label("Search")
    for payload in PAYLOADS:
        await search.fill(payload)
    await expect(lee.page.get_by_role("article")).to_have_count(1)
    await _harmless(lee.page)
    await lee.page.get_by_role("article").get_by_role("link", name="Look").click()
    await expect(lee.page.locator(".look-picture img")).to_be_visible()
    await _harmless(lee.page)
    await lee.goes_to("Studies")
    studies = (await _ask(lee.page, "GET", "/api/studies"))["studies"]
    return [series["id"] for study in studies if not study["synthetic"] for series in study["series"]]


async def _in_names(lee: Provider, series: list[str]) -> list[dict[str, Any]]:
    """Forty guests of five consults about five of those studies, on Today and on each card."""
    consults = []
    for at in range(5):
        names = PAYLOADS[8 * at : 8 * at + 8]
        guests = [{"role": "specialist" if number else "patient", "name": name} for number, name in enumerate(names)]
        asked = {"series_ids": [series[at]], "guests": guests, "minutes": 20}
        consults.append(await _ask(lee.page, "POST", "/api/consults", asked))
    await lee.goes_to("Today")
    await expect(lee.page.get_by_role("article")).to_have_count(len(consults))
    today = await lee.page.inner_text("main")
    assert all(guest["name"] in today for consult in consults for guest in consult["guests"])
    await _harmless(lee.page)
    await lee.shot("today")
    for at, consult in enumerate(consults):
        await lee.page.get_by_role("article").nth(at).get_by_role("link", name="Details").click()
        await expect(lee.page.locator("article.guest")).to_have_count(len(consult["guests"]))
        await _harmless(lee.page)
        await lee.goes_to("Today")
    return consults


async def _in_the_room(lee: Provider, martin: Guest, address: str, consult: dict[str, Any]) -> None:
    """Names in the waiting room, the consent and the room; all forty in the chat; the record afterwards."""
    patient = consult["guests"][0]
    made = await _ask(lee.page, "POST", f"/api/consults/{consult['id']}/guests/{patient['participant']}/code", {})
    word = await martin.comes_by(patient["invite"]["link"], made["code"])
    await lee.page.goto(f"{address}/consults/{consult['id']}/room")
    await lee.sees_a_picture()
    await _harmless(lee.page)
    await lee.lets_in(patient["name"], word)
    await expect(martin.button("Continue")).to_be_visible()
    await _harmless(martin.page)
    await martin.reads_the_notice()
    await _harmless(martin.page)
    await martin.agrees()
    for at in range(0, len(PAYLOADS), 8):
        await (lee if at % 16 else martin).writes("\n".join(PAYLOADS[at : at + 8]))
    for person in (lee, martin):
        # five lines, and stored: one's own stand there before that
        await person.page.locator(".chat-line:not(.chat-waiting, .chat-refused) .chat-text").nth(4).wait_for()
    for person in (lee, martin):
        heard = "\n".join(await person.said())
        assert all(payload in heard for payload in PAYLOADS)
        await _harmless(person.page)
        await person.shot("room")
    await lee.ends()
    await lee.closes()
    await lee.is_locked_out()
    await lee.page.get_by_role("link", name="Record", exact=True).click()
    await expect(lee.page.get_by_role("heading", level=2, name="What was said")).to_be_visible()
    record = await lee.page.inner_text("main")
    assert all(payload in record for payload in PAYLOADS)
    await _harmless(lee.page)
    await lee.shot("record")


async def _in_addresses(page: Page, address: str, *, stranger: Page) -> None:
    """As path, query and fragment."""
    for at in range(0, len(PAYLOADS), 10):
        some = "".join(PAYLOADS[at : at + 10])
        for place in ("/join?lang=", "/studies?q=", "/consults/new?study=", "/", "/join#"):
            await page.goto(f"{address}{place}{quote(some, safe='')}")
            await expect(page.get_by_role("heading").first).to_be_visible()
            await _harmless(page)
            if page is stranger:
                body = await page.inner_text("body")
                assert not any(payload in body for payload in PAYLOADS[at : at + 10]), "an address is not repeated"


async def _ask(page: Page, method: str, path: str, body: object = None) -> dict[str, Any]:
    """What a page of ours may ask, asked by the page."""
    answer: dict[str, Any] = await page.evaluate(
        """async ([method, path, body]) => {
          const headers = { "Content-Type": "application/json" };
          const init = body === null ? { method } : { method, headers, body: JSON.stringify(body) };
          return await (await fetch(path, init)).json();
        }""",
        [method, path, body],
    )
    assert "error" not in answer, answer
    return answer


def _file_name(payload: str) -> str:
    return f"{payload.replace('/', DIVISION_SLASH)}.dcm"


def _study(at: int) -> FilePayload:
    """A file that is a study of its own, of a patient of its own, with one payload in every text."""
    payload, study = PAYLOADS[at], f"{ROOT}.19.{at + 1}"
    content = slice_file(
        StudyInstanceUID=study,
        SeriesInstanceUID=f"{study}.1",
        SOPInstanceUID=f"{study}.1.1",
        PatientName=re.sub("[=^]", "·", payload),
        PatientID=payload,
        StudyDescription=payload,
        SeriesDescription=payload,
    )
    return {"name": _file_name(payload), "mimeType": "application/dicom", "buffer": content}
