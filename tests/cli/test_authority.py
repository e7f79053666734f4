"""TLS as `serve` speaks it, and the local authority of `--tls-self`."""

import asyncio
import ssl
import stat
from pathlib import Path

import pytest

from server.cli.authority import SelfSigned, ensure, server_context


@pytest.fixture
def signed(tmp_path: Path) -> SelfSigned:
    return ensure(tmp_path / "tls", ("consult.example.org", "127.0.0.1"))


async def handshake(signed: SelfSigned, client: ssl.SSLContext, name: str) -> str:
    """The protocol that a client and our context agree on; raises what the client raises."""
    server = await asyncio.start_server(
        lambda _, writer: writer.close(), "127.0.0.1", 0, ssl=server_context(signed.certificate, signed.key)
    )
    async with server:
        port = server.sockets[0].getsockname()[1]
        _, writer = await asyncio.open_connection("127.0.0.1", port, ssl=client, server_hostname=name)
        protocol = str(writer.get_extra_info("ssl_object").version())
        writer.close()
        return protocol


def trusting(signed: SelfSigned, version: ssl.TLSVersion) -> ssl.SSLContext:
    context = ssl.create_default_context(cafile=str(signed.authority))
    context.minimum_version = context.maximum_version = version
    return context


@pytest.mark.parametrize(
    ("version", "name"),
    [(ssl.TLSVersion.TLSv1_2, "consult.example.org"), (ssl.TLSVersion.TLSv1_3, "127.0.0.1")],
    ids=["1.2 by name", "1.3 by address"],
)
async def test_present_tls_is_spoken(signed: SelfSigned, version: ssl.TLSVersion, name: str) -> None:
    """T-26: whoever trusts the authority gets in, by name and by address."""
    assert await handshake(signed, trusting(signed, version), name) == version.name.replace("_", ".")


async def test_former_tls_is_not(signed: SelfSigned) -> None:
    """T-26: nothing older than TLS 1.2, and nothing without forward secrecy."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    server = server_context(signed.certificate, signed.key)
    assert server.minimum_version == ssl.TLSVersion.TLSv1_2
    context.set_ciphers("AES256-GCM-SHA384")  # no forward secrecy
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    with pytest.raises((ssl.SSLError, ConnectionError)):
        await handshake(signed, context, "consult.example.org")


async def test_another_name_is_not_ours(signed: SelfSigned) -> None:
    """T-26: a certificate holds for the names it was made for."""
    with pytest.raises(ssl.SSLCertVerificationError):
        await handshake(signed, trusting(signed, ssl.TLSVersion.TLSv1_3), "other.example.org")


def test_the_authority_is_made_once_and_kept_to_ourselves(signed: SelfSigned) -> None:
    again = ensure(signed.authority.parent, ("consult.example.org",))
    assert again.fingerprint == signed.fingerprint
    modes = {stat.S_IMODE(path.stat().st_mode) for path in signed.authority.parent.iterdir()}
    assert modes == {0o600}
