import numpy as np
import pytest

from server.render.codestream import Claim, claim_of
from server.render.completeness import EXPANDED_BYTES, check_end, check_room, whole_jpeg
from server.terms.errors import Malformed
from tests.bad_inputs import codestreams as c


def whole(stream: bytes) -> np.ndarray:
    """The samples, when they are all there."""
    return whole_jpeg(stream, claim_of(stream))


@pytest.mark.parametrize("cut", [10, 20, 40])
@pytest.mark.parametrize("stream", [c.jpeg(), c.lossless_jpeg()], ids=["cosine", "lossless"])
def test_a_jpeg_that_ends_early_is_refused(stream: bytes, cut: int) -> None:
    """BI-71: what is missing at the end would be shown as gray."""
    with pytest.raises(Malformed, match="pixel_data_truncated"):
        whole(stream[:-cut])


def test_an_end_put_behind_half_a_jpeg_does_not_help() -> None:
    """BI-71: the decoder fills up with middle gray, and that is noticed."""
    with pytest.raises(Malformed, match="pixel_data_truncated"):
        whole(c.jpeg()[:-40] + b"\xff\xd9")


@pytest.mark.parametrize("stream", [c.jpeg(), c.lossless_jpeg()], ids=["cosine", "lossless"])
@pytest.mark.parametrize("pad", [b"", b"\0", b"\0" * 30])
def test_a_whole_jpeg_is_shown_with_or_without_its_end(stream: bytes, pad: bytes) -> None:
    """Some writers forget the end marker, or pad behind it; nothing of the picture is missing."""
    np.testing.assert_array_equal(whole(stream + pad), whole(stream))
    np.testing.assert_array_equal(whole(stream[:-2]), whole(stream))


@pytest.mark.parametrize("value", [0, 127, 128, 129, 255])
def test_gray_pictures_are_pictures(value: int) -> None:
    """Middle gray in the last corner is only looked at twice."""
    assert (whole(c.flat_jpeg(value)) == value).all()


@pytest.mark.parametrize("stream", [c.jpeg_ls(), c.jpeg_2000(), c.htj2k()], ids=["jpeg-ls", "jpeg-2000", "htj2k"])
def test_an_end_is_asked_for(stream: bytes) -> None:
    """BI-73, BI-74: a stream that ends early is refused before its decoder sees it."""
    check_end(stream + b"\0")
    with pytest.raises(Malformed, match="pixel_data_truncated"):
        check_end(stream[:-20])


@pytest.mark.parametrize(("kind", "length"), [("jpeg", 62_000), ("jpeg_lossless", 31_999_999)])
def test_a_stream_too_short_for_its_claim_is_refused(kind: str, length: int) -> None:
    """BI-70: at least so many bits for each block or sample, or nothing is allocated."""
    claim = Claim(16000, 16000, 1, 8, kind=kind)  # type: ignore[arg-type]  # one of two
    with pytest.raises(Malformed, match="bad_codestream"):
        check_room(bytes(length), claim, EXPANDED_BYTES)
    check_room(bytes(length * 2), claim, EXPANDED_BYTES)


def test_a_blank_giant_is_refused_and_a_blank_radiograph_is_not() -> None:
    """BI-72: hundreds of bytes become hundreds of megabytes only in files made to hurt."""
    claim = Claim(11000, 11000, 1, 16, kind="jpeg_2000")
    check_room(bytes(600), claim, EXPANDED_BYTES)
    with pytest.raises(Malformed, match="inflates_too_much"):
        check_room(bytes(600), claim, 242_000_000)
