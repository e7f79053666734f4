"""`lightbox serve`: run the server; with `--demo` on data, accounts and a study it makes itself."""

import argparse
import asyncio
import contextlib
import os
import signal
import socket
import sys
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
import structlog
from aiohttp import web

from server.app import House, build
from server.cli import authority, demo
from server.cli.logs import configure
from server.settings import Settings, TlsSettings, load
from server.terms.errors import Unavailable
from server.vault.deployment import DeploymentKey
from server.vault.process import harden

DRAIN_S = 10.0
WILDCARDS = frozenset({"0.0.0.0", "::"})  # noqa: S104  (comparing, not binding)


def arguments(parser: argparse.ArgumentParser) -> None:
    """What is not a setting: kinds of start."""
    parser.add_argument(
        "--demo", action="store_true", help="with demo accounts and a synthetic study (never real data)"
    )
    parser.add_argument(
        "--tls-self", action="store_true", help="TLS by a local authority made here; prints how to trust it"
    )
    parser.add_argument("--host", help="instead of server.host")
    parser.add_argument("--port", type=int, help="instead of server.port")


def run(given: argparse.Namespace) -> int:
    """Serve until SIGTERM or SIGINT."""
    settings = load()
    server = settings.server
    if given.host is not None or given.port is not None:
        host, port = given.host or server.host, server.port if given.port is None else given.port
        server = msgspec.structs.replace(server, host=host, port=port)
    if server.host in WILDCARDS and not server.public_url and (outside := authority.outside_address()):
        scheme = "https" if given.tls_self or server.tls.certificate else "http"
        server = msgspec.structs.replace(server, public_url=f"{scheme}://{outside}:{server.port}")
    self_signed = None
    if given.tls_self:
        public_host = urlsplit(server.public_url).hostname
        names = (*authority.local_names(server.host), *((public_host,) if public_host else ()))
        self_signed = authority.ensure(settings.key_file.parent / "tls", tuple(dict.fromkeys(names)))
        tls = TlsSettings(str(self_signed.certificate), str(self_signed.key))
        server = msgspec.structs.replace(server, tls=tls)
    clinic = settings.clinic
    if given.demo and not clinic.phone:
        clinic = msgspec.structs.replace(clinic, phone=demo.PHONE)
    settings = msgspec.structs.replace(settings, server=server, clinic=clinic)
    configure(settings.log)
    harden()
    asyncio.run(_serve(settings, demonstrate=given.demo, self_signed=self_signed))
    return 0


async def _serve(settings: Settings, *, demonstrate: bool, self_signed: authority.SelfSigned | None) -> None:
    if demonstrate and not settings.key_file.exists():
        DeploymentKey.create(settings.key_file, os.urandom)
    tls = settings.server.tls
    context = authority.server_context(Path(tls.certificate), Path(tls.key)) if tls.certificate else None
    listener = _bind(settings)
    try:
        house = await build(settings, port=listener.getsockname()[1], secure=context is not None, demo=demonstrate)
    except BaseException:
        listener.close()
        raise
    shown = await demo.prepare(house, settings) if demonstrate else None
    stopping = _stop_signals()
    runner = web.AppRunner(
        # Packed bodies are refused by the guards; the parser must not unpack them either (BI-25).
        house.app,
        access_log=None,
        auto_decompress=False,
        shutdown_timeout=DRAIN_S,
    )
    await runner.setup()
    try:
        await web.SockSite(runner, listener, ssl_context=context, backlog=512).start()
        _say_hello(house, shown, self_signed)
        loading = asyncio.create_task(demo.load_study(house, shown)) if shown is not None else None
        await stopping.wait()
        if loading is not None:
            loading.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await loading
    finally:
        structlog.get_logger().info("stopping")
        await house.stop()
        await runner.cleanup()


def _bind(settings: Settings) -> socket.socket:
    """The port is taken before anything else is opened, but nobody is answered until everything overdue is locked."""
    host, port = settings.server.host, settings.server.port
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise Unavailable("port_taken", port=port) from error
    return listener


def _stop_signals() -> asyncio.Event:
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopping.set)
    return stopping


def _say_hello(house: House, shown: demo.Demo | None, self_signed: authority.SelfSigned | None) -> None:
    """Where it is and what to do next, on standard output; logs go to standard error."""
    say = sys.stdout.write
    say(f"\nLightbox is at {house.public_url}\n")
    if self_signed is not None:
        say(
            "\nTLS by a local authority of this machine. On each device that should open it, once:\n"
            f"  install {self_signed.authority} as a trusted authority and compare its SHA-256 fingerprint:\n"
            f"  {self_signed.fingerprint}\n"
        )
    if shown is not None:
        say(demo.words(shown, house.public_url))
    sys.stdout.flush()
