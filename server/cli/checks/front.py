"""How people come in: the public address, TLS, and which proxies are believed."""

import asyncio
import ipaddress
import ssl
import stat
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from cryptography import x509

from server.cli.authority import server_context
from server.cli.checks.finding import Finding, Findings
from server.settings import ClinicSettings, Settings

LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})
SOON_DAYS: Final = 21
WIDE_BITS: Final = {4: 8, 6: 32}
"""A network with a shorter prefix than this is no proxy, it is everybody."""


async def address(settings: Settings) -> Sequence[Finding]:
    """Where people find the server, and whether their browsers take it for safe."""
    make, server = Findings("address"), settings.server
    url = urlsplit(server.public_url)
    if not server.public_url:
        only_here = server.host in LOOPBACK
        return [make.ok("only_here") if only_here else make.warning("no_public_url", host=server.host)]
    if url.scheme == "http" and url.hostname not in LOOPBACK:
        return [make.failed("plain_http", url=server.public_url)]
    if url.scheme == "https" and not server.tls.certificate and not server.trusted_proxies:
        return [make.failed("nobody_speaks_tls", url=server.public_url)]
    return [make.ok("address", url=server.public_url)]


async def clinic(settings: Settings) -> Sequence[Finding]:
    """Whose name guests read, and whom they ring."""
    make, named = Findings("clinic"), settings.clinic
    if named.name == ClinicSettings().name:
        return [make.warning("clinic_unnamed", name=named.name)]
    if not named.phone:
        return [make.warning("no_clinic_phone", name=named.name)]
    return [make.ok("clinic", name=named.name, phone=named.phone)]


async def proxies(settings: Settings) -> Sequence[Finding]:
    """Whose word about a request's origin counts."""
    make, found = Findings("proxies"), []
    for each in settings.server.trusted_proxies:
        try:
            network = ipaddress.ip_network(each, strict=False)
        except ValueError:
            found.append(make.failed("no_network", network=each))
            continue
        if network.prefixlen < WIDE_BITS[network.version]:
            found.append(make.failed("everybody_believed", network=each))
    named = len(settings.server.trusted_proxies)
    return found or [make.ok("proxies", count=named) if named else make.skipped("no_proxies")]


async def certificate(settings: Settings) -> Sequence[Finding]:
    """The certificate that this server shows, where it speaks TLS itself."""
    tls = settings.server.tls
    if not tls.certificate:
        return [Findings("tls").skipped("no_tls_here")]
    name = urlsplit(settings.server.public_url).hostname or ""
    return await asyncio.to_thread(
        lambda: list(_certificate(Path(tls.certificate), Path(tls.key), name, datetime.now(UTC)))
    )


def _certificate(path: Path, key: Path, name: str, now: datetime) -> Iterator[Finding]:
    make = Findings("tls")
    try:
        leaf = x509.load_pem_x509_certificates(path.read_bytes())[0]
    except (OSError, ValueError):
        yield make.failed("certificate_unreadable", path=str(path))
        return
    try:
        server_context(path, key)
        is_open = bool(key.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))
    except (OSError, ssl.SSLError) as error:
        differs = isinstance(error, ssl.SSLError)
        yield make.failed("key_differs" if differs else "key_unreadable", path=str(key))
        return
    if is_open:
        yield make.warning("key_open", path=str(key))
    days = (leaf.not_valid_after_utc - now).days
    if leaf.not_valid_before_utc > now:
        yield make.failed("certificate_not_yet", date=leaf.not_valid_before_utc.date().isoformat())
    elif leaf.not_valid_after_utc <= now:
        yield make.failed("certificate_over", date=leaf.not_valid_after_utc.date().isoformat())
    elif name and not _covers(leaf, name):
        yield make.failed("certificate_other_name", name=name)
    elif days < SOON_DAYS:
        yield make.warning("certificate_soon_over", days=days)
    else:
        yield make.ok("certificate", days=days)


def _covers(leaf: x509.Certificate, name: str) -> bool:
    """Whether a certificate is good for a host (RFC 6125: the subject's common name counts for nothing)."""
    try:
        names = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return False
    try:
        return ipaddress.ip_address(name) in names.get_values_for_type(x509.IPAddress)
    except ValueError:
        pass
    allowed = {each.lower() for each in names.get_values_for_type(x509.DNSName)}
    return name.lower() in allowed or "*." + name.lower().partition(".")[2] in allowed
