"""A bucket of an S3-like store: where it is, who we are there, and how long we wait for it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from obstore.store import S3Store

CONNECT: Final = timedelta(seconds=3)
SILENCE: Final = timedelta(seconds=10)
"""So long a store may say nothing in the middle of an answer, or take a part without one."""
REQUEST: Final = timedelta(minutes=10)
"""One request in all: a large object on a slow line, as long as something comes."""
TRIES_MORE: Final = 2
TRYING: Final = timedelta(seconds=8)
"""After this long nothing is tried again: a store that is away is known within about ten seconds."""


@dataclass(frozen=True, slots=True)
class Bucket:
    """Where sealed objects rest; what is empty comes from the usual AWS environment, or from the machine's own role.

    `endpoint` is empty for AWS itself. `authority` is PEM text of the authority that signed the endpoint's certificate.
    `is_plain_allowed` says that the endpoint may be spoken to over plain http (settings let it only in a private network).
    """

    name: str
    prefix: str = ""
    endpoint: str = ""
    region: str = ""
    access_key_id: str = ""
    secret_access_key: str = ""
    session_token: str = ""
    authority: str = ""
    is_plain_allowed: bool = False

    def __repr__(self) -> str:
        """Never a secret."""
        return f"Bucket(name={self.name!r})"


def store_of(bucket: Bucket) -> S3Store:
    """The bucket as obstore reaches it; nothing is asked of it yet, and every later wait is bounded."""
    said = {
        "endpoint": bucket.endpoint,
        "region": bucket.region,
        "access_key_id": bucket.access_key_id,
        "secret_access_key": bucket.secret_access_key,
        "session_token": bucket.session_token,
    }
    return S3Store(
        bucket.name,
        prefix=bucket.prefix or None,
        config={name: value for name, value in said.items() if value},  # type: ignore[arg-type]  # keys of S3Config
        client_options={
            "allow_http": bucket.is_plain_allowed,
            "connect_timeout": CONNECT,
            "read_timeout": SILENCE,
            "timeout": REQUEST,
            **({"root_certificate": bucket.authority} if bucket.authority else {}),
        },
        retry_config={
            "max_retries": TRIES_MORE,
            "retry_timeout": TRYING,
            "backoff": {
                "init_backoff": timedelta(milliseconds=100),
                "max_backoff": timedelta(seconds=1),
                "base": 2,
            },
        },
    )
