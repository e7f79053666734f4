"""Reading a policy file: what is wrong with it is said with file, line, field and what is allowed."""

import hashlib
import re
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Final

import msgspec

from server.policy.places import line_of
from server.policy.said import PolicySaid, TypesSaid, WrongError, allowed
from server.policy.types import policy_of
from server.terms.consults import ViewingPolicy
from server.terms.errors import Malformed
from server.terms.policy import Kind
from server.terms.session_types import Policy

_PLACE: Final = re.compile(r" - at `\$\.?(?P<place>[^`]*)`$")
_UNKNOWN: Final = re.compile(r"unknown field `(?P<name>[^`]*)`")
_MISSING: Final = re.compile(r"missing required field `(?P<name>[^`]*)`")


def read_policy(settings_say: ViewingPolicy, path: Path | None = None, *, record_years: int = 0) -> Policy:
    """Read a policy file; without one the packaged types, which bend to whatever the settings allow.

    `record_years` is for how many years records are kept where the file does not say it.

    Raises
    ------
    Malformed
        `bad_policy` {file, line, field, complaint, allowed}; `no_policy_file` {file}.
    """
    if path is None:
        return policy_of(_bent(_said(packaged_text()), settings_say), settings_say, record_years=record_years)
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Malformed("no_policy_file", file=str(path)) from error
    try:
        return policy_of(_said(text), settings_say, record_years=record_years)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        line = int(found[1]) if found else max(1, len(text.splitlines()))
        complaint = re.sub(r" \(at [^)]*\)$", "", str(error))
        raise _bad(path, line, "-", complaint, "TOML") from error
    except WrongError as wrong:
        field = ".".join(wrong.path)
        raise _bad(path, line_of(text, wrong.path), field, wrong.complaint, wrong.may_stand) from wrong


def packaged_text() -> str:
    """The packaged policy as it is written."""
    return (files("server.policy") / "packaged.toml").read_text("utf-8")


def digest_of(policy: Policy) -> str:
    """SHA-256, as hex, of everything a policy says: two that mean the same have the same."""
    return hashlib.sha256(msgspec.json.encode(policy, order="deterministic")).hexdigest()


def _bad(path: Path, line: int, field: str, complaint: str, may_stand: str) -> Malformed:
    return Malformed("bad_policy", file=str(path), line=line, field=field, complaint=complaint, allowed=may_stand)


def _said(text: str) -> PolicySaid:
    """What the file says, each value inside the bounds of its own field."""
    try:
        return msgspec.convert(tomllib.loads(text), PolicySaid, strict=True)
    except msgspec.ValidationError as error:
        place = _PLACE.search(str(error))
        # a value in a list is told by the list: its line is the one that can be found
        path = [part for part in re.sub(r"\[.*", "", place["place"]).split(".") if part] if place else []
        complaint = _PLACE.sub("", str(error))
        unknown, missing = _UNKNOWN.search(complaint), _MISSING.search(complaint)
        if unknown:
            raise WrongError([*path, unknown["name"]], "there is no such field", allowed(path)) from error
        if missing:
            path = [*path, missing["name"]]
            raise WrongError(path, "this field is missing", allowed(path)) from error
        raise WrongError(path, complaint, allowed(path)) from error


def _bent(said: PolicySaid, settings_say: ViewingPolicy) -> PolicySaid:
    """The packaged types under settings that allow less than they preset."""
    most = settings_say.minutes_max
    bent = {
        kind.value: msgspec.structs.replace(each, minutes=min(each.minutes or most, most))
        for kind in Kind
        if (each := getattr(said.types, kind.value)) is not None
    }
    return msgspec.structs.replace(said, types=TypesSaid(**bent))
