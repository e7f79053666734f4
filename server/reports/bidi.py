"""Text that runs to the left, put in the order in which a printer draws it: Unicode's bidirectional algorithm (UAX #9).

Embeddings and overrides are ignored (the rooms take none); brackets follow the text around them (N0 is left out).
"""

import unicodedata
from collections.abc import Sequence
from typing import Final

LRI, RLI, FSI, PDI = "\u2066", "\u2067", "\u2068", "\u2069"
ISOLATES: Final = frozenset({LRI, RLI, FSI})
UNSEEN: Final = frozenset({*ISOLATES, PDI, "\u200c", "\u200d", "\u200e", "\u200f", "\u061c"})
"""What only says how text runs."""
_NEUTRAL: Final = frozenset({"B", "S", "WS", "ON", "BN", "LRI", "RLI", "FSI", "PDI"})
_NUMBERS: Final = frozenset({"EN", "AN"})
_OPENING, _CLOSING = "([{<\u00ab\u2039", ")]}>\u00bb\u203a"
_MIRRORED: Final = dict(zip(_OPENING + _CLOSING, _CLOSING + _OPENING, strict=True))


def isolated(text: str) -> str:
    """The same text as one piece that runs to the right wherever it stands: numbers, citations, dates."""
    return f"{LRI}{text}{PDI}"


def seen(text: str) -> str:
    """The text without what only says how it runs."""
    return "".join(each for each in text if each not in UNSEEN)


def levels(text: str, *, is_rtl: bool) -> list[int]:
    """How deep each character is nested: even ones run to the right, odd ones to the left."""
    found = [int(is_rtl)] * len(text)
    _resolve(text, range(len(text)), int(is_rtl), found)
    return found


def visual(text: str, deep: Sequence[int], *, is_rtl: bool) -> str:
    """One line in the order in which it is drawn, from the left; `deep` are its levels."""
    order = _reordered(text, list(deep), int(is_rtl))
    drawn = (_MIRRORED.get(text[at], text[at]) if deep[at] % 2 else text[at] for at in order)
    return seen("".join(drawn))


def _resolve(text: str, at: Sequence[int], base: int, found: list[int]) -> None:
    """Levels of one run, and of the isolates in it as runs of their own."""
    run: list[int] = []
    inner: list[tuple[int, list[int]]] = []
    depth = 0
    for index in at:
        character = text[index]
        if depth:
            depth += (character in ISOLATES) - (character == PDI)
            if depth:
                inner[-1][1].append(index)
                continue
        elif character in ISOLATES:
            depth = 1
            inner.append((index, []))
        run.append(index)
    for index, level in zip(
        run, _levels_of([unicodedata.bidirectional(text[i]) or "L" for i in run], base), strict=True
    ):
        found[index] = level
    for index, within in inner:
        to_left = text[index] == RLI or (text[index] == FSI and _first_strong(text, within) in {"R", "AL"})
        _resolve(text, within, _next_level(base, odd=to_left), found)


def _levels_of(kinds: list[str], base: int) -> list[int]:
    """W1 … W7, N1, N2, I1, I2 over one run."""
    edge = "R" if base % 2 else "L"
    _resolve_weak(kinds, edge)
    _resolve_neutral(kinds, edge)
    raised = {"L": base + base % 2, "R": base + 1 - base % 2}
    return [raised.get(kind, base + 2 - base % 2) for kind in kinds]


def _resolve_weak(kinds: list[str], edge: str) -> None:
    """Marks follow their letter, and numbers what runs before them."""
    for at, kind in enumerate(kinds):
        if kind == "NSM":
            kinds[at] = kinds[at - 1] if at else edge
    _turn_numbers(kinds, edge, after="AL", into="AN")
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]
    for at in range(1, len(kinds) - 1):
        before, after = kinds[at - 1], kinds[at + 1]
        if before == after and ((kinds[at] == "ES" and before == "EN") or (kinds[at] == "CS" and before in _NUMBERS)):
            kinds[at] = before
    _spread_numbers(kinds)
    kinds[:] = ["ON" if kind in {"ES", "ET", "CS"} else kind for kind in kinds]
    _turn_numbers(kinds, edge, after="L", into="L")


def _turn_numbers(kinds: list[str], edge: str, *, after: str, into: str) -> None:
    """European numbers `after` such a letter are something else (W2, W7)."""
    strong = edge
    for at, kind in enumerate(kinds):
        if kind in {"L", "R", "AL"}:
            strong = kind
        elif kind == "EN" and strong == after:
            kinds[at] = into


def _spread_numbers(kinds: list[str]) -> None:
    """Signs beside a number belong to it (W5)."""
    for order in (range(1, len(kinds)), range(len(kinds) - 2, -1, -1)):
        for at in order:
            if kinds[at] == "ET" and kinds[at - order.step] == "EN":
                kinds[at] = "EN"


def _resolve_neutral(kinds: list[str], edge: str) -> None:
    """Between two of one direction neutrals follow them, else the run (numbers count as running to the left)."""
    at = 0
    while at < len(kinds):
        end = at
        while end < len(kinds) and kinds[end] in _NEUTRAL:
            end += 1
        if end > at:
            before = edge if at == 0 else _side(kinds[at - 1])
            after = edge if end == len(kinds) else _side(kinds[end])
            kinds[at:end] = [before if before == after else edge] * (end - at)
        at = max(end, at + 1)


def _side(kind: str) -> str:
    return "R" if kind in _NUMBERS else kind


def runs_left(text: str, *, otherwise: bool = False) -> bool:
    """Whether a text by itself runs to the left: its first letter says so (P2, P3); without any, `otherwise`."""
    kind = _first_strong(text, range(len(text)))
    return kind in {"R", "AL"} if kind else otherwise


def _first_strong(text: str, at: Sequence[int]) -> str:
    """The first letter that is not inside an isolate; empty for none (P2)."""
    depth = 0
    for index in at:
        depth = max(0, depth + (text[index] in ISOLATES) - (text[index] == PDI))
        kind = unicodedata.bidirectional(text[index])
        if not depth and kind in {"L", "R", "AL"}:
            return kind
    return ""


def _next_level(base: int, *, odd: bool) -> int:
    return base + 1 if (base + 1) % 2 == odd else base + 2


def _reordered(text: str, deep: list[int], base: int) -> list[int]:
    """L1 and L2: blanks at the end are the paragraph's; then every run is turned, the deepest first."""
    for at in range(len(text) - 1, -1, -1):
        if not text[at].isspace() and text[at] not in UNSEEN:
            break
        deep[at] = base
    order = list(range(len(text)))
    for level in range(max(deep, default=0), 0, -1):
        at = 0
        while at < len(order):
            end = at
            while end < len(order) and deep[order[end]] >= level:
                end += 1
            order[at:end] = order[at:end][::-1]
            at = max(end, at + 1)
    return order
