import os
import socket

import msgspec
import pytest

from server.workers import wire
from tests.studies import part10 as p
from tests.studies.headers import TRAITS
from tests.studies.memory_source import header_of

MESSAGES = [
    wire.Inspect(10),
    wire.Decode(10, 3, TRAITS),
    wire.ListArchive(10),
    wire.Extract(10, 1, 5),
    wire.Drill("hang"),
]
REPLIES = [
    wire.Inspected(header_of(p.image())),
    wire.Decoded(TRAITS.grid),
    wire.Listed((wire.ArchiveMember(0, "a", 3),)),
    wire.Extracted(7),
    wire.Failed("bad_rle", {"segments": 3}),
]


@pytest.mark.parametrize("message", MESSAGES)
def test_jobs_keep_their_meaning_on_the_wire(message: wire.Job) -> None:
    """Traits and all arrive as they were sent."""
    assert wire.decode_job(wire.encode(message)) == message


@pytest.mark.parametrize("reply", REPLIES)
def test_replies_keep_their_meaning_on_the_wire(reply: wire.Reply) -> None:
    """A header with everything in it arrives as it was read."""
    assert wire.decode_reply(wire.encode(reply)) == reply


@pytest.mark.parametrize("body", [b"", b"\xc1", b"\x80", wire.encode({"type": "Inspected", "header": 3})])
def test_nonsense_of_a_worker_is_no_reply(body: bytes) -> None:
    """A reply is untrusted: only known shapes are taken."""
    with pytest.raises(msgspec.MsgspecError):
        wire.decode_reply(body)


def test_descriptors_travel_beside_the_job() -> None:
    """A job takes anonymous files along; a closed line is the end."""
    ours, theirs = socket.socketpair()
    file = os.memfd_create("job")
    body = wire.encode(MESSAGES[0])
    socket.send_fds(ours, [wire.HEAD.pack(len(body))], [file])
    ours.sendall(body)
    received = wire.receive_job(theirs)
    assert received is not None
    job, descriptors = received
    assert (job, os.fstat(descriptors[0]).st_ino) == (MESSAGES[0], os.fstat(file).st_ino)
    ours.close()
    assert wire.receive_job(theirs) is None
    for descriptor in (file, *descriptors):
        os.close(descriptor)
    theirs.close()
