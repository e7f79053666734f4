"""An S3 of our own on loopback: moto's server in a thread, once per test module, with an empty bucket per test."""

import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Final

from moto.server import ThreadedMotoServer

from server.storage.blobs.bucket import Bucket

_NUMBERS: Final = count()
"""Of buckets: every server of one process answers from the same ones."""


@dataclass(slots=True)
class BucketServer:
    """Can be stopped and comes back at the same address with what it held."""

    port: int = 0
    _server: ThreadedMotoServer | None = None

    def start(self) -> None:
        """Answer, at the address it had before; harmless when it does already."""
        if self._server is not None:
            return
        self._server = ThreadedMotoServer(ip_address="127.0.0.1", port=self.port, verbose=False)
        self._server.start()
        self.port = self._server.get_host_and_port()[1]

    def stop(self) -> None:
        """Answer no more; connections are refused."""
        if self._server is not None:
            self._server.stop()
            self._server = None

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def make(self) -> Bucket:
        """A new, empty bucket."""
        bucket = Bucket(
            name=f"studies-{next(_NUMBERS)}",
            prefix="clinic/one",
            endpoint=self.endpoint,
            region="us-east-1",
            access_key_id="test",
            secret_access_key="test-secret",
            is_plain_allowed=True,
        )
        self.request("PUT", f"/{bucket.name}")
        return bucket

    def request(self, method: str, path: str) -> str:
        """What it answers, past our own code."""
        with urllib.request.urlopen(urllib.request.Request(self.endpoint + path, method=method)) as answer:
            return str(answer.read().decode())


def running() -> Iterator[BucketServer]:
    """For a fixture: a server while the module runs."""
    server = BucketServer()
    server.start()
    yield server
    server.stop()
