"""Walk through the demo once, as provider, patient, specialist, administrator and auditor, and keep what each of them saw."""

import asyncio
import re
import tempfile
from pathlib import Path
from typing import Any, Final

import pyotp
from playwright.async_api import expect

from server.studies.synthetic import INSTANCES, NODULE
from tests.journeys.browsers import Chromium, chromium
from tests.journeys.people import DEVICE, Guest, Provider
from tests.journeys.server_process import ServerProcess, running
from tests.pictures import paper
from tests.pictures.keeping import DESK, PHONE, PICTURES, keep, measures_the_spot, shot
from tests.pictures.reading import reads_for_somebody

NAMES: Final = {"administrator": "Dana Brook", "auditor": "Noor Haddad"}
LOGINS: Final = {"administrator": "d.brook", "auditor": "n.haddad"}
FOUND: Final = NODULE.slice + 1


async def main() -> None:
    """Make every picture anew."""
    with tempfile.TemporaryDirectory() as folder:
        server = ServerProcess(Path(folder), more={"LIGHTBOX__CLINIC__PHONE": "555 0100"})
        with running(server):
            server.wait_for_study(INSTANCES)
            others = {role: _added(server, role) for role in ("administrator", "auditor")}
            async with chromium() as browser:
                await _a_consult(server, browser)
                for role, account in others.items():
                    await _a_page_of_theirs(server, browser, role, account)


def _added(server: ServerProcess, role: str) -> dict[str, str]:
    """Somebody of this role who can sign in."""
    words = ("person", "--login-name", LOGINS[role], "--name", NAMES[role], "--role", role, "--generate")
    said = server.run(*words).stdout.decode()
    password = re.findall(r"password +(\S+)", said)[0]
    return {"login_name": LOGINS[role], "password": password, "totp_secret": re.findall(r"the secret (\w+)", said)[0]}


async def _a_consult(server: ServerProcess, browser: Chromium) -> None:
    """From the study to the record, with a patient on a phone and a specialist."""
    lee = Provider("provider", await browser.person("provider", *DESK), PICTURES)
    martin = Guest("patient", await browser.person("patient", *PHONE, **DEVICE), PICTURES)
    okafor = Guest("specialist", await browser.person("specialist", *DESK), PICTURES)
    arriving: list[bytes] = []
    visiting: list[bytes] = []
    await lee.sign_in(server.address, server.demo["provider"])
    await lee.goes_to("Studies")
    await lee.thumbnails_are_there(3)
    await keep(lee, "studies")
    await lee.fills_in_a_consult("chest", "Thorax contrast", specialists=("Dr Okafor",))
    await expect(lee.page.get_by_text("Dr Okafor, a specialist invited")).to_be_visible()
    await keep(lee, "new-consult")
    await lee.starts_now()
    await martin.opens(await lee.link_of("Martin D"))
    arriving.append(await shot(martin))
    await martin.goes_on()
    code = await lee.code_for("Martin D")
    await keep(lee, "card")
    await martin.types(martin.page.get_by_label("Six digits"), code)
    arriving.append(await shot(martin))
    await martin.enters(code)
    word = await martin.word()
    arriving.append(await shot(martin))
    paper.phones(arriving, PICTURES / "patient-arriving.png")
    theirs = await okafor.comes_by(await lee.link_of("Dr Okafor"), await lee.code_for("Dr Okafor"))
    await lee.opens_the_room()
    await lee.lets_in("Martin D", word)
    await lee.lets_in("Dr Okafor", theirs)
    await martin.reads_the_notice()
    visiting.append(await shot(martin))
    await martin.presses(martin.button("I agree, show them"))
    await martin.sees_a_picture()
    await okafor.sees_a_picture()
    await _they_talk(lee, martin, okafor)
    visiting.append(await shot(martin))
    paper.phones(visiting[-1:], PICTURES / "phone.png")
    await keep(lee, "room-desktop")
    await keep(okafor, "specialist-room")
    await lee.ends()
    await lee.closes()
    await martin.receipt()
    visiting.append(await shot(martin))
    paper.phones(visiting, PICTURES / "patient-visiting.png")
    await lee.page.get_by_role("link", name="Record", exact=True).click()
    await expect(lee.page.get_by_text("Lock receipt")).to_be_visible()
    await expect(lee.page.locator(".loading, [aria-busy=true]")).to_have_count(0)
    await keep(lee, "record")
    await _asks_somebody(lee)
    await reads_for_somebody(lee, browser)


async def _asks_somebody(lee: Provider) -> None:
    """The request for a second opinion, filled in."""
    await lee.goes_to("Studies")
    await lee.page.get_by_role("article", name="chest").get_by_role("link", name="Look").click()
    await lee.page.get_by_role("link", name="Ask for a second opinion").click()
    await lee.page.get_by_role("checkbox", name=re.compile("Thorax contrast")).check()
    question = lee.page.get_by_label("Question")
    await question.fill("A nodule of 15 mm in the right upper lobe, found by chance. Follow it up, or biopsy now?")
    await question.scroll_into_view_if_needed()
    await keep(lee, "asking")


async def _they_talk(lee: Provider, martin: Guest, okafor: Guest) -> None:
    """At the finding, measured, with a few lines written; what is said once has gone again."""
    await lee.goes_to_image(FOUND)
    await measures_the_spot(lee)
    await lee.writes("Here is the small spot we talked about.")
    await martin.writes("Is it the same size as last year?")
    await okafor.writes("It has not grown.")
    said = ["Here is the small spot we talked about.", "Is it the same size as last year?", "It has not grown."]
    for one in (lee, martin, okafor):
        await one.has_heard(said)
        await expect(one.page.locator(".said-line")).to_have_count(0)
        await one.picture_rests()


async def _a_page_of_theirs(server: ServerProcess, browser: Chromium, role: str, account: dict[str, Any]) -> None:
    """The first page of who administers and of who audits."""
    one = Provider(role, await browser.person(role, *DESK), PICTURES)
    await one.page.goto(server.address)
    await one.page.get_by_label("Name", exact=True).fill(account["login_name"])
    await one.page.get_by_label("Password").fill(account["password"])
    await one.page.get_by_label("Six-digit code").fill(pyotp.TOTP(account["totp_secret"]).now())
    await one.button("Sign in").click()
    await expect(one.button("Sign out")).to_be_visible()
    await expect(one.page.locator("main li, main tbody tr").first).to_be_visible()
    await keep(one, {"administrator": "people", "auditor": "audit"}[role])


if __name__ == "__main__":
    asyncio.run(main())
