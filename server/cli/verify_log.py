"""`lightbox verify-log`: the stand-alone verifier (`server/audit/verify.py`) as a verb."""

from server.audit.verify import arguments, run

__all__ = ["arguments", "run"]
