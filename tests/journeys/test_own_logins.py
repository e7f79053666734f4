"""Somebody signs their lost phone out from their desk, in real Chromium."""

import re
from pathlib import Path

import pyotp
import pytest
from playwright.async_api import expect

from tests.journeys.browsers import chromium
from tests.journeys.clinic import Clinic
from tests.journeys.people import DEVICE, Provider, kept_when_failing
from tests.journeys.server_process import running
from tests.transport.room.test_logins_end import signed_in_anew, sql

pytestmark = [pytest.mark.slow, pytest.mark.hunt, pytest.mark.timeout(180)]


async def test_a_phone_is_signed_out_from_the_desk(tmp_path: Path) -> None:
    """T-10, ASVS 7.5: the list names the machines; the room that is open on the lost one goes dark and asks who is there."""
    clinic = Clinic.in_folder(tmp_path / "clinic")
    with running(clinic.server):
        async with chromium() as browser, clinic.consult(6, host="roe") as consult:
            phone = Provider("phone", await browser.person("phone", 390, 844, **DEVICE), tmp_path)
            desk = Provider("desk", await browser.person("desk", 1440, 900), tmp_path)
            async with kept_when_failing(phone, desk):
                for person in (phone, desk):
                    await signed_in_anew(clinic)
                    await person.sign_in(clinic.server.address, clinic.account("roe"))
                await phone.page.goto(f"{clinic.server.address}/logins")
                await phone.reads("this browser")
                await phone.shot("logins")
                await phone.page.goto(f"{clinic.server.address}/consults/{consult.id}/room")
                await phone.sees_a_picture()

                await desk.page.get_by_role("link", name=re.compile("Dr Roe")).click()
                await desk.reads("Where you are signed in")
                await expect(desk.page.locator("li.login")).to_have_count(3)
                await desk.shot("logins")
                await desk.button("Sign out everywhere else…").click()
                await desk.shot("asked")
                await desk.button("Sign out 2 others").click()
                await expect(desk.page.locator("li.login")).to_have_count(1)
                await desk.reads("You are signed in nowhere else.")
                await desk.shot("alone")

                await expect(phone.button("Sign in")).to_be_visible()
                await expect(phone.page.locator("canvas")).to_have_count(0)
                await phone.shot("signed-out")

                # five minutes without a hand, and the page is covered with what was on it
                sql(clinic, "UPDATE logins SET created_ms = created_ms - 6 * 60000, hand_ms = 0, lit_ms = 0")
                await desk.page.goto(f"{clinic.server.address}/studies")
                await desk.reads("Nobody was here for five minutes")
                await expect(desk.page.locator(".desk")).to_be_hidden()
                await desk.page.keyboard.press("Escape")
                sql(clinic, "UPDATE accounts SET totp_step = 0")
                code = pyotp.TOTP(clinic.account("roe")["totp_secret"]).now()
                await desk.page.get_by_label("Code from your authenticator").fill(code)
                await desk.shot("covered")
                await desk.page.keyboard.press("Enter")
                await expect(desk.page.locator(".desk")).to_be_visible()
                await desk.thumbnails_are_there(1)
    assert [each for each in browser.complaints if "401" not in each] == []
