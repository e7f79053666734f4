"""What is left of an epoch's keys in a process that sealed with them: the whole memory of a small one is searched."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

REPOSITORY = Path(__file__).resolve().parents[2]
SEALS = """
import sys
from concurrent.futures import ThreadPoolExecutor
from server.terms.ids import FrameId, SessionId
from server.vault.session_keys import KeyRing

ring = KeyRing()
session = SessionId("5" * 32)
ring.mint(session, 1)
# told bit by bit and inverted, so that telling it leaves no copy
print(*(byte ^ 0xFF for byte in ring._keys[session][1]), flush=True)
fid, image = FrameId("f" * 22), bytes(60_000)
with ThreadPoolExecutor(2) as threads:
    sealed = list(threads.map(lambda _: ring.seal(session, 1, fid, "image/jpeg", image), range(200)))
assert ring.open_sealed(session, 1, fid, "image/jpeg", sealed[-1]) == image
print("alive", flush=True)
sys.stdin.readline()
ring.destroy(session)
print("destroyed", flush=True)
sys.stdin.readline()
"""


def found(pid: int, needle: bytes) -> int:
    """How often these bytes stand in what this process may write to."""
    count = 0
    with Path(f"/proc/{pid}/maps").open() as maps, Path(f"/proc/{pid}/mem").open("rb", 0) as memory:
        for line in maps:
            edges, access, *_ = line.split()
            if not access.startswith("rw"):
                continue
            first, last = (int(edge, 16) for edge in edges.split("-"))
            try:
                memory.seek(first)
                count += memory.read(last - first).count(needle)
            except OSError:
                continue
    return count


def test_no_copy_of_a_frame_key_outlives_its_destruction() -> None:
    """LK-3, LK-5: `SK` and `K_frame` stand in memory while frames are sealed, and nowhere once they are destroyed."""
    with subprocess.Popen(
        [sys.executable, "-P", "-c", SEALS],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        secret = bytes(int(number) ^ 0xFF for number in process.stdout.readline().split())
        frame_key = HKDF(hashes.SHA256(), 32, None, b"lb1 frame").derive(secret)
        assert process.stdout.readline() == "alive\n"
        try:
            alive = found(process.pid, secret), found(process.pid, frame_key)
        except PermissionError:
            process.kill()
            pytest.skip("this system lets nobody read a process's memory")
        print(file=process.stdin, flush=True)
        said = process.stdout.readline()
        left = found(process.pid, secret), found(process.pid, frame_key)
    assert min(alive) > 0, "void: the search does not find what is there"
    assert (said, left) == ("destroyed\n", (0, 0))
