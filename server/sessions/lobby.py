"""The number-and-word by which a host tells people who wait apart: said aloud by the guest, picked by the host."""

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


def free_word(session: Session, participant: ParticipantId, index: int) -> str:
    """The word at `index`, or the next one nobody else who waits has."""
    taken = {here.word for here in session.presence if here.participant != participant}
    while word_at(index) in taken:
        index += 1
    return word_at(index)


def choices(session: Session, participant: ParticipantId) -> tuple[str, ...]:
    """What the host picks from for one who waits: the word and two decoys, in alphabetical order; else nothing."""
    here = session.presence_of(participant)
    if here.state is not PresenceState.WAITING:
        return ()
    number, _, word = here.word.partition(" ")
    index = WORDS.index(word) * NUMBERS + int(number) - 1
    return tuple(sorted((word_at(index + _DECOY_STRIDE * step) for step in range(CHOICES)), key=_by_word))


def _by_word(choice: str) -> tuple[str, str]:
    number, _, word = choice.partition(" ")
    return word, number
