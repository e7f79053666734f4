"""Where sealed studies rest: in the data folder, or in the bucket that the settings name."""

import ipaddress
import socket
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from server.settings import BlobSettings, Settings
from server.storage.blobs.bucket import Bucket
from server.storage.blobs.objects import ObjectBlobs
from server.terms.errors import Malformed

INSIDE: Final = (".internal", ".local", ".lan", ".localdomain", ".home.arpa")
"""Ends of names that nobody outside can own."""


def blobs_of(settings: Settings) -> ObjectBlobs:
    """Sealed objects as the settings place them; a bucket is asked for nothing yet, it may well be away.

    Raises
    ------
    Malformed
        `bad_settings`: the endpoint is spoken to in the clear and stands in public, or its authority cannot be read.
    """
    blobs = settings.blobs
    if not blobs.url:
        return ObjectBlobs.in_folder(settings.data_folder / "blobs")
    place = urlsplit(blobs.url)
    endpoint = urlsplit(blobs.endpoint)
    if endpoint.scheme == "http" and not _is_inside(endpoint.hostname or ""):
        raise Malformed("bad_settings", complaint="blobs.endpoint may be http only inside a private network")
    return ObjectBlobs.in_bucket(
        Bucket(
            name=place.hostname or "",
            prefix=place.path.strip("/"),
            endpoint=blobs.endpoint,
            region=blobs.region,
            access_key_id=blobs.access_key_id,
            secret_access_key=blobs.secret_access_key,
            session_token=blobs.session_token,
            authority=_authority(blobs),
            is_plain_allowed=blobs.allow_http,
        )
    )


def _authority(blobs: BlobSettings) -> str:
    if not blobs.authority:
        return ""
    try:
        return Path(blobs.authority).expanduser().read_text("ascii")
    except (OSError, UnicodeDecodeError) as error:
        raise Malformed("bad_settings", complaint="blobs.authority cannot be read") from error


def _is_inside(host: str) -> bool:
    """Whether all that a name stands for is loopback or private.

    A name that nothing answers for now (its machine is away) must be one that only a private network gives.
    """
    try:
        found = {str(answer[4][0]) for answer in socket.getaddrinfo(host, None)}
    except OSError:
        return "." not in host or host.endswith(INSIDE)
    return all(ipaddress.ip_address(address.partition("%")[0]).is_private for address in found)
