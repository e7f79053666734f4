"""Our side of P1 … P5: a server that does nothing but ask the product's own renderer. Never shipped.

    python -m bench.rendering_app FILE…

Prints its port. `GET /{number}?center=&width=&level=&tier=` gives the encoded picture of file `number`: decoded in a
limited worker and kept in the product's decoded store, rendered, sealed and cached by the product's `Renderer`, and
opened again for the answer, because Orthanc does not seal.
"""

import asyncio
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from server.live.decoded import DecodedStore
from server.live.pictures import OpenedStack
from server.live.renderer import Renderer, Rendering
from server.live.turnstile import Urgency
from server.terms.consults import StackRef
from server.terms.ids import InstanceId, SessionId, StudyId
from server.terms.images import ImageTraits, PixelSpacing
from server.terms.view import Window
from server.vault.frame_cache import FrameCache
from server.vault.session_keys import KeyRing
from server.workers.pool import WorkerPool
from server.workers.shared_frame import InputFile

MIB = 1 << 20
SESSION, STUDY = SessionId("bench"), StudyId("bench")


@dataclass(frozen=True, slots=True)
class Source:
    """The only frame of a file."""

    instance: InstanceId
    digest: bytes
    traits: ImageTraits
    frame: int = 0
    image_number: int | None = None
    letters: tuple[str, str, str, str] | None = None
    laterality: str = ""
    spacing: PixelSpacing | None = None


@dataclass(frozen=True, slots=True)
class Stack:
    """All files as one stack."""

    frames: tuple[Source, ...]
    study: StudyId


class Shelf:
    """Files in memory."""

    def __init__(self, files: list[InputFile]) -> None:
        self.files = files

    async def open_stack(self, _ref: StackRef) -> OpenedStack:
        """Nobody asks."""
        raise NotImplementedError

    async def open_object(self, _study: StudyId, instance: InstanceId) -> int:
        """A descriptor of its own, as the product's library gives."""
        return os.dup(self.files[int(instance)].descriptor)


class Application:
    """The product's renderer behind one route."""

    def __init__(self, pool: WorkerPool, files: list[InputFile], decoded: DecodedStore) -> None:
        self.pool = pool
        self.files = files
        self.keys = KeyRing()
        self.keys.mint(SESSION, 1)
        self.renderer = Renderer(
            pictures=Shelf(files), decoder=pool, keys=self.keys, cache=FrameCache(256 * MIB), decoded=decoded
        )
        self.stack = Stack((), STUDY)

    async def open(self) -> None:
        """Read the headers."""
        sources = []
        for number, file in enumerate(self.files):
            traits = (await self.pool.inspect(file.descriptor)).image
            assert traits is not None
            sources.append(Source(InstanceId(str(number)), number.to_bytes(32, "big"), traits))
        self.stack = Stack(tuple(sources), STUDY)

    def rendering(self, number: int, window: Window, level: int, tier: str) -> Rendering:
        """What the room would ask for."""
        return Rendering(
            session=SESSION,
            epoch=1,
            stack=cast("OpenedStack", self.stack),
            source=self.stack.frames[number],
            voi=window,
            auto=None,
            level=level,
            tier=cast("Any", tier),
            mark="",
            masks=(),
            overlays=True,
        )

    async def picture(self, target: str) -> tuple[str, bytes]:
        """One picture, sealed and opened: its type and its content."""
        path, _, words = target.partition("?")
        query = dict(word.split("=", 1) for word in words.split("&"))
        window = Window(float(query["center"]), float(query["width"]))
        asked = self.rendering(int(path[1:]), window, int(query["level"]), query["tier"])
        sealed = await self.renderer.frame(asked, Urgency.NOW)
        return sealed.mime, self.keys.open_sealed(SESSION, 1, sealed.fid, sealed.mime, sealed.payload)


class Connection(asyncio.Protocol):
    """Just enough HTTP/1.1 for GETs one after the other: the product sends pictures over its own socket, not by HTTP."""

    def __init__(self, application: Application) -> None:
        self._application = application
        self._transport: asyncio.Transport | None = None
        self._asked = b""
        self._answering: asyncio.Task[None] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep where to answer."""
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """Answer when the head is whole."""
        self._asked += data
        if self._asked.endswith(b"\r\n\r\n"):
            target = self._asked.split(b" ", 2)[1].decode()
            self._asked = b""
            self._answering = asyncio.create_task(self._answer(target))

    async def _answer(self, target: str) -> None:
        mime, content = await self._application.picture(target)
        head = f"HTTP/1.1 200 OK\r\nContent-Type: {mime}\r\nContent-Length: {len(content)}\r\n\r\n"
        if self._transport is not None:
            self._transport.write(head.encode() + content)


async def main(files: list[InputFile]) -> None:
    """Serve until standard input ends."""
    pool = WorkerPool(size=2)
    await pool.start()
    application = Application(pool, files, DecodedStore(256 * MIB))
    await application.open()
    server = await asyncio.get_running_loop().create_server(lambda: Connection(application), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.to_thread(sys.stdin.read)
    server.close()
    await application.renderer.close()
    await pool.stop()


if __name__ == "__main__":
    asyncio.run(main([InputFile.holding(Path(path).read_bytes()) for path in sys.argv[1:]]))
