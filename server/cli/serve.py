"""`lightbox serve`: run the server; with `--demo` on data, accounts and a study it makes itself."""

import argparse
import asyncio
import contextlib
import os
import signal
import socket
import ssl
import sys
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
import structlog
from aiohttp import web

from server.app import House, build
from server.cli import authority, demo
from server.cli.logs import configure
from server.cli.processes import Inherited, Processes, command
from server.settings import Settings, TlsSettings, load
from server.terms.errors import Refused, Unavailable
from server.transport.threshold import KEPT_ALIVE_S, Threshold
from server.vault.deployment import DeploymentKey
from server.vault.process import harden

DRAIN_S = 10.0
LINGER_S = 5.0
"""How long a process that has handed over sends on what still reaches it, until its balancer has noticed."""
GRACE_S = 0.5
"""… when nothing new reaches it: for what is under way."""
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
    parser.add_argument(
        "--processes", type=int, default=1, help="so many on this machine, on one address; needs shared.url"
    )
    parser.add_argument("--inherited", help=argparse.SUPPRESS)


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
        folder = settings.key_file.parent / "tls"
        self_signed = (
            authority.kept(folder) if given.inherited else authority.ensure(folder, tuple(dict.fromkeys(names)))
        )
        tls = TlsSettings(str(self_signed.certificate), str(self_signed.key))
        server = msgspec.structs.replace(server, tls=tls)
    clinic = settings.clinic
    if given.demo and not clinic.phone:
        clinic = msgspec.structs.replace(clinic, phone=demo.PHONE)
    settings = msgspec.structs.replace(settings, server=server, clinic=clinic)
    configure(settings.log)
    if given.processes > 1 and not given.inherited:
        if not settings.shared.url or given.demo:
            raise Refused("processes_need_shared" if not given.demo else "one_process_demo")
        return Processes(command(), _bind(settings), given.processes).run()
    for gap in harden():
        structlog.get_logger().warning("memory_not_guarded", check=gap)
    inherited = Inherited.of(given.inherited) if given.inherited else None
    if inherited is not None and settings.metrics.port:
        metrics = msgspec.structs.replace(settings.metrics, port=settings.metrics.port + inherited.index)
        settings = msgspec.structs.replace(settings, metrics=metrics)
    asyncio.run(_serve(settings, inherited, demonstrate=given.demo, self_signed=self_signed))
    return 0


async def _serve(
    settings: Settings, inherited: Inherited | None, *, demonstrate: bool, self_signed: authority.SelfSigned | None
) -> None:
    if demonstrate and not settings.key_file.exists():
        DeploymentKey.create(settings.key_file, os.urandom)
    tls = settings.server.tls
    context = authority.server_context(Path(tls.certificate), Path(tls.key)) if tls.certificate else None
    listener = _bind(settings) if inherited is None else inherited.listener
    inner, address = inner_door(settings, 0 if inherited is None else inherited.index)
    try:
        house = await build(
            settings,
            port=listener.getsockname()[1],
            secure=context is not None,
            demo=demonstrate,
            internal=address,
        )
    except BaseException:
        listener.close()
        raise
    shown = await demo.prepare(house.accounts, house.public_url, settings.data_folder) if demonstrate else None
    stopping = _stop_signals()
    if inherited is not None:
        # whoever started us is gone: nobody would stop us any more
        asyncio.get_running_loop().add_reader(inherited.line, stopping.set)
    runner = web.AppRunner(
        # Packed bodies are refused by the guards; the parser must not unpack them either (BI-25).
        house.app,
        access_log=None,
        auto_decompress=False,
        keepalive_timeout=KEPT_ALIVE_S,
        shutdown_timeout=DRAIN_S,
    )
    await runner.setup()
    assert runner.server is not None
    listening = await _listening(runner.server, listener, context, house)
    inner_listening = None if inner is None else await Threshold().listen(runner.server, inner)
    try:
        if inherited is None or not inherited.index:
            _say_hello(house, shown, self_signed)
        if inherited is not None:
            inherited.ready()
        loading = asyncio.create_task(demo.load_study(house, shown)) if shown is not None else None
        await stopping.wait()
        if loading is not None:
            loading.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await loading
    finally:
        structlog.get_logger().info("stopping")
        if inherited is not None:
            # the others go on to accept
            listening.close()
        if await house.drain():
            # what comes meanwhile is sent on to whoever has it now
            await asyncio.sleep(LINGER_S if inherited is None else GRACE_S)
            # from now on a balancer finds nobody here, which costs no request anything
            listening.close()
        await house.stop()
        listening.close()
        if inner_listening is not None:
            inner_listening.close()
        await runner.cleanup()


async def _listening(
    inside: web.Server, listener: socket.socket, context: ssl.SSLContext | None, house: House
) -> asyncio.Server:
    """Whoever comes is answered from here on; another server may have taken the port since it was bound."""
    port = listener.getsockname()[1]
    try:
        return await Threshold().listen(inside, listener, context)
    except OSError as error:
        await house.stop()
        raise Unavailable("port_taken", port=port) from error


def inner_door(settings: Settings, index: int) -> tuple[socket.socket | None, str]:
    """Where other processes send requests on to this one, and its address; nowhere when there are none."""
    if not settings.shared.url:
        return None, ""
    url = urlsplit(settings.server.internal or "http://127.0.0.1:0")
    host, port = url.hostname or "127.0.0.1", url.port or 0
    listener = _bound(host, port + index if port else 0)
    taken: int = listener.getsockname()[1]
    return listener, f"http://{f'[{host}]' if ':' in host else host}:{taken}"


def _bind(settings: Settings) -> socket.socket:
    """The port is taken before anything else is opened, but nobody is answered until everything overdue is locked."""
    return _bound(settings.server.host, settings.server.port)


def _bound(host: str, port: int) -> socket.socket:
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
