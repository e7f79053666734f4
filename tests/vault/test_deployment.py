"""The deployment key: its file, and what hangs from it."""

import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.terms.errors import Refused, Tampered
from server.vault.deployment import FILE_FORMAT, DeploymentKey

KEY = DeploymentKey(bytes(range(32)))


def test_created_key_is_private_and_loads(tmp_path: Path) -> None:
    """The file has mode 0600 and gives the same key again."""
    path = tmp_path / "keys" / "deployment.key"
    created = DeploymentKey.create(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert DeploymentKey.load(path).derive("anything") == created.derive("anything")


def test_a_key_is_never_overwritten(tmp_path: Path) -> None:
    """Creating a key where one is would lose everything under it: refused."""
    DeploymentKey.create(tmp_path / "key")
    before = (tmp_path / "key").read_bytes()
    with pytest.raises(Refused, match="deployment_key_exists"):
        DeploymentKey.create(tmp_path / "key")
    assert (tmp_path / "key").read_bytes() == before


def test_a_missing_key_is_refused(tmp_path: Path) -> None:
    """Serving without a deployment key is refused by name."""
    with pytest.raises(Refused, match="deployment_key_missing"):
        DeploymentKey.load(tmp_path / "nowhere")


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o660, 0o610])
def test_a_key_others_may_read_is_refused(tmp_path: Path, mode: int) -> None:
    """A group- or world-accessible key file is refused by name."""
    DeploymentKey.create(tmp_path / "key")
    (tmp_path / "key").chmod(mode)
    with pytest.raises(Refused, match="deployment_key_weak"):
        DeploymentKey.load(tmp_path / "key")


@pytest.mark.parametrize(
    "content",
    ["", "short", f"{FILE_FORMAT} ", f"{FILE_FORMAT} c2hvcnQ", f"{FILE_FORMAT} {'A' * 43}", f"other {'B9x_' * 11}"],
    ids=["empty", "no format", "no key", "short", "zeros", "other format"],
)
def test_a_weak_key_is_refused(tmp_path: Path, content: str) -> None:
    """A short, broken or constant key is refused by name."""
    path = tmp_path / "key"
    path.write_text(content)
    path.chmod(0o600)
    with pytest.raises(Refused, match="deployment_key_weak"):
        DeploymentKey.load(path)


@given(key=st.binary(min_size=1, max_size=64), place=st.text(max_size=40))
def test_what_is_wrapped_unwraps_in_its_place_only(key: bytes, place: str) -> None:
    """A wrapped key belongs to one thing."""
    wrapped = KEY.wrap(key, bound_to=place)
    assert KEY.unwrap(wrapped, bound_to=place) == key
    with pytest.raises(Tampered, match="wrapped_key"):
        KEY.unwrap(wrapped, bound_to=place + "!")


@given(value=st.binary(max_size=256), place=st.text(max_size=40), at=st.integers(min_value=0))
def test_a_sealed_value_opens_untouched_only(value: bytes, place: str, at: int) -> None:
    """A sealed value opens in its place; a flipped bit anywhere is tampering."""
    sealed = bytearray(KEY.seal(value, bound_to=place))
    assert KEY.open_sealed(bytes(sealed), bound_to=place) == value
    sealed[at % len(sealed)] ^= 1
    with pytest.raises(Tampered, match="sealed_value"):
        KEY.open_sealed(bytes(sealed), bound_to=place)


def test_a_wrapped_key_is_not_a_sealed_value() -> None:
    """The two uses have different keys: one never opens as the other."""
    with pytest.raises(Tampered):
        KEY.open_sealed(KEY.wrap(b"key", bound_to="x"), bound_to="x")


def test_purposes_are_independent() -> None:
    """Labels and purposes give unrelated bytes; the same ones give the same again."""
    assert KEY.derive("a") != KEY.derive("b")
    assert KEY.derive("a", 64)[:32] == KEY.derive("a")
    assert KEY.tag("1.2.3", purpose="instance") == KEY.tag("1.2.3", purpose="instance")
    assert KEY.tag("1.2.3", purpose="instance") != KEY.tag("1.2.3", purpose="study")
    assert KEY.tag("1.2.3", purpose="instance") != DeploymentKey(bytes(range(1, 33))).tag("1.2.3", purpose="instance")


def test_the_signing_key_survives_a_restart() -> None:
    """The record-signing key is derived, so the same installation verifies its own signatures for ever."""
    signature = KEY.signing_key().sign(b"deadline")
    DeploymentKey(bytes(range(32))).signing_key().public_key().verify(signature, b"deadline")


def test_the_key_is_never_shown() -> None:
    """Its printed form holds nothing of it."""
    assert repr(KEY) == "DeploymentKey()"
