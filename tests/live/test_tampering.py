"""LK-7: what was changed where it rests is never shown, is named to whoever looks, and is an alert; the rest goes on."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from server.audit.log import Recorded
from server.live.notices import PictureFailed
from server.live.task import SessionTask
from tests.live.light_stand import HOST, LightStand
from tests.live.test_task import look


def flipped(at: int) -> Callable[[bytes], bytes]:
    """One bit of one byte is another."""

    def change(content: bytes) -> bytes:
        changed = bytearray(content)
        changed[at] ^= 1
        return bytes(changed)

    return change


CHANGES: dict[str, Callable[[bytes], bytes]] = {
    "a bit of the prefix, which is salt and nonce": flipped(0),
    "a bit of the ciphertext": flipped(1000),
    "a bit of the tag": flipped(-1),
    "cut short": lambda content: content[:-100],
    "grown": lambda content: content + bytes(100),
    "emptied": lambda _: b"",
}


async def object_of(stand: LightStand, room: SessionTask, pos: int) -> Path:
    """The sealed object of one position."""
    ref = room.session.stacks[0]
    source = (await stand.library.open_stack(ref)).frames[pos]
    stored = await stand.desk.shelf.instance(ref.study, source.instance)
    assert stored is not None
    return stand.folder / "blobs" / stored.object_name[:2] / stored.object_name[2:]


async def alerts(stand: LightStand, count: int) -> list[Recorded]:
    """The alerts in the record, once there are so many."""
    async with asyncio.timeout(10):
        while len(found := await stand.entries("security.alert")) < count:
            await asyncio.sleep(0.01)
    return found


async def test_every_changed_object_is_an_alert_and_no_picture(stand: LightStand) -> None:
    """LK-7, H7: each class of change of each object, and one put in another's place: 100 % refused, named, recorded."""
    count = len(CHANGES)
    room = await stand.consult(await stand.study(count + 3))
    objects = [await object_of(stand, room, pos) for pos in range(count + 3)]
    for path, change in zip(objects, CHANGES.values(), strict=False):
        path.write_bytes(change(path.read_bytes()))
    objects[count].write_bytes(objects[count + 1].read_bytes())
    host = await stand.enter(room, HOST)
    for pos in range(count + 1):
        await room.set_view(look(pos, cseq=pos + 1))
        await host.until(lambda pos=pos: pos in {failed.pos for failed in host.told(PictureFailed)})  # type: ignore[misc]
    assert {failed.code for failed in host.told(PictureFailed)} == {"sealed_object"}

    await room.set_view(look(count + 1, cseq=count + 2))
    await host.until(lambda: any(shown.want.pos == count + 1 for shown in host.frames))
    assert {shown.want.pos for shown in host.frames} <= {count + 1, count + 2}
    told = [each.entry for each in await alerts(stand, count + 1)]
    assert {entry.facts["code"] for entry in told} == {"tampered_object"}
    assert sorted(entry.facts["position"] for entry in told) == list(range(1, count + 2))  # type: ignore[type-var]
    assert {entry.session for entry in told} == {room.session.id}


async def test_a_changed_object_is_one_alert_however_often_it_is_asked_for(stand: LightStand) -> None:
    """T-17: who scrolls over it a hundred times does not fill the record."""
    room = await stand.consult(await stand.study(3))
    path = await object_of(stand, room, 1)
    path.write_bytes(flipped(-1)(path.read_bytes()))
    host = await stand.enter(room, HOST)
    serving = room.stage.screens[HOST.id].showing
    for turn in range(5):
        await room.set_view(look(1, cseq=turn + 1))
        await host.until(lambda: host.told(PictureFailed))
        room.stage.screens[HOST.id].feed.forget(serving.now_ms())
        host.notices.clear()
    assert len(await alerts(stand, 1)) == 1


async def test_a_changed_row_is_an_alert_and_no_picture(stand: LightStand) -> None:
    """H7: a study's wrapped key from elsewhere opens nothing; the room stands, and its record says so."""
    room = await stand.consult(await stand.study(3))
    study = room.session.stacks[0].study
    async with stand.desk.database.write() as conn:
        await conn.exec_driver_sql("UPDATE studies SET wrapped_key = zeroblob(60) WHERE id = ?", (study,))
    host = await stand.enter(room, HOST)
    await room.set_view(look(1))
    (told,) = await alerts(stand, 1)
    assert (told.entry.facts["code"], told.entry.session) == ("tampered_row", room.session.id)
    assert not host.frames
