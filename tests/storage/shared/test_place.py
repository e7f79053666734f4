"""Addresses of a Redis, as operators write them."""

import pytest

from server.storage.shared.place import Login, Place, place_of
from server.terms.errors import Malformed

HERE = (("127.0.0.1", 6379),)


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("redis://127.0.0.1", Place("single", HERE)),
        ("rediss://127.0.0.1:6379/3", Place("single", HERE, database=3, is_secure=True)),
        ("redis://:p%40ss@127.0.0.1/", Place("single", HERE, login=Login("", "p@ss"))),
        ("redis://ann:b:c@[::1]:7000", Place("single", (("::1", 7000),), login=Login("ann", "b:c"))),
        (
            "rediss+sentinel://one,two:1/ours",
            Place("sentinel", (("one", 26379), ("two", 1)), primary="ours", is_secure=True),
        ),
        ("redis+cluster://one:1,two:2", Place("cluster", (("one", 1), ("two", 2)))),
    ],
)
def test_address_is_read(url: str, place: Place) -> None:
    assert place_of(url) == place


@pytest.mark.parametrize(
    "url",
    [
        "127.0.0.1:6379",
        "http://127.0.0.1",
        "redis+unix://127.0.0.1",
        "redis://",
        "redis://:secret@",
        "redis://one,two",
        "redis://one:port",
        "redis://one:99999",
        "redis://one/ours",
        "redis://one?db=3",
        "redis+sentinel://one,two",
        "redis+cluster://one/3",
        "redis+cluster://one,,two",
    ],
)
def test_another_address_is_refused(url: str) -> None:
    """Its complaint names the setting and repeats nothing of it: there may be a password."""
    with pytest.raises(Malformed, match="bad_settings") as refused:
        place_of(url)
    assert str(refused.value.facts["complaint"]).startswith("shared.url ")
    assert "secret" not in str(refused.value)


def test_a_place_shows_no_password() -> None:
    place = place_of("redis://ann:secret@one")
    assert "secret" not in repr(place)
    assert "secret" not in repr(place.login)
