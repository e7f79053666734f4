"""The messages between the pool and a worker: msgpack behind a length, file descriptors beside the length.

Inputs are anonymous files the server filled, outputs anonymous files the server made and sized; no path and no key
ever travels. A worker's reply is untrusted: its size is bounded and its shape checked before use.
"""

import socket
import struct
from typing import Literal

import msgspec

from server.studies.header import InstanceHeader
from server.terms.errors import Fact
from server.terms.images import ImageTraits, PixelGrid

HEAD = struct.Struct("<L")
HELLO = struct.Struct("<L")
HELLO_LIMIT = 256
DESCRIPTORS = 2


class Inspect(msgspec.Struct, frozen=True, tag=True):
    """Read the header of the file in descriptor 0, whose first `size` bytes count."""

    size: int


class Decode(msgspec.Struct, frozen=True, tag=True):
    """Decode frame `frame` (from 0) of the file in descriptor 0 into descriptor 1, halved `reduce` times."""

    size: int
    frame: int
    traits: ImageTraits
    reduce: int = 0


class ListArchive(msgspec.Struct, frozen=True, tag=True):
    """List the members of the zip in descriptor 0."""

    size: int


class Extract(msgspec.Struct, frozen=True, tag=True):
    """Write member `index` of the zip in descriptor 0 into descriptor 1, at most `limit` bytes."""

    size: int
    index: int
    limit: int


class Drill(msgspec.Struct, frozen=True, tag=True):
    """Misbehave on purpose, so that checks can show what a bad decoder costs."""

    what: Literal["segfault", "abort", "hang", "spin", "exhaust_memory", "open_file", "connect", "fork", "babble"]


class ArchiveMember(msgspec.Struct, frozen=True):
    """One file of an archive. `name` is cleaned text for people and never a path to write to.

    `refused` is the code of why this member is not extracted, empty when it may be tried.
    """

    index: int
    name: str
    byte_count: int
    refused: str = ""


class Inspected(msgspec.Struct, frozen=True, tag=True):
    """What the file says about itself."""

    header: InstanceHeader


class Decoded(msgspec.Struct, frozen=True, tag=True):
    """The shape that was written into the output."""

    grid: PixelGrid


class Listed(msgspec.Struct, frozen=True, tag=True):
    """The files in the archive."""

    members: tuple[ArchiveMember, ...]


class Extracted(msgspec.Struct, frozen=True, tag=True):
    """How many bytes were written."""

    byte_count: int


class Drilled(msgspec.Struct, frozen=True, tag=True):
    """What became of a drill that did not end the process."""

    outcome: str


class Failed(msgspec.Struct, frozen=True, tag=True):
    """The input was refused; becomes `Malformed(code, **facts)` in the server."""

    code: str
    facts: dict[str, Fact] = {}


Job = Inspect | Decode | ListArchive | Extract | Drill
Reply = Inspected | Decoded | Listed | Extracted | Drilled | Failed

encode = msgspec.msgpack.Encoder().encode
decode_job = msgspec.msgpack.Decoder(Job).decode
decode_reply = msgspec.msgpack.Decoder(Reply).decode


def receive_job(line: socket.socket) -> tuple[Job, list[int]] | None:
    """The next job and its descriptors, None when the server closed the line (blocking; worker side)."""
    head, descriptors, _flags, _address = socket.recv_fds(line, HEAD.size, DESCRIPTORS)
    if len(head) < HEAD.size:
        return None
    body = bytearray(HEAD.unpack(head)[0])
    view, filled = memoryview(body), 0
    while filled < len(body):
        got = line.recv_into(view[filled:])
        if not got:
            return None
        filled += got
    return decode_job(body), descriptors


def send_reply(line: socket.socket, reply: Reply) -> None:
    """Answer the server (blocking; worker side)."""
    body = encode(reply)
    line.sendall(HEAD.pack(len(body)))
    line.sendall(body)
