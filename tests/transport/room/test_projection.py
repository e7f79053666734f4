"""Who waits learns nothing: not from what is said, not from how much, not from any answer over HTTP."""

import json
import re

from tests.journeys.clinic import Clinic, Consult
from tests.transport.room.raw_socket import raw_socket

ASKED: dict[str, object] = {
    "chat:since": {"seq": 0},
    "frame:want": {"fids": ["A" * 22]},
    "view:set": {},
    "client:report": {"w": 9, "h": 9},
}


def masked(text: str) -> str:
    """A message without what differs for everybody: ids, times, the word to say, names of files made from bytes."""
    text = re.sub(r"/assets/[\w./-]+", "/assets/#", text)
    text = re.sub(r'"word":"[^"]*"', '"word":"#"', text)
    text = re.sub(r'"sid":"[^"]*"', '"sid":"#"', text)
    text = re.sub(r'"words_key":"[^"]*"', '"words_key":"#"', text)
    text = re.sub(r"\b[0-9a-f]{32}\b", "#" * 32, text)
    text = re.sub(r"\b[0-9a-f]{16}\b", "#" * 16, text)
    return re.sub(r"\b1[0-9]{12}\b", "#" * 13, text)


async def traffic(clinic: Clinic, *counts: int) -> list[str]:
    """Everything a guest who is not admitted can get hold of while the others look, talk, agree, pause and extend."""
    got: list[str] = []
    async with clinic.consult(*counts, guests=("patient", "specialist")) as consult:
        await consult.open()
        waiting = await consult.proven(1)
        for path in ("/join", "/api/join/here", "/api/studies", f"/api/consults/{consult.id}", "/f/" + "A" * 22):
            status, answer = await waiting.browser.fetch(path)
            got.append(f"{path[:14]} {status} {masked(answer.decode())}")
        ticket = await waiting.browser.must("POST", "/api/join/ticket", {})
        got.append(masked(json.dumps({**ticket, "ticket": len(ticket["ticket"])})))
        async with raw_socket(clinic.port, consult.id) as socket:
            await socket.connect(ticket["ticket"])
            await review(consult)
            for number, (event, body) in enumerate(ASKED.items()):
                await socket.event(event, body, number)
            await socket.until(lambda: len(socket.answers("43")) == len(ASKED), "the answers")
            got += [masked(text) for text in socket.heard if text != "2"]
    return got


async def review(consult: Consult) -> None:
    """What happens in the room meanwhile."""
    host = consult.host
    await consult.look(1, voi={"center": 100, "width": 700})
    assert (await host.chat("words about the study"))["ok"]
    await consult.seeing(0)
    for event, body in (("room:extend", {"minutes": 5}), ("room:pause", {}), ("room:resume", {})):
        assert (await host.say(event, body))["ok"], event
    await consult.look(2)


async def test_one_series_and_five_look_the_same_to_who_waits(clinic: Clinic) -> None:
    """Issue 2, shown by: the complete traffic of a raw guest who passed both factors, in messages and in size."""
    one, five = await traffic(clinic, 6), await traffic(clinic, 6, 3, 9, 1, 4)
    assert [(text, len(text)) for text in one] == [(text, len(text)) for text in five]
    told = {text.split('["', 1)[1].split('"', 1)[0] for text in one if text.startswith('42/room,["')}
    assert told == {"room:welcome", "room:state"}
    said = " ".join(one)
    for word in ("CT", "Planted", "stack", "manifest", "words about", "Guest 0"):
        assert word not in said, word
