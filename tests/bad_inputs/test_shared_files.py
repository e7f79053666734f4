"""Every hostile and malformed file of the shared pictures, with the verdict it must have; the run prints the table."""

from collections.abc import Callable
from pathlib import Path

import pytest

from server.workers.pool import WorkerPool
from server.workers.shared_frame import InputFile
from tests.bad_inputs.verdicts import judged
from tests.conftest import SHARED_DATA

pytestmark = pytest.mark.asyncio(loop_scope="module")

# "shown", what it is instead of an image, or why it is refused. Files that are not listed must have any of these.
VERDICTS = {
    "hostile/bomb-deflate-256MB.dcm": "inflates_too_much",
    "hostile/bomb-frames.dcm": "too_many_frames",
    "hostile/bomb-rows-cols.dcm": "frame_too_large",
    "hostile/dicomdir-traversal/DICOMDIR": "media_directory",
    "hostile/dup-uid-a.dcm": "shown",  # whether its twin conflicts is the study's question, not the file's
    "hostile/dup-uid-b.dcm": "shown",
    "hostile/empty.dcm": "empty_file",
    "hostile/frames-fewer-than-declared.dcm": "frames_missing",
    "hostile/j2k-dims-bomb.dcm": "bad_codestream",
    "hostile/jpeg-dims-bomb.dcm": "codestream_mismatch",
    "hostile/jpeg-renamed.dcm": "not_dicom",
    "hostile/len-4GB.dcm": "pixel_data_truncated",
    "hostile/only-magic.dcm": "no_transfer_syntax",
    "hostile/palette-oob.dcm": "shown",  # indices beyond the palette take its end entry
    "hostile/pixels-short.dcm": "pixel_data_truncated",
    "hostile/polyglot-html.dcm": "shown",  # the preamble decides nothing and is zeroed when stored
    "hostile/polyglot-mz.dcm": "shown",
    "hostile/rle-bad-offsets.dcm": "bad_rle",
    "hostile/sq-depth-5000.dcm": "nested_too_deep",
    "hostile/strings-inject.dcm": "shown",  # its texts are cleaned: test_words
    "hostile/truncated-0.dcm": "no_transfer_syntax",
    "hostile/truncated-1.dcm": "truncated",
    "hostile/truncated-2.dcm": "truncated",
    "hostile/truncated-3.dcm": "pixel_data_truncated",
    "hostile/ts-unknown.dcm": "unsupported_transfer_syntax",
    "hostile/uid-traversal.dcm": "shown",  # but never stored: it has no UID (`missing_uid`)
    "hostile/wl-degenerate.dcm": "bad_rescale",
    "malformed/CTImageStorage_bad_meta.dcm": "shown",
    "malformed/ExplVR_BigEndNoMeta.dcm": "plan",
    "malformed/ExplVR_LitEndNoMeta.dcm": "plan",
    "malformed/UN_sequence.dcm": "other",
    "malformed/badVR.dcm": "bad_frame_count",  # "1A" frames
    "malformed/bad_sequence.dcm": "shown",
    "malformed/explicit_VR-UN.dcm": "shown",
    "malformed/invalid-vr-length-test.dcm": "shown",
    "malformed/meta_missing_tsyntax.dcm": "no_transfer_syntax",
    "malformed/nested_priv_SQ.dcm": "bad_geometry",
    "malformed/no-meta-length-test.dcm": "other",
    "malformed/no-pixel-data.dcm": "report",
    "malformed/no-pixel-spacing.dcm": "shown",
    "malformed/no_meta.dcm": "not_dicom",  # its first byte is missing
    "malformed/no_meta_group_length.dcm": "other",
    "malformed/priv_SQ.dcm": "other",
    "malformed/reportsi_with_empty_number_tags.dcm": "report",
    "malformed/rtplan_truncated.dcm": "truncated",
}
ARCHIVES = {
    "hostile/zip-bomb-256MB.zip": {"archive_ratio"},
    "hostile/zip-slip.zip": {"", "archive_unsafe_name"},
    "hostile/zip-symlink.zip": {"", "archive_link"},
}


def named(folders: tuple[str, ...], *, zips: bool) -> list[str]:
    """The files there are, or one that is not, so that its absence shows."""
    paths = [path for folder in folders for path in sorted((SHARED_DATA / folder).rglob("*")) if path.is_file()]
    return [str(path.relative_to(SHARED_DATA)) for path in paths if (path.suffix == ".zip") == zips] or ["absent"]


@pytest.mark.parametrize("name", named(("hostile", "malformed"), zips=False))
async def test_each_file_is_refused_or_shown_for_a_stated_reason(
    pool: WorkerPool,
    shared_data: Path,
    compared: Callable[[Path], None],
    say: Callable[[str], None],
    name: str,
) -> None:
    """T-27 to T-31: never a crash, never a hang, and always the same verdict."""
    found = await judged(pool, (shared_data / name).read_bytes())
    say(f"verdict: {name}: {found.outcome}")
    assert found.outcome in ({VERDICTS[name]} if name in VERDICTS else {*VERDICTS.values()})
    compared(shared_data / name)


@pytest.mark.parametrize("name", named(("hostile",), zips=True))
async def test_each_archive_is_listed_with_what_is_refused_of_it(
    pool: WorkerPool, shared_data: Path, say: Callable[[str], None], name: str
) -> None:
    """T-27, T-29: bombs, climbing names and links are left out by name."""
    file = InputFile.holding((shared_data / name).read_bytes())
    try:
        members = await pool.list_archive(file.descriptor)
    finally:
        file.close()
    refused = {member.refused for member in members}
    say(f"verdict: {name}: {', '.join(sorted(refused - {''})) or 'listed'}")
    assert refused == ARCHIVES.get(name, refused)
