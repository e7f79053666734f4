"""What running consults need is held as it lies in the store; a store that is away is asked seldom and said at once."""

from collections.abc import Iterable, Iterator

import pytest

from server.desk.held_objects import ASKED_AGAIN_S, NEVER_THERE, HeldObjects
from server.storage.blobs.objects import ObjectBlobs
from server.terms.errors import NotFound, Unavailable
from server.terms.ids import SessionId

ONE, OTHER = SessionId("1" * 32), SessionId("2" * 32)
NAMES = ["a" * 32, "b" * 32, "c" * 32]


class Store:
    """A store in memory that can be away, and counts how often it was asked to read."""

    def __init__(self) -> None:
        self.kept = ObjectBlobs.in_memory()
        self.is_away = False
        self.asked = 0
        self.damaged: set[str] = set()

    def read(self, name: str) -> Iterator[bytes]:
        self.asked += name != NEVER_THERE
        if self.is_away or name in self.damaged:
            raise Unavailable("storage_unavailable")
        return self.kept.read(name)

    def put(self, name: str, pieces: Iterable[bytes]) -> None:
        self.kept.put(name, pieces)

    def remove(self, name: str) -> bool:
        return self.kept.remove(name)

    def names(self, *, older_than_s: float = 0.0) -> Iterator[str]:
        return self.kept.names(older_than_s=older_than_s)

    def space(self) -> None:
        return None


class Hours:
    """A clock moved by hand."""

    def __init__(self) -> None:
        self.now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def store() -> Store:
    made = Store()
    for name in NAMES:
        made.put(name, [name.encode() * 4])
    return made


def content(held: HeldObjects, name: str) -> bytes:
    return b"".join(held.read(name))


def test_what_a_consult_needs_is_read_once_and_outlives_the_store(store: Store) -> None:
    """X4(a): held when it was read first, given again while the store is away; what nobody wanted is not."""
    held = HeldObjects(store, 10_000)
    assert held.want(ONE, NAMES[:1]) == NAMES[:1]
    first = [content(held, name) for name in NAMES[:2]]
    store.is_away = True

    assert content(held, NAMES[0]) == first[0]
    assert held.want(OTHER, NAMES[:2]) == NAMES[1:2]
    with pytest.raises(Unavailable):
        content(held, NAMES[1])
    assert held.is_away


def test_what_the_last_consult_needed_goes_with_it(store: Store) -> None:
    """X4(a): memory is given back when the last consult that shows an object is over."""
    held = HeldObjects(store, 10_000)
    for session in (ONE, OTHER):
        held.want(session, NAMES[:1])
    content(held, NAMES[0])
    held.let_go(ONE)
    assert held.held_bytes == 128

    held.let_go(OTHER)

    assert held.held_bytes == 0
    content(held, NAMES[0])
    assert held.held_bytes == 0


def test_no_more_is_held_than_was_allowed(store: Store) -> None:
    """X4(a): what does not fit is read from the store each time; with no budget nothing is held."""
    held, none = HeldObjects(store, 300), HeldObjects(store, 0)
    for each in (held, none):
        each.want(ONE, NAMES)
        for name in NAMES:
            content(each, name)

    assert (held.held_bytes, none.held_bytes) == (256, 0)


def test_store_that_is_away_is_asked_by_one_now_and_then(store: Store) -> None:
    """X4(a): everybody else hears at once that it is away, so that no thread waits for it; an answer ends that."""
    now = Hours()
    held = HeldObjects(store, 10_000, now)
    store.is_away = True
    for _ in range(5):
        with pytest.raises(Unavailable):
            content(held, NAMES[0])
    assert store.asked == 1

    now.now_s += ASKED_AGAIN_S
    store.is_away = False

    assert content(held, NAMES[0]) != b""
    assert not held.is_away


def test_object_that_is_not_there_is_an_answer(store: Store) -> None:
    """A store that says `object` is there: nothing is called away because of one lost picture."""
    held = HeldObjects(store, 10_000)

    with pytest.raises(NotFound):
        content(held, "d" * 32)

    assert not held.is_away


def test_one_object_that_cannot_be_read_is_no_outage(store: Store) -> None:
    """X4(a): a bad sector, or one object that may not be read, costs that picture; the others are read at once."""
    held = HeldObjects(store, 10_000)
    store.damaged = {NAMES[0]}
    for _ in range(2):
        with pytest.raises(Unavailable):
            content(held, NAMES[0])
        assert content(held, NAMES[1]) != b""

    assert not held.is_away


def test_store_is_asked_whether_it_answers(store: Store) -> None:
    """X4(a): also when nobody reads; not again so soon after an answer, and until it answers once it did not."""
    now = Hours()
    held = HeldObjects(store, 10_000, now)
    store.is_away = True
    held.look(3.0)
    now.now_s += 3
    with pytest.raises(Unavailable):
        held.look(3.0)
    told = [held.is_away]
    now.now_s += 3
    store.is_away = False
    held.look(3.0)
    told.append(held.is_away)

    assert told == [True, False]


def test_removed_object_is_held_no_more(store: Store) -> None:
    """A destroyed study's object is not read again from memory."""
    held = HeldObjects(store, 10_000)
    held.want(ONE, NAMES[:1])
    content(held, NAMES[0])

    assert held.remove(NAMES[0])

    with pytest.raises(NotFound):
        content(held, NAMES[0])
    assert held.held_bytes == 0
