"""In real Chromium: two server processes on one address, and the one that has the consult is killed, twice."""

import asyncio
import os
import re
import signal
import time
from pathlib import Path

import pytest
import redis
from playwright.async_api import expect

from tests.journeys.browsers import chromium
from tests.journeys.clinic import poll
from tests.journeys.conftest import copy_of
from tests.journeys.people import DEVICE, Guest, Provider, kept_when_failing
from tests.journeys.server_process import OutsideServer, running
from tests.redis_servers import RedisServer

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]
PATIENCE_S = 40.0
BACK_MS = 12_000


def served_by(site: OutsideServer, shared: RedisServer) -> int:
    """The process that runs the only consult: whose key it is, where that process listens, and who has that port."""
    with redis.Redis(port=shared.port) as at:
        [key] = at.keys("lb:own:*")
        record = at.hget("lb:node:all", at.get(key))
    [port] = map(int, re.findall(rb"http://127\.0\.0\.1:(\d+)", record))
    table = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    [inode] = {line[9] for line in table if line[1].endswith(f":{port:04X}") and line[3] == "0A"}
    return next(
        pid
        for pid in children(site)
        if any(
            str(file.readlink()) == f"socket:[{inode}]"
            for file in Path(f"/proc/{pid}/fd").iterdir()
            if file.is_symlink()
        )
    )


def children(site: OutsideServer) -> list[int]:
    """The serving processes."""
    assert site.process is not None
    pid = site.process.pid
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def serving(site: OutsideServer) -> int:
    """How often a process began to serve."""
    return site.log().count("process_serves")


async def test_two_people_hardly_notice_that_their_server_died(
    prepared: Path, tmp_path: Path, redis_server: RedisServer, outside_address: str
) -> None:
    """A6, R1, [SES-254]: same picture on both screens within 12 s of either death, the talk whole, the end where it was."""
    copy_of(prepared, tmp_path / "server")
    site = OutsideServer(
        tmp_path / "server",
        host=outside_address,
        words=("serve", "--processes", "2", "--tls-self", "--host", "0.0.0.0"),  # noqa: S104  (a network of its own)
        more={"LIGHTBOX__SHARED__URL": redis_server.url, "LIGHTBOX__AUDIT__WITNESS": "off"},
    )
    site.forget_codes()
    with running(site):
        async with chromium(site.certificate) as browser:
            lee = Provider("provider", await browser.person("provider", 1440, 900), tmp_path)
            martin = Guest("phone", await browser.person("phone", 390, 844, **DEVICE), tmp_path)
            async with kept_when_failing(lee, martin):
                await _at_work(lee, martin, site)
                said = ["Can you see the picture?", "Yes, very well."]
                await lee.writes(said[0])
                await martin.has_heard(said[:1])
                await martin.writes(said[1])
                for death, image in enumerate((40, 60), start=1):
                    # one that is still coming up could not take anything over yet
                    await poll(lambda: serving(site) == 1 + death, "two processes that serve", PATIENCE_S)  # noqa: B023
                    await _killed(site, served_by(site, redis_server))
                    await asyncio.gather(_sees_again(lee, death), _sees_again(martin, death))
                    await lee.shot(f"after-{death}")
                    await martin.shot(f"after-{death}")
                    said.append(f"And now, after {death}?")
                    await lee.writes(said[-1])
                    await asyncio.gather(lee.has_heard(said), martin.has_heard(said))
                    await lee.goes_to_image(image)
                    await martin.picture_rests()
                    await _see_the_same(lee, martin)
                await lee.ends()
                await martin.reads("Viewing has ended; the pictures are closed")
    assert browser.complaints == []


async def _at_work(lee: Provider, martin: Guest, site: OutsideServer) -> None:
    await lee.sign_in(site.address, site.demo["provider"])
    await lee.goes_to("Studies")
    await lee.fills_in_a_consult("chest", "Thorax contrast")
    await lee.starts_now()
    word = await martin.comes_by(await lee.link_of("Martin D"), await lee.code_for("Martin D"))
    await lee.opens_the_room()
    await lee.lets_in("Martin D", word)
    await martin.agrees()
    await lee.goes_to_image(20)
    await martin.picture_rests()


async def _see_the_same(lee: Provider, martin: Guest) -> None:
    """Both screens show one picture, whenever each of them got there."""
    until = time.monotonic() + PATIENCE_S
    while (await lee.sees()).difference(await martin.sees()) > 6:
        assert time.monotonic() < until


async def _killed(site: OutsideServer, owner: int) -> None:
    """The owner is gone at once; another one is started in its place, whether or not anybody needs it."""
    os.kill(owner, signal.SIGKILL)
    await poll(lambda: owner not in children(site), "one of them gone", PATIENCE_S)


async def _sees_again(person: Provider | Guest, death: int) -> None:
    """A picture under the new owner's key."""
    await expect(person.page.get_by_text("The server restarted")).to_have_count(death, timeout=BACK_MS)
    await expect(person.page.locator(".stage-dark")).to_have_count(0, timeout=BACK_MS)
    await person.sees_a_picture()
