"""A worker's life: confined at once, then one job after another until the server closes the line."""

import contextlib
import gc
import os
import socket
import struct

import msgspec
from pydicom.errors import BytesLengthException, InvalidDicomError

from server.terms.errors import Malformed
from server.workers import jobs, wire
from server.workers.confinement import confine, raise_cpu_limit
from server.workers.drills import drill
from server.workers.limits import WorkerLimits

# What parsers and codecs raise on bytes they cannot use; anything else ends the process, which costs one job too.
_UNREADABLE = (
    ValueError,
    TypeError,
    LookupError,
    ArithmeticError,
    AttributeError,
    NotImplementedError,
    RuntimeError,
    EOFError,
    struct.error,
    BytesLengthException,
    InvalidDicomError,
)


def serve(line: socket.socket, limits: WorkerLimits, parent: int) -> None:
    """Do jobs from `line` until it closes; the process has nothing else to do and ends with `parent`."""
    with contextlib.suppress(ConnectionError):
        held = confine(limits)
        if os.getppid() != parent:  # it died before its death could be announced to us
            return
        line.sendall(wire.HELLO.pack(len(",".join(held))) + ",".join(held).encode())
        while (received := wire.receive_job(line)) is not None:
            job, descriptors = received
            raise_cpu_limit(limits)
            reply = _answer(job, descriptors, limits)
            for descriptor in descriptors:
                os.close(descriptor)
            wire.send_reply(line, reply)
            if isinstance(reply, wire.Failed) and reply.code == "decoder_out_of_memory":
                return
            gc.collect(0)


def _answer(job: wire.Job, descriptors: list[int], limits: WorkerLimits) -> wire.Reply:
    """The job's outcome, every refusal as a code."""
    try:
        return _do(job, descriptors, limits)
    except Malformed as refusal:
        return wire.Failed(refusal.code, dict(refusal.facts))
    except MemoryError:
        return wire.Failed("decoder_out_of_memory")
    except msgspec.MsgspecError:
        raise
    except _UNREADABLE as error:
        code = "unreadable_header" if isinstance(job, wire.Inspect) else "unreadable_pixels"
        if isinstance(job, (wire.ListArchive, wire.Extract)):
            code = "unreadable_archive"
        return wire.Failed(code, {"error": type(error).__name__})


def _do(job: wire.Job, descriptors: list[int], limits: WorkerLimits) -> wire.Reply:
    match job:
        case wire.Inspect():
            return wire.Inspected(jobs.inspect(job, descriptors[0], limits))
        case wire.Decode():
            return wire.Decoded(jobs.decode(job, descriptors[0], descriptors[1], limits))
        case wire.ListArchive():
            return wire.Listed(jobs.list_archive(job, descriptors[0], limits))
        case wire.Extract():
            return wire.Extracted(jobs.extract(job, descriptors[0], descriptors[1], limits))
        case wire.Drill():
            return wire.Drilled(drill(job.what))
