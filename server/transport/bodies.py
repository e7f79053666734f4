"""JSON in and out: bodies are bounded, typed and refused by the name of their field; answers are msgspec structs."""

import asyncio
import re
from typing import Final, TypeVar

import msgspec
from aiohttp import web

from server.terms.errors import Malformed

BODY_MAX: Final = 64 * 1024
"""Bytes of a JSON body; files come in by their own route."""
BODY_S: Final = 20.0
"""How long a JSON body may take to arrive."""

_PLACE = re.compile(r" - at `\$\.?([A-Za-z0-9_.\[\]]{0,60})`$")
_Asked = TypeVar("_Asked")


async def read_body(request: web.Request, kind: type[_Asked]) -> _Asked:
    """Read a request's JSON body as `kind`.

    Raises
    ------
    Malformed
        `not_json` (content type), `too_large` {most}, `body_incomplete` (not all of it came in time), `bad_value`
        {field}.
    """
    if request.content_type != "application/json":
        raise Malformed("not_json")
    body = await _bounded(request)
    try:
        return msgspec.json.decode(body, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        # The library's message may repeat what was sent; only the place of the field is ours to tell.
        place = _PLACE.search(str(error))
        raise Malformed("bad_value", field=place.group(1) if place else "") from error


async def _bounded(request: web.Request) -> bytes:
    if (request.content_length or 0) > BODY_MAX:
        raise Malformed("too_large", most=BODY_MAX)
    body = bytearray()
    try:
        async with asyncio.timeout(BODY_S):
            async for piece in request.content.iter_any():
                body += piece
                if len(body) > BODY_MAX:
                    raise Malformed("too_large", most=BODY_MAX)
    except TimeoutError as error:
        raise Malformed("body_incomplete") from error
    return bytes(body)


def answer(content: msgspec.Struct, status: int = 200) -> web.Response:
    """Answer with a struct as JSON."""
    return web.Response(
        status=status, body=msgspec.json.encode(content), content_type="application/json", charset="utf-8"
    )
