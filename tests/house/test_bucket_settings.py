"""Settings of the object store: what cannot be safe stops the start, and no secret is shown."""

from pathlib import Path

import pytest

from server.app.object_store import blobs_of
from server.cli import main
from server.settings import load
from server.terms.errors import Malformed

BUCKET = {"LIGHTBOX__BLOBS__URL": "s3://studies/clinic/one"}
KEYS = {"LIGHTBOX__BLOBS__ACCESS_KEY_ID": "who", "LIGHTBOX__BLOBS__SECRET_ACCESS_KEY": "hush-hush"}
PLAIN = {"LIGHTBOX__BLOBS__ALLOW_HTTP": "true"}


def at(endpoint: str) -> dict[str, str]:
    return {"LIGHTBOX__BLOBS__ENDPOINT": endpoint}


@pytest.mark.parametrize(
    ("environment", "place"),
    [
        ({"LIGHTBOX__BLOBS__URL": "http://studies"}, "blobs.url"),
        ({"LIGHTBOX__BLOBS__URL": "s3://"}, "blobs.url"),
        ({"LIGHTBOX__BLOBS__URL": "s3://who:hush@studies"}, "blobs.url"),
        ({"LIGHTBOX__BLOBS__URL": "s3://studies?endpoint=x"}, "blobs.url"),
        (BUCKET | {"LIGHTBOX__BLOBS__ACCESS_KEY_ID": "who"}, "secret_access_key"),
        (BUCKET | at("ftp://store"), "blobs.endpoint"),
        (BUCKET | at("https://who:hush@store"), "blobs.endpoint"),
        (BUCKET | at("http://127.0.0.1:9000"), "allow_http"),
        (BUCKET | at("http://8.8.8.8") | PLAIN, "private network"),
        (BUCKET | {"AWS_ENDPOINT_URL_S3": "http://127.0.0.1:9000"}, "allow_http"),
    ],
)
def test_store_that_cannot_be_safe_is_refused(environment: dict[str, str], place: str, tmp_path: Path) -> None:
    """The setting that is wrong is named."""
    with pytest.raises(Malformed) as refused:
        load(environment, tmp_path)

    assert place in str(refused.value.facts["complaint"])


@pytest.mark.parametrize(
    "environment",
    [
        BUCKET,
        BUCKET | KEYS | at("https://store.example.org"),
        BUCKET | KEYS | PLAIN | at("http://127.0.0.1:9000"),
        BUCKET | KEYS | PLAIN | at("http://10.1.2.3:9000"),
        BUCKET | KEYS | PLAIN | at("http://localhost:9000"),
        BUCKET | KEYS | PLAIN | at("http://minio:9000"),
        {"AWS_ENDPOINT_URL_S3": "http://8.8.8.8"},
    ],
)
def test_store_that_may_be_is_taken(environment: dict[str, str], tmp_path: Path) -> None:
    """AWS by its own names, an own store by TLS, and one in a private network in the clear if that was allowed."""
    blobs_of(load(environment | {"LIGHTBOX__DATA__FOLDER": str(tmp_path / "data")}, tmp_path))


def test_name_of_a_public_machine_is_never_spoken_to_in_the_clear(tmp_path: Path) -> None:
    """A name with a domain that is not known to be private is refused, whether it can be looked up now or not."""
    settings = load(BUCKET | KEYS | PLAIN | at("http://store.example.invalid"), tmp_path)

    with pytest.raises(Malformed, match="bad_settings"):
        blobs_of(settings)


def test_no_secret_is_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """`lightbox settings` and the text of the settings say that there is a secret, not which."""
    environment = BUCKET | KEYS | {"LIGHTBOX__BLOBS__SESSION_TOKEN": "hush-token"}
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)

    main(["settings"])

    shown = capsys.readouterr().out + repr(load(environment, tmp_path).blobs)
    assert "s3://studies/clinic/one" in shown
    assert "hush" not in shown
