"""Whatever concerns a session that another process runs is sent on to it, in one step and never in two."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

import aiohttp
from aiohttp import hdrs, web
from aiohttp.typedefs import Middleware
from multidict import CIMultiDict
from yarl import URL

from server.terms.errors import Unavailable
from server.terms.ids import SessionId
from server.terms.nodes import Node
from server.transport.api.seats import CONSULT, OPINION
from server.transport.figures import DoorFigures
from server.transport.guards import CALLER, GUEST, Handler
from server.transport.hops import HEADER, HOPPED, Hops
from server.transport.splicing import CONNECT_S, RETRY_MS, Spliced, splice

Elsewhere = Callable[[SessionId], Awaitable[Node | None]]
"""Gives the process that runs a session, None when it is for this one to answer."""
SILENT_S: Final = 30.0
"""How long the other process may say nothing."""
PIECE: Final = 64 * 1024
OF_ONE_LINE: Final = frozenset(
    each.lower()
    for each in (hdrs.CONNECTION, hdrs.KEEP_ALIVE, hdrs.TE, hdrs.TRAILER, hdrs.TRANSFER_ENCODING, hdrs.UPGRADE)
)
"""What concerns one connection and not the request. RFC 9110 section 7.6.1."""


class Onward:
    """Knows which requests concern a session, and takes those of others to them."""

    def __init__(self, elsewhere: Elsewhere, hops: Hops, figures: DoorFigures | None = None) -> None:
        self._figures = figures or DoorFigures()
        self._elsewhere = elsewhere
        self._hops = hops
        self._client: aiohttp.ClientSession | None = None
        self._near_ones: set[asyncio.Transport] = set()

    async def stop(self) -> None:
        """Cut every socket that was sent on: their people come back through another process."""
        for near in list(self._near_ones):
            near.abort()
        if self._client is not None:
            await self._client.close()

    def middleware(self) -> Middleware:
        """Stands behind the guards, so that what they refuse goes nowhere."""

        @web.middleware
        async def send_on(request: web.Request, handler: Handler) -> web.StreamResponse:
            node = await self._owner(request, _session_of(request))
            if node is not None:
                self._figures.relayed.add("request")
            answer = None if node is None else await self._sent_on(request, node)
            return await handler(request) if answer is None else answer

        return send_on

    async def socket(self, request: web.Request) -> Spliced | None:
        """Hand a room's socket to its owner until it ends; None when it is ours, or nobody answers there."""
        node = await self._owner(request, SessionId(request.query.get("room", "")))
        if node is None:
            return None
        self._figures.relayed.add("socket")
        return await splice(request, node.address, self._head(request, node), self._near_ones)

    async def _owner(self, request: web.Request, session: SessionId) -> Node | None:
        return None if not session or HOPPED in request else await self._elsewhere(session)

    def _head(self, request: web.Request, node: Node) -> bytes:
        """The request's head as it came, with the hop's header."""
        lines = [f"{request.method} {request.raw_path} HTTP/1.1".encode("utf-8", "surrogateescape")]
        lines += [
            name + b": " + value for name, value in request.raw_headers if name.lower() != HEADER.lower().encode()
        ]
        lines.append(f"{HEADER}: {self._hops.sealed(request, request[CALLER], node.id)}".encode())
        return b"\r\n".join(lines) + b"\r\n\r\n"

    async def _sent_on(self, request: web.Request, node: Node) -> web.StreamResponse | None:
        headers = CIMultiDict(
            (name, value) for name, value in request.headers.items() if name.lower() not in OF_ONE_LINE
        )
        headers[HEADER] = self._hops.sealed(request, request[CALLER], node.id)
        answer: web.StreamResponse | None = None
        try:
            async with self._session().request(
                request.method,
                URL(node.address + request.raw_path, encoded=True),
                headers=headers,
                data=request.content if request.body_exists else None,
                allow_redirects=False,
            ) as told:
                answer = web.StreamResponse(status=told.status, reason=told.reason)
                for name, value in told.headers.items():
                    if name.lower() not in OF_ONE_LINE:
                        answer.headers.add(name, value)
                await answer.prepare(request)
                async for piece in told.content.iter_chunked(PIECE):
                    await answer.write(piece)
                await answer.write_eof()
        except aiohttp.ClientConnectorError:
            # nobody listens there any more and nothing was sent: it is for us to answer, or to say who does
            return None
        except (aiohttp.ClientError, TimeoutError) as error:
            if answer is not None and answer.prepared and request.transport is not None:
                # half an answer is none
                request.transport.abort()
                return Spliced()
            raise Unavailable("elsewhere", retry_ms=RETRY_MS) from error
        return answer

    def _session(self) -> aiohttp.ClientSession:
        if self._client is None:
            self._client = aiohttp.ClientSession(
                cookie_jar=aiohttp.DummyCookieJar(),
                auto_decompress=False,
                skip_auto_headers=(hdrs.USER_AGENT, hdrs.ACCEPT, hdrs.ACCEPT_ENCODING, hdrs.CONTENT_TYPE),
                timeout=aiohttp.ClientTimeout(total=None, sock_connect=CONNECT_S, sock_read=SILENT_S),
                connector=aiohttp.TCPConnector(limit=0),
            )
        return self._client


def _session_of(request: web.Request) -> SessionId:
    """The session a request concerns by its address or its seat; empty when none."""
    resource = request.match_info.route.resource
    known = "" if resource is None else resource.canonical
    if known.startswith((_CONSULT, _OPINION)):
        return SessionId(request.match_info["id"])
    if known.startswith("/api/opinion/"):
        guest = request.get(GUEST)
        return SessionId("" if guest is None else guest.session)
    if known == "/f/{fid}":
        guest = request.get(GUEST)
        return SessionId(request.query.get("room", "" if guest is None else guest.session))
    return SessionId("")


_CONSULT: Final = CONSULT.partition(":")[0] + "}"
_OPINION: Final = OPINION.partition(":")[0] + "}"
