"""Orthanc (the Debian package) with a configuration and a folder of its own, for as long as it is measured against."""

import json
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

STARTED_S = 20.0
STORAGE_CACHE_MB = 1024
QUALITY = 90


class OrthancMissing(Exception):  # noqa: N818  (a fact about the machine)
    """There is no Orthanc to measure against (Debian: orthanc)."""


@contextmanager
def orthanc(files: Sequence[bytes]) -> Iterator[tuple[int, list[str]]]:
    """A running Orthanc that holds these files: its port, and the name it gave to each."""
    program = shutil.which("Orthanc") or shutil.which("Orthanc", path="/usr/sbin:/usr/local/sbin")
    if program is None:
        raise OrthancMissing
    with tempfile.TemporaryDirectory() as folder, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        settings = Path(folder) / "orthanc.json"
        settings.write_text(json.dumps(_settings(folder, port)), "utf-8")
        with (Path(folder) / "log").open("wb") as log:
            process = subprocess.Popen([program, settings], stdout=log, stderr=log, cwd=folder)
        try:
            _wait(port)
            yield port, [_stored(port, file) for file in files]
        finally:
            process.terminate()
            process.wait()


def _settings(folder: str, port: int) -> dict[str, object]:
    return {
        "StorageDirectory": folder,
        "IndexDirectory": folder,
        "HttpPort": port,
        "KeepAlive": True,
        "RemoteAccessAllowed": False,
        "AuthenticationEnabled": False,
        "DicomServerEnabled": False,
        "Plugins": [],
        "MaximumStorageCacheSize": STORAGE_CACHE_MB,
    }


def _wait(port: int) -> None:
    until = time.monotonic() + STARTED_S
    while time.monotonic() < until:
        with suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/system", timeout=5):
            return
        time.sleep(0.05)
    raise AssertionError("Orthanc did not start")


def _stored(port: int, file: bytes) -> str:
    asking = urllib.request.Request(f"http://127.0.0.1:{port}/instances", data=file, method="POST")
    with urllib.request.urlopen(asking, timeout=30) as answer:  # noqa: S310
        return str(json.load(answer)["ID"])
