"""Whether the server is well."""

from server.transport.wire.http.bodies import Answer


class Health(Answer, frozen=True):
    """GET /livez, /healthz, /readyz: `ready` with named checks, each ok or a reason."""

    ok: bool
    checks: dict[str, str]


class Version(Answer, frozen=True):
    """GET /version."""

    name: str
    version: str
    proto: list[int]
