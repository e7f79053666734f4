"""The jobs themselves, on descriptors: bytes in, values or stored pixels out."""

import os
import time

import numpy as np

from server.render.decode import decode_frame
from server.studies.byte_source import ByteSource
from server.studies.elements import DEFLATED_EXPLICIT, WANTED
from server.studies.fragments import check_frames, first_bit, frame_bytes
from server.studies.header import InstanceHeader
from server.studies.reading import read_header
from server.studies.scan import scan
from server.terms.errors import Malformed
from server.terms.images import ImageTraits, PixelGrid
from server.workers import archive, wire
from server.workers.limits import WorkerLimits
from server.workers.sources import FileSource, InflatedSource


def inspect(job: wire.Inspect, descriptor: int, limits: WorkerLimits) -> InstanceHeader:
    """The header of a Part 10 file, its structure and the lengths of its frames checked."""
    file = FileSource(descriptor, job.size)
    inflated: list[ByteSource] = [file]

    def inflate(start: int) -> ByteSource:
        inflated[0] = _inflated(file, start, limits)
        return inflated[0]

    found = scan(file, wanted=WANTED, inflate=inflate, seconds=time.process_time)
    header = read_header(found)
    if header.image is not None:
        check_frames(inflated[0], header.image, found.patience)
    return header


def decode(job: wire.Decode, descriptor: int, output: int, limits: WorkerLimits) -> PixelGrid:
    """One frame decoded into the output, which the server sized; what held it here is overwritten."""
    source = _source(FileSource(descriptor, job.size), job.traits, limits)
    encoded = bytearray(frame_bytes(source, job.traits, job.frame))
    frame = decode_frame(encoded, job.traits, skip_bits=first_bit(job.traits, job.frame))
    encoded[:] = bytes(len(encoded))
    grid = job.traits.grid
    if frame.shape != grid.shape or frame.dtype.name != grid.sample_type:
        raise Malformed("codestream_mismatch")
    _write(output, np.ascontiguousarray(frame).data.cast("B"))
    if frame.flags.writeable:
        frame.fill(0)
    return grid


def list_archive(job: wire.ListArchive, descriptor: int, limits: WorkerLimits) -> tuple[wire.ArchiveMember, ...]:
    """What a zip holds."""
    return archive.list_members(descriptor, job.size, limits)


def extract(job: wire.Extract, descriptor: int, output: int, limits: WorkerLimits) -> int:
    """One member of a zip written into the output."""
    return archive.extract(descriptor, job.size, job.index, job.limit, limits, lambda chunk: _append(output, chunk))


def _source(file: FileSource, traits: ImageTraits, limits: WorkerLimits) -> ByteSource:
    if traits.transfer_syntax != DEFLATED_EXPLICIT:
        return file
    return _inflated(file, _dataset_start(file), limits)


def _dataset_start(file: FileSource) -> int:
    """Where the deflated dataset begins: the scan tells it through the source it asks for."""
    starts: list[int] = []

    def note(start: int) -> ByteSource:
        starts.append(start)
        return FileSource(file.descriptor, 0)

    scan(file, wanted=(), inflate=note, seconds=time.process_time)
    return starts[0]


def _inflated(file: FileSource, start: int, limits: WorkerLimits) -> InflatedSource:
    return InflatedSource(file, start, ratio=limits.inflate_ratio, byte_limit=limits.inflated_bytes)


def _write(output: int, content: memoryview) -> None:
    """All of `content` at the start of the output."""
    at = 0
    while at < len(content):
        at += os.pwrite(output, content[at:], at)


def _append(output: int, chunk: bytes) -> None:
    view = memoryview(chunk)
    while view:
        view = view[os.write(output, view) :]
