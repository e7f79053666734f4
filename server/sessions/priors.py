"""Earlier pictures of the same patient: a specialist asks for them, the host brings them in or says no."""

from dataclasses import replace
from typing import Final

from server.consent.forms import MODALITIES
from server.sessions.chat import shows_something, tidied
from server.sessions.commands import AddStacks, AskPrior, DenyPrior
from server.sessions.consenting import widen
from server.sessions.effects import Save, Stepped, TellPresence, TellWishes
from server.sessions.events import Event
from server.sessions.keys import given_if_seeing
from server.sessions.phases import Phase, cell_of
from server.sessions.recording import record
from server.sessions.releasing import asking_patients
from server.sessions.roles import Capability, may
from server.sessions.session import PriorWish, Session
from server.terms.consults import StackRef
from server.terms.errors import Malformed, Refused
from server.terms.ids import ParticipantId

WISHES_MAX: Final = 16
"""More wishes than that in one consult are a mistake."""
STACKS_MAX: Final = 256
WORDS_MAX: Final = 500


def ask_prior(session: Session, command: AskPrior, now_ms: int) -> Stepped:
    """The host hears of it, and every clinician; one wish at a time each (SES-300).

    Raises
    ------
    Malformed
        `bad_value` {field}: no words, too many of them, or a modality that is none.
    Refused
        `conflict` while an earlier wish of theirs waits for its answer, and after too many.
    """
    words = tidied(command.words)
    if not shows_something(words) or len(words) > WORDS_MAX:
        raise Malformed("bad_value", field="words", characters_max=WORDS_MAX)
    if command.modality and command.modality not in MODALITIES:
        raise Malformed("bad_value", field="modality")
    waits = any(each.by == command.by and each.state == "open" for each in session.wishes)
    if waits or len(session.wishes) >= WISHES_MAX:
        raise Refused("conflict", most=WISHES_MAX)
    wish = PriorWish(len(session.wishes) + 1, command.by, now_ms, command.modality, words)
    entry = record(session, "prior.asked", now_ms, command.by, number=wish.number, modality=wish.modality)
    return Stepped(replace(session, wishes=(*session.wishes, wish)), (entry, Save(), TellWishes()))


def deny_prior(session: Session, command: DenyPrior, now_ms: int) -> Stepped:
    """No, perhaps with a word for who asked (SES-303).

    Raises
    ------
    Malformed
        `bad_value` {field} for too many words.
    Refused
        `conflict` when nobody waits for that answer.
    """
    words = tidied(command.words)
    if len(words) > WORDS_MAX:
        raise Malformed("bad_value", field="words", characters_max=WORDS_MAX)
    wish = replace(_open_wish(session, command.wish), state="denied", reply=words)
    entry = record(session, "prior.denied", now_ms, command.by, number=wish.number)
    return Stepped(_with_wish(session, wish), (entry, Save(), TellWishes()))


def add_stacks(session: Session, command: AddStacks, now_ms: int) -> Stepped:
    """More pictures behind those that are there; nobody but the host sees them by that alone (SES-301, SES-302).

    A patient in the talk is asked about them, unless they said no: what they agreed to stands until they answer.

    Raises
    ------
    Malformed
        `bad_value` {field}: none, too many, or some that are there already; `covered` over the patient's own agreement.
    Refused
        `conflict` when nobody waits for that answer; `no_grant` {} when there is no basis that could cover them.
    """
    cell_of(Event.ADD_STACKS, session.phase)
    _check_new(session, command.stacks)
    first = len(session.stacks)
    handles = tuple(range(first, first + len(command.stacks)))
    grown = replace(session, stacks=(*session.stacks, *command.stacks))
    if command.wish is not None:
        wish = replace(_open_wish(session, command.wish), state="given", stacks=handles)
        grown = _with_wish(grown, wish)
    entry = record(
        session, "stacks.added", now_ms, command.by,
        stacks=handles, series=tuple(dict.fromkeys(ref.series for ref in command.stacks)),
        number=command.wish or 0, covered=command.covered,
    )  # fmt: skip
    done = Stepped(grown, (entry, Save(), TellPresence(), TellWishes()))
    if session.phase in {Phase.LOBBY, Phase.LIVE}:
        done = done.plus(*given_if_seeing(grown, session.host.id, now_ms))
    if command.covered:
        return done.then(widen(grown, command.by, handles, now_ms))
    # names come first: a held one is asked about when somebody has looked
    to_ask = tuple(stack for stack in handles if not grown.stacks[stack].held)
    return asking_patients(done, to_ask) if to_ask else done


def wishes_of(session: Session, participant: ParticipantId) -> tuple[PriorWish, ...]:
    """The wishes this participant may know of: clinicians all, whoever has no channel with them only their own."""
    if participant == session.host.id or may(session, participant, Capability.CONFER):
        return session.wishes
    return tuple(each for each in session.wishes if each.by == participant)


def _open_wish(session: Session, number: int) -> PriorWish:
    for wish in session.wishes:
        if wish.number == number and wish.state == "open":
            return wish
    raise Refused("conflict", number=number)


def _with_wish(session: Session, changed: PriorWish) -> Session:
    return replace(session, wishes=tuple(changed if each.number == changed.number else each for each in session.wishes))


def _check_new(session: Session, stacks: tuple[StackRef, ...]) -> None:
    named = [(ref.study, ref.series, ref.part) for ref in (*session.stacks, *stacks)]
    if not stacks or len(named) > STACKS_MAX or len(set(named)) != len(named):
        raise Malformed("bad_value", field="series_ids")
