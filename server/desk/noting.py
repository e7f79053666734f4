"""The note of a consult: its host writes it, signs it with a fresh factor, and may amend what was signed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Final

import msgspec
from cryptography.exceptions import InvalidSignature

from server.desk.consults import Consults
from server.desk.fresh_factors import FreshFactors
from server.desk.key_images import SessionRecord, key_images, shown_in
from server.desk.note_rows import KeptNote, KeyImage, NoteShelf
from server.desk.pictures import Pictures
from server.desk.ports import Clock, RecordPort
from server.desk.sign_in import SignedIn
from server.sessions.noting import NoteVersion, draft_of, may_write, sign, write
from server.sessions.session import Session
from server.terms.entries import Entry
from server.terms.errors import Refused, Tampered
from server.terms.ids import PersonId, SessionId
from server.terms.people import Person
from server.vault.deployment import DeploymentKey
from server.vault.sealing import lp

FORMAT: Final = "lightbox-note/1"
SAVED_EVERY_MS: Final = 60_000
"""A page saves every two seconds while somebody types; the record hears of it once a minute."""


class Statement(msgspec.Struct, frozen=True):
    """What is signed, as JSON with sorted names: the words, and what they refer to as it was at that moment."""

    format: str
    session: SessionId
    version: int
    author: PersonId
    signed_ms: int
    text: str
    key_images: tuple[KeyImage, ...]


@dataclass(frozen=True, slots=True)
class SignedVersion:
    """A version that was signed; `digest` is SHA-256 (hex) of its statement, which the record has too."""

    number: int
    text: str
    signed_ms: int
    author: PersonId
    key_images: tuple[KeyImage, ...]
    digest: str


@dataclass(frozen=True, slots=True)
class Note:
    """The note as its host has it: what is signed, oldest first, and where the next word goes."""

    signed: tuple[SignedVersion, ...]
    draft: NoteVersion
    may_write: bool


class Notes:
    """Writing until the lock, signing at any time; nothing here opens a picture."""

    def __init__(
        self,
        *,
        consults: Consults,
        shelf: NoteShelf,
        factors: FreshFactors,
        pictures: Pictures,
        log: SessionRecord,
        record: RecordPort,
        dep: DeploymentKey,
        clock: Clock,
    ) -> None:
        self._consults = consults
        self._shelf = shelf
        self._factors = factors
        self._pictures = pictures
        self._log = log
        self._record = record
        self._signing = dep.signing_key()
        self._clock = clock

    async def note(self, person: Person, session: SessionId) -> Note:
        """Give the note of one's own consult.

        Raises
        ------
        NotFound
            unless it is this person's.
        Tampered
            `note` {version}.
        """
        return await self.note_of(await self._consults.mine(person.id, session))

    async def note_of(self, session: Session) -> Note:
        """Give the note of a session whoever asks; raises `Tampered` `note` {version}."""
        kept = await self._shelf.of(session.id)
        versions = [each.version for each in kept]
        return Note(
            signed=tuple(self._signed(session.id, each) for each in kept if each.version.signed_ms is not None),
            draft=draft_of(versions),
            may_write=may_write(session, versions),
        )

    async def save(self, person: Person, session: SessionId, number: int, revision: int, text: str) -> Note:
        """Write the draft over the words of its `revision`.

        Raises
        ------
        NotFound
            unless it is this person's.
        Refused
            `locked`; `conflict` {version, revision}.
        Malformed
            `bad_value` {field}.
        Unavailable
            `log_unavailable`.
        """
        mine = await self._consults.mine(person.id, session)
        kept = await self._shelf.of(session)
        now_ms = self._clock()
        made = write(mine, [each.version for each in kept], number, revision, text, now_ms)
        if made is not None:
            told_ms = await self._told(mine, kept, made, now_ms)
            await self._keep(mine, kept, KeptNote(made, person.id, told_ms), unlocked=not kept or kept[0].is_draft)
        return await self.note(person, session)

    async def sign(self, signed_in: SignedIn, session: SessionId, number: int, revision: int, code: str) -> Note:
        """Sign the draft as it stands, with the authenticator's present code, which is spent by it.

        Raises
        ------
        NotFound
            unless it is this person's.
        Refused
            `conflict` {version, revision}, `note_empty`; `factor_wrong`, `slow_down` {retry_ms}.
        Unavailable
            `log_unavailable`, `clock_off`.
        """
        person = signed_in.person.id
        mine = await self._consults.mine(person, session)
        kept = await self._shelf.of(session)
        versions = [each.version for each in kept]
        sign(versions, number, revision, self._clock())
        await self._factors.prove(signed_in, code)
        now_ms = self._clock()
        version = sign(versions, number, revision, now_ms)
        images = await self.key_images(mine)
        stated = Statement(FORMAT, session, version.number, person, now_ms, version.text, images)
        statement = msgspec.json.encode(stated, order="sorted")
        facts: dict[str, int | str] = {"version": version.number, "digest": sha256(statement).hexdigest()}
        await self._record.append([Entry("note.signed", now_ms, mine.host.id, session, {**facts})])
        signature = self._signing.sign(lp("lb1 note", statement))
        made = KeptNote(version, person, kept[-1].told_ms, statement, signature)
        await self._keep(mine, kept, made, unlocked=False)
        return await self.note(signed_in.person, session)

    async def key_images(self, session: Session) -> tuple[KeyImage, ...]:
        """Give what the note refers to, as the session and the record know it now."""
        if not any(kept.star for kept in session.bookmarks):
            return ()
        series = {each.id: each.number for each in await self._pictures.series_of_stacks(session.stacks)}
        return key_images(session, series, shown_in(await self._log.read(session=session.id)))

    async def _told(self, session: Session, kept: Sequence[KeptNote], made: NoteVersion, now_ms: int) -> int:
        """Say in the record that it was written, the first time and then once a minute; gives when it was said last."""
        told_ms = kept[-1].told_ms if made.revision > 1 else 0
        if now_ms - told_ms < SAVED_EVERY_MS:
            return told_ms
        facts = {"version": made.number}
        await self._record.append([Entry("note.saved", now_ms, session.host.id, session.id, {**facts})])
        return now_ms

    async def _keep(self, session: Session, kept: Sequence[KeptNote], made: KeptNote, *, unlocked: bool) -> None:
        over = kept[-1].version.revision if kept and kept[-1].version.number == made.version.number else None
        if await self._shelf.keep(session.id, made, over=over, unlocked=unlocked):
            return
        # somebody was faster: the rules say what that means
        now = await self._consults.mine(made.author, session.id)
        version = made.version
        newest = [each.version for each in await self._shelf.of(session.id)]
        if version.signed_ms is None and not may_write(now, newest):
            raise Refused("locked")
        raise Refused("conflict", version=draft_of(newest).number, revision=draft_of(newest).revision)

    def _signed(self, session: SessionId, kept: KeptNote) -> SignedVersion:
        number = kept.version.number
        try:
            self._signing.public_key().verify(kept.signature, lp("lb1 note", kept.statement))
            stated = msgspec.json.decode(kept.statement, type=Statement)
        except (InvalidSignature, msgspec.DecodeError) as error:
            raise Tampered("note", version=number) from error
        same = replace(kept.version, text=stated.text, signed_ms=stated.signed_ms) == kept.version
        if not same or (stated.session, stated.version, stated.author) != (session, number, kept.author):
            raise Tampered("note", version=number)
        digest = sha256(kept.statement).hexdigest()
        return SignedVersion(number, stated.text, stated.signed_ms, stated.author, stated.key_images, digest)
