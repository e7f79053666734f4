"""A small ICC profile (version 2, matrix and one gamma) for tests: an RGB device whose primaries we choose."""

import struct

# sRGB's primaries under D50, as (X, Y, Z).
SRGB = ((0.4360747, 0.2225045, 0.0139322), (0.3850649, 0.7168786, 0.0971045), (0.1430804, 0.0606169, 0.7141733))
ADOBE = ((0.6097559, 0.3111242, 0.0194811), (0.2052401, 0.6256560, 0.0608902), (0.1492240, 0.0632197, 0.7448387))


def profile(
    primaries: tuple[tuple[float, float, float], ...] = ADOBE, *, gamma: float = 2.2, name: str = "own"
) -> bytes:
    """A display profile. ICC.1:2001."""
    curve = b"curv" + bytes(4) + struct.pack(">LH", 1, round(gamma * 256)) + bytes(2)
    text = name.encode() + b"\0"
    description = b"desc" + bytes(4) + struct.pack(">L", len(text)) + text + bytes(78)
    contents = {
        b"desc": description,
        b"cprt": b"text" + bytes(4) + b"none\0",
        b"wtpt": _xyz(0.9642, 1.0, 0.8249),
        **{color + b"XYZ": _xyz(*primary) for color, primary in zip((b"r", b"g", b"b"), primaries, strict=True)},
        **{color + b"TRC": curve for color in (b"r", b"g", b"b")},
    }
    table, body, at = struct.pack(">L", len(contents)), b"", 132 + 12 * len(contents)
    for tag, content in contents.items():
        padded = content + bytes(-len(content) % 4)
        table += tag + struct.pack(">LL", at + len(body), len(content))
        body += padded
    size = at + len(body)
    head = struct.pack(">L4sL4s4s4s", size, b"none", 0x02400000, b"mntr", b"RGB ", b"XYZ ") + bytes(12) + b"acsp"
    head += bytes(28) + struct.pack(">LLL", 0xF6D6, 0x10000, 0xD32D)
    return head.ljust(128, b"\0") + table + body


def _xyz(x: float, y: float, z: float) -> bytes:
    return b"XYZ " + bytes(4) + struct.pack(">lll", *(round(value * 65536) for value in (x, y, z)))
