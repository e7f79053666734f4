"""The page's half of the wire: `web/src/wire/messages.ts`, written from the structs so that the two cannot differ.

`python -m server.transport.wire.typescript` prints the file, `--check FILE` compares and exits 1 when it is stale.
"""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import TypeAlias

import msgspec

from server.transport.wire import PROTO, http, room_in, room_out

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"

MODULES: tuple[ModuleType, ...] = (http, room_in, room_out)
PACKAGE = room_in.__name__.rpartition(".")[0]
REFERENCE = "#/"
TAKEN = {"Record"}
"""Names TypeScript has given to something else."""
HEADER = """\
// Generated from server/transport/wire by `python -m server.transport.wire.typescript`; change the structs, not this.
"""


def structs() -> dict[type[msgspec.Struct], str]:
    """Every message of the wire with its TypeScript name; a name that is not unique carries its module's in front."""
    found = [
        kind
        for module in MODULES
        for kind in vars(module).values()
        if isinstance(kind, type)
        and issubclass(kind, msgspec.Struct)
        and part_of(kind) == module.__name__.rpartition(".")[2]
    ]
    shared = Counter(kind.__name__ for kind in found)
    plain = {name for name, times in shared.items() if times == 1} - TAKEN
    return {kind: kind.__name__ if kind.__name__ in plain else _prefixed(kind) for kind in found}


def part_of(kind: type[msgspec.Struct]) -> str:
    """Which part of the wire a message belongs to: `http`, `room_in` or `room_out`; elsewhere nothing."""
    package, _, place = kind.__module__.partition(f"{PACKAGE}.")
    return "" if package else place.split(".")[0]


def _prefixed(kind: type[msgspec.Struct]) -> str:
    """`Me` of `room_out` → `RoomOutMe`."""
    return "".join(part.capitalize() for part in part_of(kind).split("_")) + kind.__name__


def typescript() -> str:
    """The whole file as text."""
    names = structs()
    components: dict[str, dict[str, Json]]
    _, components = msgspec.json.schema_components(tuple(names), ref_template=REFERENCE + "{name}")
    renamed = {f"{kind.__module__}.{kind.__name__}": name for kind, name in names.items()}
    renamed |= {kind.__name__: name for kind, name in names.items() if kind.__name__ in TAKEN}
    blocks = [HEADER, f"export const PROTO = {PROTO};\n"]
    for name, schema in components.items():
        if schema.get("properties"):
            blocks.append(_interface(renamed.get(name, name), schema, renamed))
    said = {kind.event: _said(kind, names) for kind in room_in.EVENTS.values()}
    heard = {kind.event: names[kind] for kind in room_out.HEARD}
    blocks.append(_events("SaidEvents", "What a client may say: event name → payload.", said))
    blocks.append(_events("HeardEvents", "What a client hears: event name → payload.", heard))
    return "\n".join(blocks)


def _said(kind: type[room_in.Said], names: Mapping[type[msgspec.Struct], str]) -> str:
    """An event without fields has an empty payload."""
    return names[kind] if kind.__struct_fields__ else "Record<string, never>"


def _interface(name: str, schema: Mapping[str, Json], renamed: Mapping[str, str]) -> str:
    """One interface; only what we send may leave out fields with a default, what we hear always carries them."""
    sent = schema.get("additionalProperties") is False
    required, properties = schema.get("required"), schema["properties"]
    assert isinstance(properties, dict)
    lines = [_comment(schema.get("description")), f"export interface {name} {{"]
    for field, kind in properties.items():
        optional = "?" if sent and not (isinstance(required, list) and field in required) else ""
        lines.append(f"  {field}{optional}: {_type(kind, renamed)};")
    return "\n".join([*(line for line in lines if line), "}\n"])


def _comment(description: Json) -> str:
    """A struct's first paragraph as TSDoc."""
    first = str(description or "").split("\n\n")[0]
    text = re.sub(r"\s+", " ", first).strip()
    return f"/** {text} */" if text else ""


def _type(schema: Json, renamed: Mapping[str, str]) -> str:  # noqa: PLR0911 one return per kind of schema
    """A JSON schema as a TypeScript type."""
    match schema:
        case {"$ref": str(reference)}:
            name = reference.removeprefix(REFERENCE)
            return renamed.get(name, name)
        case {"anyOf": list(kinds)}:
            return " | ".join(dict.fromkeys(_type(kind, renamed) for kind in kinds))
        case {"enum": list(values)}:
            return " | ".join(json.dumps(value) for value in values)
        case {"prefixItems": list(kinds)}:
            return f"[{', '.join(_type(kind, renamed) for kind in kinds)}]"
        case {"type": "array", "items": kind}:
            inner = _type(kind, renamed)
            return f"({inner})[]" if " | " in inner else f"{inner}[]"
        case {"type": "object", "additionalProperties": dict(kind)}:
            return f"Record<string, {_type(kind, renamed)}>"
        case {"type": "integer" | "number"}:
            return "number"
        case {"type": "string" | "boolean" | "null" as kind}:
            return str(kind)
        case _:
            return "unknown"


def _events(name: str, comment: str, events: Mapping[str, str]) -> str:
    """A map from event names to payloads."""
    lines = [f'  "{event}": {payload};' for event, payload in events.items()]
    return "\n".join([f"/** {comment} */", f"export interface {name} {{", *lines, "}\n"])


def main() -> int:
    """Print the file, or compare it with one that exists."""
    parser = argparse.ArgumentParser(description="TypeScript for the messages of the wire")
    parser.add_argument("--check", type=Path, metavar="FILE", help="exit 1 when FILE differs")
    parser.add_argument("--write", type=Path, metavar="FILE", help="write FILE instead of printing")
    asked = parser.parse_args()
    text = typescript()
    if asked.check is not None:
        stale = not asked.check.is_file() or asked.check.read_text("utf-8") != text
        if stale:
            sys.stderr.write(f"{asked.check} is stale: python -m server.transport.wire.typescript --write it\n")
        return int(stale)
    if asked.write is not None:
        asked.write.write_text(text, "utf-8")
    else:
        sys.stdout.write(text)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
