"""BI-80, BI-83: overlays, shutters, segments and color profiles that do not fit their image, or nothing at all."""

import struct
from functools import cache, partial

import pytest
from PIL import ImageCms

from server.workers.pool import WorkerPool
from tests.bad_inputs import dicom_bytes as d
from tests.bad_inputs.cases import RAMP, Case, check, with_elements

pytestmark = pytest.mark.asyncio(loop_scope="module")
SAY = d.LITTLE
PROFILE = 0x00282000
PIXELS = [n % 250 for n in range(48)]


def overlay(rows: int, columns: int, bits: bytes, *, group: int = 0x6000, **other: int) -> dict[int, bytes]:
    """An overlay of that size and content; `top`, `left`, `frames`, `packed` as they are written."""
    tag = group << 16
    elements = {
        0x0010: SAY.element(tag | 0x0010, "US", rows),
        0x0011: SAY.element(tag | 0x0011, "US", columns),
        0x0040: SAY.element(tag | 0x0040, "CS", "G"),
        0x0050: SAY.element(tag | 0x0050, "SS", [other.get("top", 1), other.get("left", 1)]),
        0x0100: SAY.element(tag | 0x0100, "US", 8 if "packed" in other else 1),
        0x0102: SAY.element(tag | 0x0102, "US", other.get("packed", 0)),
    }
    if "frames" in other:
        elements[0x0015] = SAY.element(tag | 0x0015, "IS", str(other["frames"]))
    if bits:
        elements[0x3000] = SAY.element(tag | 0x3000, "OW", bits)
    return {tag | number: element for number, element in elements.items()}


def over(*planes: dict[int, bytes]) -> bytes:
    """The honest image under overlays."""
    return d.image(replaced={tag: element for plane in planes for tag, element in plane.items()})


@cache
def profile() -> bytes:
    """A profile that is sRGB without saying so."""
    made = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return made.replace("sRGB".encode("utf-16-be"), "xxxx".encode("utf-16-be")).replace(b"sRGB built-in", b"own")


def colored(icc: bytes) -> bytes:
    """A color image with that profile."""
    return with_elements(
        SAY.element(PROFILE, "OB", icc),
        pixels=SAY.element(0x7FE00010, "OB", bytes(PIXELS)),
        samples=3,
        photometric="RGB",
    )()


def with_at(icc: bytes, at: int, value: bytes) -> bytes:
    """The profile with some bytes replaced."""
    return icc[:at] + value + icc[at + len(value) :]


def endless_curve() -> bytes:
    """A profile whose first curve says that it has four thousand million points."""
    made = profile()
    at = made.index(b"para", 300)
    return with_at(made, at, b"curv\0\0\0\0\xff\xff\xff\xff")


OVERLAYS = [
    Case("BI-80a overlay larger than its image", partial(over, overlay(65535, 65535, b"\xff" * 64)), "shown",
         values=RAMP),
    Case("BI-80b overlay far outside its image", partial(over, overlay(4, 4, b"\xff\xff", top=-32768, left=32767)),
         "shown", values=RAMP),
    Case("BI-80c overlay without its bits", partial(over, overlay(4, 4, b"")), "shown", values=RAMP),
    Case("BI-80d overlay of no size", partial(over, overlay(0, 0, b"\xff\xff")), "shown",
         {"header.image.overlays": ()}, values=RAMP),
    Case("BI-80e overlay in group 60FF", partial(over, overlay(4, 4, b"\xff\xff", group=0x60FF)), "shown",
         {"header.image.overlays": ()}, values=RAMP),
    Case("BI-80f overlay in an odd group", partial(over, overlay(4, 4, b"\xff\xff", group=0x6001)), "shown",
         {"header.image.overlays": ()}, values=RAMP),
    Case("BI-80g overlay of a thousand million frames", partial(over, overlay(4, 4, b"\xff\xff", frames=999_999_999)),
         "shown", values=RAMP),
    Case("BI-80h overlay in bits that hold the image", partial(over, overlay(4, 4, b"", packed=3)), "shown",
         values=RAMP),
    Case("BI-80i overlay in a bit that does not exist", partial(over, overlay(4, 4, b"", packed=77)), "shown",
         values=RAMP),
    Case("BI-80j sixteen giant overlays", lambda: over(
        *(overlay(65535, 65535, b"\xff" * 4096, group=0x6000 + 2 * n) for n in range(16))), "shown", values=RAMP),
    Case("BI-80k sixteen overlays of 4 MB", lambda: over(
        *(overlay(5000, 6000, b"\xff" * 4_000_000, group=0x6000 + 2 * n) for n in range(16))), "shown", values=RAMP),
]  # fmt: skip
PROFILES = [
    Case("BI-83a honest profile", lambda: colored(profile()), "shown",
         {"header.image.icc_profile": True}),
    Case("BI-83b profile of noise", lambda: colored(profile()[:128] + b"\xff" * 900), "shown"),
    Case("BI-83c profile of 4 thousand million tags", lambda: colored(with_at(profile(), 128, b"\xff" * 4)), "shown"),
    Case("BI-83d curve of 4 thousand million points", lambda: colored(endless_curve()), "shown"),
    Case("BI-83e profile of 9 MB", lambda: colored(profile().ljust(9 << 20, b"\0")), "shown"),
    Case("BI-83f profile of 60 MB that is one tag", lambda: colored(profile()[:132] + struct.pack(
        ">4sLL", b"desc", 144, 60 << 20) + bytes(60 << 20)), "shown"),
    Case("BI-83g profile for gray", lambda: colored(with_at(profile(), 16, b"GRAY")), "shown", values=PIXELS),
    Case("BI-83h profile that is none", lambda: colored(b"<html>" * 90), "shown", values=PIXELS),
    Case("BI-83i profile cut short", lambda: colored(profile()[:200]), "shown"),
    Case("BI-83j profile of nothing", lambda: colored(b""), "shown", values=PIXELS),
]  # fmt: skip


SHUTTERS = [
    Case("BI-80l shutter of ten thousand corners", lambda: d.image(rows=512, columns=512, replaced={
        0x00181600: SAY.element(0x00181600, "CS", "POLYGONAL"),
        0x00181620: SAY.element(0x00181620, "IS", "\\".join(f"{n * 37 % 512 + 1}" for n in range(10_000)))}), "shown"),
    Case("BI-80m shutters beyond every number", lambda: d.image(replaced={
        0x00181600: SAY.element(0x00181600, "CS", "CIRCULAR\\RECTANGULAR"),
        0x00181602: SAY.element(0x00181602, "IS", "-2147483648"),
        0x00181610: SAY.element(0x00181610, "IS", "99999999\\-5"),
        0x00181612: SAY.element(0x00181612, "IS", "2147483647")}), "shown", values=RAMP),
    Case("BI-80n segmentation of 65 535 segments", lambda: d.image(
        allocated=1, rows=8, columns=8, modality="SEG", sop_class="1.2.840.10008.5.1.4.1.1.66.4", replaced={
            0x00620001: SAY.element(0x00620001, "CS", "BINARY"),
            0x00620002: SAY.sequence(0x00620002, [
                SAY.element(0x00620004, "US", n) + SAY.element(0x00620005, "LO", "x" * 64) for n in range(65_535)])}),
        "shown or scan_too_long"),
]  # fmt: skip


@pytest.mark.parametrize("case", [*OVERLAYS, *PROFILES, *SHUTTERS], ids=lambda case: case.name)
async def test_trimmings_are_judged(pool: WorkerPool, case: Case) -> None:
    """T-27, BI-80, BI-83: an overlay or a profile that cannot be used is no reason to show nothing, or to fall."""
    await check(pool, case)
