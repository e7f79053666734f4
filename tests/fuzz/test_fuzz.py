"""Damaged files by the thousand: nothing but `Malformed` comes out, in two seconds, and the workers live on.

`LIGHTBOX_FUZZ_S` seconds in total (12), `LIGHTBOX_TEST_SEED` for other files (`random` for ever other ones). A finding
names seed and number: `mutated(seeds, seed, number)` makes the same file again.
"""

import asyncio
import logging
import os
import resource
import time
import zlib
from collections import Counter
from collections.abc import Callable

import pytest

from server.render.decode import decode_frame
from server.studies.byte_source import ByteSource
from server.studies.elements import WANTED
from server.studies.fragments import check_frames, first_bit, frame_bytes
from server.studies.reading import read_header
from server.studies.scan import scan
from server.terms.errors import Malformed
from server.workers.pool import WorkerPool
from tests.bad_inputs.verdicts import HONEST, VERDICT_S, verdict
from tests.conftest import SHARED_DATA
from tests.fuzz.mutations import mutated
from tests.fuzz.seeds import compressed, real, structures
from tests.studies.memory_source import MemorySource

TOGETHER = 16
SECONDS = float(os.environ.get("LIGHTBOX_FUZZ_S", "12"))
LIVES, GROWTH_BYTES = {"decoder_crashed", "decoder_timed_out", "decoder_out_of_memory"}, 400_000_000
pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(SECONDS + 60),
    pytest.mark.filterwarnings("ignore"),  # as in a worker: what pydicom thinks of a text is nobody's business
]


def read(content: bytes) -> None:
    """Pre-scan, header and fragments of a file, as a worker does it."""
    inflated: list[ByteSource] = [MemorySource(content)]

    def inflate(start: int) -> ByteSource:
        try:
            whole = zlib.decompressobj(-zlib.MAX_WBITS).decompress(content[start:], 1 << 20)
        except zlib.error as error:
            raise Malformed("bad_deflate") from error
        inflated[0] = MemorySource(whole)
        return inflated[0]

    found = scan(inflated[0], wanted=WANTED, inflate=inflate, seconds=time.process_time)
    header = read_header(found)
    if header.image is None:
        return
    check_frames(inflated[0], header.image, found.patience)
    if header.image.grid.byte_count <= 1 << 20 and header.image.location.length is not None:
        encoded = bytearray(frame_bytes(inflated[0], header.image, 0))
        decode_frame(encoded, header.image, skip_bits=first_bit(header.image, 0))


def test_prescan_of_damaged_files_only_ever_refuses(seed: str, say: Callable[[str], None]) -> None:
    """T-27: whatever is damaged, scan and header end in a verdict within two seconds and bounded memory."""
    seeds, codes = (*structures(), *real(SHARED_DATA)), Counter[str]()
    logging.getLogger("pydicom").disabled = True
    read(HONEST)
    before, ends, number = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic() + SECONDS / 2, 0
    while time.monotonic() < ends:
        content, began = mutated(seeds, seed, number), time.process_time()
        try:
            read(content)
            codes["read"] += 1
        except Malformed as refusal:
            codes[refusal.code] += 1
        except BaseException as error:
            raise AssertionError(f"seed {seed}, number {number} of {len(seeds)} seeds") from error
        assert time.process_time() - began < VERDICT_S, f"seed {seed}, number {number}: too slow"
        number += 1
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024
    assert grown < GROWTH_BYTES
    say(f"fuzz: pre-scan read {number} damaged files of {len(seeds)} seeds (seed {seed}): {dict(codes)}")
    assert codes["read"]
    assert len(codes) > 10


async def alone(pool: WorkerPool, content: bytes, number: int, say: Callable[[str], None]) -> float:
    """Seconds for a file that took long or cost a worker, by itself: a busy machine is no finding."""
    began = time.monotonic()
    code = (await verdict(pool, content)).outcome
    took = time.monotonic() - began
    if code in LIVES or took > VERDICT_S:
        say(f"fuzz: number {number}: {code} after {took:.1f} s")
    return took


async def test_decoding_damaged_files_costs_a_worker_at_most(seed: str, say: Callable[[str], None]) -> None:
    """T-28: the whole way through the workers; the verdict comes in two seconds and the pool lives on."""
    seeds, codes, suspects = (
        (*structures(), *compressed(), *real(SHARED_DATA / "ts-matrix")),
        Counter[str](),
        list[int](),
    )
    pool, number, ends = WorkerPool(), 0, time.monotonic() + SECONDS / 2
    await pool.start()

    async def one(number: int) -> None:
        content, began = mutated(seeds, seed, number), time.monotonic()
        code = (await verdict(pool, content)).outcome
        codes[code] += 1
        if time.monotonic() - began > VERDICT_S or code in LIVES:
            suspects.append(number)

    try:
        while time.monotonic() < ends:
            await asyncio.gather(*(one(number + offset) for offset in range(TOGETHER)))
            number += TOGETHER
            assert (await verdict(pool, HONEST)).outcome == "shown"
        slow = [case for case in suspects if await alone(pool, mutated(seeds, seed, case), case, say) > VERDICT_S]
    finally:
        await pool.stop()
    say(f"fuzz: workers judged {number} damaged files of {len(seeds)} seeds (seed {seed}): {dict(codes)}")
    assert codes["shown"]
    assert len(codes) > 5
    assert not slow
