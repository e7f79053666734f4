"""The jobs themselves, on descriptors: bytes in, values or stored pixels out."""

import os
import time

import numpy as np

from server.render.decode import decode_frame
from server.studies.beginning import beginning_of
from server.studies.byte_source import ByteSource
from server.studies.elements import WANTED
from server.studies.fragments import check_frames, first_bit, frame_bytes
from server.studies.header import InstanceHeader
from server.studies.reading import read_header
from server.studies.scan import scan
from server.terms.errors import Malformed
from server.terms.images import ImageTraits, PixelGrid
from server.terms.syntaxes import DEFLATED_DATASET
from server.workers import archive, wire
from server.workers.limits import WorkerLimits
from server.workers.sources import FileSource, InflatedSource
from server.workers.strips import can_be_copied, copy_frame, write_all
from server.workers.trimmings import in_srgb, overlay_of


def inspect(job: wire.Inspect, descriptor: int, limits: WorkerLimits) -> InstanceHeader:
    """The header of a DICOM file, its structure and the lengths of its frames checked."""
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
    file, grid = FileSource(descriptor, job.size), job.traits.grid.reduced(job.reduce)
    source = _source(file, job.traits, limits)
    if can_be_copied(job.traits) and not job.reduce:
        copy_frame(file, job.traits, job.frame, output)
    else:
        _decode_frame(job, file, source, grid, output, limits)
    if grid.overlay:
        plane = overlay_of(file, source, job.traits, job.frame, job.reduce, limits)
        write_all(output, plane.data.cast("B"), grid.picture_bytes)
    return grid


def _decode_frame(
    job: wire.Decode, file: FileSource, source: ByteSource, grid: PixelGrid, output: int, limits: WorkerLimits
) -> None:
    """The pixels, colors as sRGB, at the start of the output."""
    encoded = bytearray(frame_bytes(source, job.traits, job.frame))
    skip_bits = first_bit(job.traits, job.frame)
    frame = decode_frame(encoded, job.traits, skip_bits=skip_bits, reduce=job.reduce)
    if frame.shape != grid.shape or frame.dtype.name != grid.sample_type:
        raise Malformed("codestream_mismatch")
    whole = np.ascontiguousarray(in_srgb(frame, file, limits) if job.traits.icc_profile else frame)
    write_all(output, whole.data.cast("B"))
    encoded[:] = bytes(len(encoded))  # only now: the frame may be a view of it
    for held in (frame, whole):
        if held.flags.writeable:
            held.fill(0)


def list_archive(job: wire.ListArchive, descriptor: int, limits: WorkerLimits) -> tuple[wire.ArchiveMember, ...]:
    """What a zip holds."""
    return archive.list_members(descriptor, job.size, limits)


def extract(job: wire.Extract, descriptor: int, output: int, limits: WorkerLimits) -> int:
    """One member of a zip written into the output."""
    return archive.extract(descriptor, job.size, job.index, job.limit, limits, lambda chunk: _append(output, chunk))


def _source(file: FileSource, traits: ImageTraits, limits: WorkerLimits) -> ByteSource:
    if traits.transfer_syntax != DEFLATED_DATASET:
        return file
    return _inflated(file, beginning_of(file).start, limits)


def _inflated(file: FileSource, start: int, limits: WorkerLimits) -> InflatedSource:
    return InflatedSource(file, start, ratio=limits.inflate_ratio, byte_limit=limits.inflated_bytes)


def _append(output: int, chunk: bytes) -> None:
    view = memoryview(chunk)
    while view:
        view = view[os.write(output, view) :]
