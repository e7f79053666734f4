"""Structured logs with one redaction step: JSON off a terminal, pretty on one."""

import logging
import re
import sys
from collections.abc import MutableMapping
from contextlib import suppress
from typing import Any, Final, TextIO

import structlog

from server.settings import LogSettings

ALLOWED: Final = frozenset({
    "event", "level", "timestamp", "code", "count", "method", "route", "status", "check",
    "exception", "kind", "limit", "phase", "port", "reason", "retry_ms", "signal", "size_bytes", "version", "where",
    "worker", "jump_ms", "frames", "error", "ms", "request_id",
})  # fmt: skip
"""The only keys a line may carry. Whatever else somebody passes is dropped, so a name cannot slip in by accident."""
_LONGEST: Final = 500
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_OPAQUE: Final = re.compile(r"\b[0-9a-f]{16,}\b|\b\d+(?:\.\d+){4,}\b|[A-Za-z0-9_-]{22,}")
"""Our ids and secrets, DICOM UIDs: never in a log line."""


def configure(settings: LogSettings) -> None:
    """Route structlog and the standard library's logging through the one redaction step to standard error."""
    pretty = settings.format == "pretty" or (settings.format == "auto" and sys.stderr.isatty())
    renderer: Any = structlog.dev.ConsoleRenderer() if pretty else structlog.processors.JSONRenderer()
    level = logging.getLevelNamesMapping().get(settings.level.upper(), logging.INFO)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            describe_exception,
            redact,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=lambda *_: Lines(sys.stderr),
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(handlers=[_Bridge()], level=max(level, logging.WARNING), force=True)


class Lines:
    """Writes lines to a stream; one that cannot be written is lost, and with it nothing else.

    The disk under the log may be the one that is full, and whoever logs a failure is about to mend it.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def msg(self, line: str) -> None:
        """One line, now."""
        with suppress(OSError, ValueError):
            self._stream.write(f"{line}\n")
            self._stream.flush()

    log = debug = info = warn = warning = error = critical = fatal = failure = exception = msg


def redact(_logger: Any, _method: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Keep known keys only; cut values, escape control characters, mask ids, secrets and UIDs (T-54)."""
    return {key: _clean(key, value) for key, value in line.items() if key in ALLOWED}


def describe_exception(_logger: Any, _method: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """An exception as its types and places in the code; its message may quote data and stays out."""
    error = line.pop("exc_info", None)
    if error is True:
        error = sys.exc_info()[1]
    if isinstance(error, tuple):
        error = error[1]
    if isinstance(error, BaseException):
        line["exception"] = type(error).__name__
        line["where"] = _places(error)
    return line


def _places(error: BaseException) -> str:
    places = []
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(f"{code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno}:{code.co_name}")
        trace = trace.tb_next
    return " > ".join(places[-8:])


def _clean(key: str, value: Any) -> Any:
    if not isinstance(value, str) or key == "timestamp":
        return value if isinstance(value, (str, int, float, bool)) or value is None else type(value).__name__
    cut = _CONTROL.sub("\ufffd", value[:_LONGEST])
    return cut if key in {"where", "route", "request_id"} else _OPAQUE.sub("…", cut)


class _Bridge(logging.Handler):
    """Libraries' records through the same step: their message text may quote input, so only its origin is kept."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write the record's logger, level and exception type."""
        log = structlog.get_logger()
        log.log(record.levelno, "library", where=f"{record.name}:{record.lineno}", exc_info=record.exc_info or None)
