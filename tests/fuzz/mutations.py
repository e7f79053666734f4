"""Small damages to bytes, as media, writers and attackers do them; every one is repeated by its seed and number."""

from random import Random

_PIXELS, _PIXEL_HEAD = b"\xe0\x7f\x10\0", 20  # the element's own head and that of an offset table
_TELLING = (b"\0", b"\xff", b"\x7f", b"\x80", b"\1", b"\xfe\xff\x00\xe0", b"\xfe\xff\x0d\xe0", b"\xfe\xff\xdd\xe0")
_LENGTHS = (0, 1, 2, 3, 7, 0x7FFF, 0x8000, 0xFFFE, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFF0, 0xFFFFFFFE, 0xFFFFFFFF)


def mutated(seeds: tuple[bytes, ...], seed: str, number: int) -> bytes:
    """File `number` of a run: one of the seeds with one to six damages, in half of them only behind the header."""
    chance = Random(f"{seed}:{number}")
    whole = chance.choice(seeds)
    kept = whole.find(_PIXELS) + _PIXEL_HEAD if chance.random() < 0.5 and _PIXELS in whole else 0
    content = bytearray(whole[kept:])
    for _ in range(chance.choice((1, 1, 1, 2, 3, 6))):
        if content:
            chance.choice(_DAMAGES)(content, chance, seeds)
    return whole[:kept] + bytes(content)


def _place(content: bytearray, chance: Random) -> int:
    """Anywhere, the beginning (where headers are) more often."""
    return chance.randrange(len(content) if chance.random() < 0.5 else min(len(content), 1500))


def _flip_bit(content: bytearray, chance: Random, _seeds: tuple[bytes, ...]) -> None:
    content[_place(content, chance)] ^= 1 << chance.randrange(8)


def _set_bytes(content: bytearray, chance: Random, _seeds: tuple[bytes, ...]) -> None:
    at, told = _place(content, chance), chance.choice(_TELLING)
    content[at : at + len(told)] = told


def _set_length(content: bytearray, chance: Random, _seeds: tuple[bytes, ...]) -> None:
    at, size = _place(content, chance), chance.choice((2, 4))
    length = chance.choice((*_LENGTHS, chance.randrange(1 << 16))) & ((1 << 8 * size) - 1)
    content[at : at + size] = length.to_bytes(size, chance.choice(("little", "big")))


def _cut_off(content: bytearray, chance: Random, _seeds: tuple[bytes, ...]) -> None:
    del content[_place(content, chance) :]


def _take_out(content: bytearray, chance: Random, _seeds: tuple[bytes, ...]) -> None:
    at = _place(content, chance)
    del content[at : at + chance.choice((1, 2, 4, 8, 64, 400))]


def _double(content: bytearray, chance: Random, _seeds: tuple[bytes, ...]) -> None:
    at, size = _place(content, chance), chance.choice((8, 16, 64, 400))
    content[at:at] = content[at : at + size] * chance.choice((1, 1, 3, 200))


def _splice(content: bytearray, chance: Random, seeds: tuple[bytes, ...]) -> None:
    other = chance.choice(seeds)
    at, start = _place(content, chance), chance.randrange(len(other))
    content[at : at + chance.choice((0, 8, 200))] = other[start : start + chance.choice((12, 100, 1000))]


def _noise(content: bytearray, chance: Random, _seeds: tuple[bytes, ...]) -> None:
    at, size = _place(content, chance), chance.choice((2, 16, 100))
    content[at : at + size] = chance.randbytes(size)


_DAMAGES = (_flip_bit, _set_bytes, _set_length, _set_length, _cut_off, _take_out, _double, _splice, _noise)
