"""Who waits: the number-and-word by which a host tells them apart (said aloud, picked by the host), and their place."""

from typing import Final

from server.sessions.session import PresenceState, Session
from server.terms.ids import ParticipantId

WORDS: Final[tuple[str, ...]] = (
    "acorn", "anchor", "apple", "arrow", "basket", "beach", "bell", "bird", "boat", "book",
    "bread", "bridge", "brush", "bucket", "butter", "button", "cake", "camel", "candle", "carpet",
    "castle", "chair", "cherry", "circle", "clock", "cloud", "clover", "coffee", "corn", "cotton",
    "crown", "desert", "dolphin", "door", "dragon", "drum", "eagle", "elbow", "engine", "falcon",
    "feather", "fence", "field", "flag", "flower", "forest", "fountain", "fox", "garden", "ginger",
    "grape", "guitar", "hammer", "harbor", "hat", "honey", "horse", "island", "jacket", "jungle",
    "kettle", "kitchen", "ladder", "lake", "lantern", "lemon", "lion", "marble", "market", "meadow",
    "milk", "mirror", "mountain", "mushroom", "needle", "ocean", "olive", "onion", "orange", "owl",
    "paper", "parrot", "pencil", "penguin", "pepper", "piano", "pillow", "pocket", "rabbit", "rainbow",
    "river", "rocket", "saddle", "salmon", "silver", "spoon", "summer", "table", "tiger", "tomato",
    "tractor", "tulip", "turtle", "umbrella", "velvet", "violin", "wagon", "whale", "window", "zebra",
)  # fmt: skip
"""Short words that sound like no other on the list, are hard to mishear and worry nobody."""

NUMBERS: Final = 9
CHOICES: Final = 3

_DECOY_STRIDE: Final = 389
"""Coprime with the number of words times numbers, so that decoys differ from the word and from each other."""


def word_at(index: int) -> str:
    """The number-and-word of a random index, like `4 owl`; every integer names one of `NUMBERS * len(WORDS)`."""
    index %= NUMBERS * len(WORDS)
    return f"{index % NUMBERS + 1} {WORDS[index // NUMBERS]}"


def free_word(session: Session, participant: ParticipantId | None, index: int) -> str:
    """The word at `index`, or the next one nobody else who waits or knocks has."""
    taken = {here.word for here in session.presence if here.participant != participant}
    taken |= {knock.word for knock in session.knocks}
    while word_at(index) in taken:
        index += 1
    return word_at(index)


def choices(session: Session, participant: ParticipantId) -> tuple[str, ...]:
    """What the host picks from for one who waits: the word and two decoys, in alphabetical order; else nothing."""
    here = session.presence_of(participant)
    return _beside(here.word) if here.state is PresenceState.WAITING else ()


def knock_choices(session: Session, participant: ParticipantId) -> tuple[str, ...]:
    """The same for a second device that asks for this participant's seat."""
    knock = session.knock_of(participant)
    return () if knock is None else _beside(knock.word)


def _beside(picked: str) -> tuple[str, ...]:
    number, _, word = picked.partition(" ")
    index = WORDS.index(word) * NUMBERS + int(number) - 1
    return tuple(sorted((word_at(index + _DECOY_STRIDE * step) for step in range(CHOICES)), key=_by_word))


def place_of(session: Session, participant: ParticipantId) -> int:
    """How many wait before this one, plus one; 0 for somebody who does not wait."""
    waiting = [here for here in session.presence if here.state is PresenceState.WAITING and here.is_online]
    waiting.sort(key=lambda here: here.last_seen_ms or 0)
    places = {here.participant: number for number, here in enumerate(waiting, start=1)}
    state = session.presence_of(participant).state
    return places.get(participant, len(places) + 1) if state is PresenceState.WAITING else 0


def _by_word(choice: str) -> tuple[str, str]:
    number, _, word = choice.partition(" ")
    return word, number
