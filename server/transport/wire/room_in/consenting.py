"""What a patient agrees to, and on what other basis others may see."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from server.transport.wire.room_in.said import Count, Handle, Said

Digest = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
Stacks = Annotated[list[Annotated[int, Meta(ge=0, le=1000)]], Meta(max_length=256)]
Persons = Annotated[list[Handle], Meta(max_length=32)]
Words = Annotated[str, Meta(max_length=300)]


class PrivacyRead(Said, frozen=True):
    """A patient has read exactly the notice with this digest; the consent follows."""

    event = "privacy:read"
    rate = (1, 5)

    digest: Digest


class ConsentAnswer(Said, frozen=True):
    """A patient's answer to exactly the text with this digest; who agrees says what stayed ticked, and one of its ends."""

    event = "consent:answer"
    rate = (1, 5)

    digest: Digest
    agree: bool
    stacks: Stacks = []
    persons: Persons = []
    until_ms: Count | None = None


class ConsentScope(Said, frozen=True):
    """Patient or host: tell me what may be seen now, as choices (`scope` follows)."""

    event = "consent:scope"
    rate = (1, 5)


class ConsentNarrow(Said, frozen=True):
    """Patient or host: only this may be seen from now on, and no longer than that."""

    event = "consent:narrow"
    rate = (1, 5)

    stacks: Stacks
    persons: Persons = []
    until_ms: Count | None = None


class ConsentWithdraw(Said, frozen=True):
    """The patient stops sharing: pictures gone for everybody within a second, the talk goes on."""

    event = "consent:withdraw"
    rate = (1, 5)


class ConsentAsk(Said, frozen=True):
    """Host: show the consent to this patient again (after 'not now' or a withdrawal, or for more than they agreed to)."""

    event = "consent:ask"
    rate = (1, 5)

    participant: Handle


class BasisWords(Struct, frozen=True, forbid_unknown_fields=True):
    """What another basis has to name: each kind its own, nothing else.

    `verbal_witness`: witness; `guardian`: who, relation, for_whom; `documented`: reference; `emergency`: reason.
    """

    witness: Words = ""
    who: Words = ""
    relation: Words = ""
    for_whom: Words = ""
    reference: Words = ""
    reason: Words = ""


class BasisRecord(Said, frozen=True):
    """Host: the basis on which these people may see these stacks without the patient's tap; left out: all of them."""

    event = "consent:basis"
    rate = (1, 5)

    basis: Literal["verbal_witness", "guardian", "documented", "emergency"]
    words: BasisWords
    stacks: Stacks | None = None
    persons: Persons | None = None
