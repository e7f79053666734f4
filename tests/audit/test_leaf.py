"""From an entry to its leaf: what may be recorded, and the bytes that are proven."""

import hashlib
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.audit.kinds import KINDS
from server.audit.leaf import FACTS_MAX, commit, commitment, decode, encode, leaf
from server.terms.entries import Entry, EntryFact
from server.terms.ids import SessionId

SESSION = SessionId("0123456789abcdef0123456789abcdef")
ENTRY = Entry(
    "instances.authorized", 1_767_225_600_000, "fedcba9876543210", SESSION, {"stack": 2, "block": 0, "epoch": 1}
)
SALT = bytes(range(32))

texts = st.text("abcXYZ059_-", max_size=20)
facts = st.dictionaries(
    st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True),
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | texts
    | st.tuples(texts, texts)
    | st.tuples(st.integers(0, 9)),
    max_size=6,
)


def test_payload_and_leaf_are_the_published_bytes() -> None:
    """AUD-3, AUD-4, AUD-5: payload, commitment and leaf of one entry, written out by hand."""
    payload = (
        b'{"actor":"fedcba9876543210","at_ms":1767225600000,"facts":{"block":0,"epoch":1,"stack":2},'
        b'"kind":"instances.authorized","session":"0123456789abcdef0123456789abcdef","v":1}'
    )
    hashed = b"\0\0\0\x09lb1 entry" + b"\0\0\0\x20" + SALT + len(payload).to_bytes(4, "big") + payload
    committed = commit(ENTRY, SALT)
    assert committed.payload == payload
    assert committed.commitment == hashlib.sha256(hashed).digest()
    assert leaf(5, committed.commitment) == b"lb1 leaf" + b"\0\0\0\0\0\0\0\x05" + committed.commitment


@given(kind=st.sampled_from(sorted(KINDS)), at_ms=st.integers(0, 2**53), facts=facts)
def test_an_entry_comes_back_as_it_was(kind: str, at_ms: int, facts: dict[str, EntryFact]) -> None:
    """AUD-3: decoding gives the entry again, and encoding that gives the same bytes."""
    entry = Entry(kind, at_ms, "system", None, facts)
    assert decode(encode(entry)) == entry
    assert encode(decode(encode(entry))) == encode(entry)


def test_order_of_facts_does_not_matter() -> None:
    """AUD-3: equal entries have equal payloads."""
    turned = replace(ENTRY, facts=dict(reversed(list(ENTRY.facts.items()))))
    assert encode(turned) == encode(ENTRY)


def test_a_salt_hides_equal_entries() -> None:
    """AUD-4: the same entry under another salt has an unrelated commitment."""
    payload = encode(ENTRY)
    assert commitment(SALT, payload) != commitment(bytes(32), payload)
    assert commitment(SALT, payload) != commitment(SALT + payload[:1], payload[1:])


def test_an_unknown_kind_is_not_recorded() -> None:
    """AUD-1: the table of kinds is closed."""
    with pytest.raises(ValueError, match="not a kind"):
        commit(replace(ENTRY, kind="session.exploded"), SALT)
    with pytest.raises(ValueError, match="not a kind"):
        commit(replace(ENTRY, kind="entry.erased"), SALT)


@pytest.mark.parametrize(
    "fact",
    [
        "Doe^Jane",
        "Jane Doe",
        "Müller",
        "1.2.840.10008.5.1.4.1.1.2",
        "line\nbreak",
        "\x1b[31m",
        '"},{"',
        "x" * 65,
        ("fine", "not fine"),
        float("nan"),
        float("inf"),
        tuple(range(4097)),
    ],
)
def test_a_fact_that_could_be_a_person_is_not_recorded(fact: EntryFact) -> None:
    """AUD-2, T-54: names, UIDs, control characters and long text never become durable, nor appear in the refusal."""
    with pytest.raises(ValueError, match="not an id, a number or a code") as refusal:
        commit(replace(ENTRY, facts={"label": fact}), SALT)
    assert str(fact) not in str(refusal.value)


@pytest.mark.parametrize("fact", ["", "known", "name_and_birth_date", "image/png", "1.5", "a" * 64, None, True, 3, 2.5])
def test_ids_numbers_and_codes_are_recorded(fact: EntryFact) -> None:
    """AUD-2: what facts are for passes."""
    assert decode(encode(replace(ENTRY, facts={"label": fact}))).facts["label"] == fact


@pytest.mark.parametrize("name", ["", "Upper", "with space", "1st", "x" * 33])
def test_a_fact_has_a_plain_name(name: str) -> None:
    """AUD-2: fact names are lower-case words."""
    with pytest.raises(ValueError, match="fact"):
        encode(replace(ENTRY, facts={name: 1}))


def test_an_entry_stays_small() -> None:
    """AUD-2: an entry has at most 24 facts."""
    with pytest.raises(ValueError, match="more than"):
        encode(replace(ENTRY, facts={f"f{n}": n for n in range(FACTS_MAX + 1)}))


@pytest.mark.parametrize("actor", ["", "Jane Doe", "a" * 65])
def test_an_actor_is_an_opaque_id(actor: str) -> None:
    """AUD-2: nobody is recorded by name."""
    with pytest.raises(ValueError, match="opaque ids"):
        encode(replace(ENTRY, actor=actor))


def test_a_salt_has_32_bytes() -> None:
    """AUD-4: a shorter salt is a bug."""
    with pytest.raises(ValueError, match="32 bytes"):
        commit(ENTRY, b"short")


@pytest.mark.parametrize("payload", [b"", b"[]", b"{}", b'{"v":1}', json.dumps({"v": 2}).encode()])
def test_other_bytes_are_not_a_payload(payload: bytes) -> None:
    """AUD-3: what `encode` did not make is not read as an entry."""
    with pytest.raises(ValueError, match=r".*"):
        decode(payload)
