"""What exactly is signed of an opinion: the question, the answer and what it rests on, as it was at that moment."""

from hashlib import sha256
from typing import Final, Literal

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from server.audit.checkpoint import Signer
from server.desk.opinion_rows import KeptOpinion, SignedWords
from server.opinions.request import Opinion
from server.terms.errors import Tampered
from server.terms.ids import ParticipantId, PersonId, SessionId
from server.terms.opinions import Answer, Subject, Urgency
from server.vault.sealing import lp

FORMAT: Final = "lightbox-opinion/1"
GivenOn = Literal["consultation_pictures"]
"""What every opinion says of itself: given on consultation pictures, not a primary report."""


class Statement(msgspec.Struct, frozen=True):
    """What is signed, as JSON with sorted names. `author_name` is what the author was called in the reading."""

    format: str
    given_on: GivenOn
    session: SessionId
    asked_by: PersonId
    asked_ms: int
    question: str
    urgency: Urgency
    subject: Subject
    basis: str
    blind: bool
    author: ParticipantId
    author_name: str
    author_person: PersonId | None
    answer: Answer


def statement_of(opinion: Opinion, answer: Answer, author_name: str) -> bytes:
    """Give the bytes that are signed for a version."""
    facts = opinion.facts
    stated = Statement(
        format=FORMAT,
        given_on="consultation_pictures",
        session=facts.session,
        asked_by=facts.asked_by,
        asked_ms=facts.asked_ms,
        question=facts.question,
        urgency=facts.urgency,
        subject=facts.subject,
        basis=facts.basis,
        blind=facts.blind,
        author=opinion.reader,
        author_name=author_name,
        author_person=facts.asked_of,
        answer=answer,
    )
    return msgspec.json.encode(stated, order="sorted")


def digest_of(statement: bytes) -> str:
    """Give SHA-256 of a statement (hex), which the record has too."""
    return sha256(statement).hexdigest()


def signed(key: Ed25519PrivateKey, statement: bytes) -> SignedWords:
    """Sign a statement."""
    return SignedWords(statement, key.sign(lp("lb1 opinion", statement)))


def file_of(signer: Signer, words: SignedWords) -> bytes:
    """Give a signed version as a file of two lines: what was signed, byte for byte, then signature and key [OPN-70]."""
    proof = {"key": signer.verifier_key, "signature": words.signature.hex()}
    return words.statement + b"\n" + msgspec.json.encode(proof, order="sorted") + b"\n"


def check_signed(key: Ed25519PrivateKey, kept: KeptOpinion) -> None:
    """Hold every version against what was signed.

    Raises
    ------
    Tampered
        `opinion` {version}.
    """
    answers = kept.opinion.answers
    if len(answers) != len(kept.signed):
        raise Tampered("opinion", version=len(answers))
    for answer, words in zip(answers, kept.signed, strict=True):
        try:
            key.public_key().verify(words.signature, lp("lb1 opinion", words.statement))
            stated = msgspec.json.decode(words.statement, type=Statement)
        except (InvalidSignature, msgspec.DecodeError) as error:
            raise Tampered("opinion", version=answer.version) from error
        if (stated.session, stated.answer) != (kept.session, answer):
            raise Tampered("opinion", version=answer.version)
