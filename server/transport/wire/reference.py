"""`docs/wire.md`, for whoever writes a client without our code: prose from `reference.md`, every table from the structs.

`python -m server.transport.wire.reference` prints the page, `--write FILE` writes it, `--check FILE` compares and exits
1 when it is stale. A line `{{name argument}}` of the template is replaced by what `_PARTS` makes of it.
"""

import argparse
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import msgspec
from msgspec import inspect

from server.sessions.phases import Phase
from server.sessions.roles import CAPABILITIES, MAY, Capability
from server.terms import view as views
from server.terms.people import Role
from server.transport.errors import CODES
from server.transport.wire import http, room_in, room_out
from server.transport.wire.meanings import ANSWERS, COMMANDS, FREE, MEANINGS, SLOTS
from server.transport.wire.routes import ROUTES, Route

_ORDER: Final = re.compile(r"^\{\{(\w+)(?: (.+))?\}\}$", re.MULTILINE)
_SHAPES: Final = {
    **{name: kind for module in (http, room_in, room_out) for name, kind in vars(module).items()},
    **{
        f"{module.__name__.rpartition('.')[2]}.{name}": kind
        for module in (http, room_in, room_out)
        for name, kind in vars(module).items()
    },
    **{name: getattr(views, name) for name in ("View", "Viewport", "Window", "Cine", "Link")},
}
"""What a template may name: structs of the wire by their names (a module in front where two share one)."""


@dataclass(frozen=True, slots=True)
class Column:
    """One field of a message, in words."""

    name: str
    kind: str
    needed: str
    meaning: str


def page() -> str:
    """The whole page."""
    template = (files("server.transport.wire") / "reference.md").read_text("utf-8")
    return _ORDER.sub(lambda order: _PARTS[order[1]](order[2] or ""), template)


def fields(name: str) -> Iterator[Column]:
    """Every field of a struct with its type, bounds, default and meaning."""
    described = inspect.type_info(_SHAPES[name])
    assert isinstance(described, inspect.StructType | inspect.DataclassType)
    said = isinstance(described, inspect.StructType) and described.forbid_unknown_fields
    for field in described.fields:
        needed = "" if not said else "yes" if field.required else f"no: `{_default(field)}`"
        yield Column(field.encode_name, type_in_words(field.type), needed, meaning(name, field.encode_name))


def meaning(struct: str, field: str) -> str:
    """What a field means: its own words, else what a field of that name means everywhere."""
    plain = struct.rpartition(".")[2]
    return MEANINGS.get(f"{struct}.{field}") or MEANINGS.get(f"{plain}.{field}") or MEANINGS[field]


def type_in_words(kind: inspect.Type) -> str:  # noqa: C901, PLR0911, PLR0912  (one case per kind of type)
    """A type with its bounds, as a reader of JSON would say it."""
    match kind:
        case inspect.StrType(pattern=str(pattern)):
            # a bar would end the table's cell
            return f"string `{pattern}`".replace("|", "\\|")
        case inspect.StrType():
            return "string" + _span(kind.min_length, kind.max_length, " characters")
        case inspect.IntType():
            return "integer" + _span(kind.ge, kind.le)
        case inspect.FloatType():
            return "number" + _span(kind.ge, kind.le)
        case inspect.BoolType():
            return "boolean"
        case inspect.NoneType():
            return "null"
        case inspect.LiteralType(values=values):
            return " or ".join(f"`{_quoted(value)}`" for value in values)
        case inspect.UnionType(types=types):
            return " or ".join(dict.fromkeys(map(type_in_words, types)))
        case inspect.ListType() | inspect.VarTupleType():
            return f"list of {type_in_words(kind.item_type)}" + _span(kind.min_length, kind.max_length, " items")
        case inspect.TupleType(item_types=items):
            return "[" + ", ".join(map(type_in_words, items)) + "]"
        case inspect.DictType():
            return f"object of {type_in_words(kind.value_type)}"
        case inspect.StructType(cls=cls) | inspect.DataclassType(cls=cls):
            return f"*{cls.__name__.removesuffix('Said')}*"
        case _:
            raise TypeError(kind)


def _span(least: float | None, most: float | None, of: str = "") -> str:
    if least is None and most is None:
        return ""
    if least is None or (least == 0 and of):
        return f" ≤ {most:g}{of}" if most is not None else ""
    return f" ≥ {least:g}{of}" if most is None else f" {least:g} … {most:g}{of}"


def _quoted(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value)


def _default(field: inspect.Field) -> str:
    value: Any = field.default
    if value is msgspec.NODEFAULT:
        value = field.default_factory() if field.default_factory is not msgspec.NODEFAULT else None
    return msgspec.json.encode(value).decode()


# --- parts of the page -----------------------------------------------------------------------------------------------


def _table(name: str) -> str:
    columns = list(fields(name))
    if not columns:
        return "No fields: `{}`."
    asked = any(column.needed for column in columns)
    head = (
        "| field | type | needed (default) | meaning |\n|---|---|---|---|"
        if asked
        else "| field | type | meaning |\n|---|---|---|"
    )
    rows = (
        f"| `{each.name}` | {each.kind} | {each.needed + ' | ' if asked else ''}{each.meaning} |" for each in columns
    )
    return "\n".join([head, *rows])


def _struct(argument: str) -> str:
    """A struct used inside others: its name, then its table."""
    name, _, note = argument.partition(" ")
    title = name.rpartition(".")[2].removesuffix("Said")
    return f"**{title}**{': ' + note if note else ''}\n\n{_table(name)}"


def _routes(group: str) -> str:
    return "\n\n".join(_route(route) for route in ROUTES if route.group == group)


def _route(route: Route) -> str:
    lines = [f"#### `{route.method} {route.path}`", f"{route.what} *Who:* {route.who}."]
    if route.asked:
        lines.append(f"Body:\n\n{_table(route.asked)}" if route.asked in _SHAPES else f"Body: {route.asked}")
    lines.append(
        f"Answer: {route.answer}"
        + (f" Refusals: {', '.join(f'`{code}`' for code in route.codes)}." if route.codes else "")
    )
    return "\n\n".join(lines)


def _codes(_: str) -> str:
    by_status: dict[int, list[str]] = {}
    for code, status in CODES.items():
        by_status.setdefault(status, []).append(f"`{code}`")
    rows = (f"| {status} | {', '.join(codes)} |" for status, codes in sorted(by_status.items()))
    return "\n".join(["| status | codes |", "|---|---|", *rows])


def _said(_: str) -> str:
    return "\n\n".join(_said_event(kind) for kind in room_in.EVENTS.values())


def _said_event(kind: type[room_in.Said]) -> str:
    rate, burst = kind.rate
    answer = ANSWERS[kind.event]
    lines = [
        f"#### `{kind.event}`",
        answer.what,
        f"*Who:* {who(kind.event)}. *Rate:* {rate:g}/s, burst {burst}{', newest wins' if kind.slot else ''}. "
        + (f"*Answer:* `{answer.facts}`." if kind.acked else "*Answer:* none needed (no packet id)."),
    ]
    if kind.__struct_fields__:
        lines.append(_table(f"room_in.{kind.__name__}"))
    if answer.refusals:
        lines.append("Refusals: " + ", ".join(f"`{code}`" for code in answer.refusals) + ".")
    return "\n\n".join(lines)


def who(event: str) -> str:
    """Roles and phases in which an event may be sent at all, from the rules' own tables."""
    if event in FREE:
        return FREE[event]
    command = COMMANDS[event]
    allowed = CAPABILITIES[Capability(command)] if isinstance(command, str) else MAY[command]
    return "; ".join(
        f"{'host' if role is Role.PROVIDER else role.value} {_when(phases)}" for role, phases in allowed.items()
    )


def _when(phases: frozenset[Phase]) -> str:
    return (
        "in any phase"
        if len(phases) == len(Phase)
        else f"in {', '.join(each.value for each in Phase if each in phases)}"
    )


def _heard(_: str) -> str:
    parts = []
    for kind in room_out.HEARD:
        words = " ".join((kind.__doc__ or "").split())
        manner = "reliable, has `m`" if "m" in kind.__struct_fields__ else SLOTS[kind.event]
        parts.append(f"#### `{kind.event}`\n\n{words} *({manner})*\n\n{_table(kind.__name__)}")
    return "\n\n".join(parts)


_PARTS: Final[dict[str, Callable[[str], str]]] = {
    "table": _table,
    "struct": _struct,
    "routes": _routes,
    "codes": _codes,
    "said": _said,
    "heard": _heard,
}


def main() -> int:
    """Print the page, or compare it with one that exists."""
    parser = argparse.ArgumentParser(description="the reference of the public surface")
    parser.add_argument("--check", type=Path, metavar="FILE", help="exit 1 when FILE differs")
    parser.add_argument("--write", type=Path, metavar="FILE", help="write FILE instead of printing")
    asked = parser.parse_args()
    text = page()
    if asked.check is not None:
        stale = not asked.check.is_file() or asked.check.read_text("utf-8") != text
        if stale:
            sys.stderr.write(f"{asked.check} is stale: make generated\n")
        return int(stale)
    if asked.write is not None:
        asked.write.write_text(text, "utf-8")
    else:
        sys.stdout.write(text)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
