"""What may be signed, and what exactly it is: a version of the answer, never edited afterwards."""

from collections.abc import Sequence
from typing import Final

from server.opinions.commands import Draft
from server.opinions.request import Opinion
from server.terms.consults import StackRef
from server.terms.errors import Malformed, Refused
from server.terms.opinions import Answer, CitedImage

FRESH_MS: Final = 5 * 60_000
"""How old the proof of a factor may be when something is signed (security.md §6)."""
TEXT_MAX: Final = 8000
WORDS_MAX: Final = 500
IMAGES_MAX: Final = 24


def version_of(opinion: Opinion, draft: Draft, over: int, now_ms: int) -> Answer:
    """Give the version that signing this draft now would make (OPN-20 … OPN-24).

    Raises
    ------
    Refused
        `conflict` {version} when another version was signed meanwhile.
    Malformed
        `bad_value` {field}: nothing said, too much said, a picture of something else.
    """
    if over != len(opinion.answers):
        raise Refused("conflict", version=len(opinion.answers))
    _check_words(draft, is_amendment=over > 0)
    _check_images((*opinion.facts.stacks, *draft.added), draft.images)
    return Answer(
        version=over + 1,
        position=draft.position,
        confidence=draft.confidence,
        urgency=draft.urgency,
        next_step=draft.next_step,
        text=draft.text,
        signed_ms=now_ms,
        next_step_words=draft.next_step_words,
        images=draft.images,
        revealed=opinion.revealed_ms is not None,
        reason=draft.reason,
        live=draft.live,
    )


def check_fresh(proved_ms: int, now_ms: int) -> None:
    """Refuse to sign on an old proof: `factor_stale` (OPN-19)."""
    if not 0 <= now_ms - proved_ms <= FRESH_MS:
        raise Refused("factor_stale")


def _check_words(draft: Draft, *, is_amendment: bool) -> None:
    if not draft.text.strip() or len(draft.text) > TEXT_MAX:
        raise Malformed("bad_value", field="text", characters_max=TEXT_MAX)
    if len(draft.next_step_words) > WORDS_MAX:
        raise Malformed("bad_value", field="next_step_words", characters_max=WORDS_MAX)
    if len(draft.reason) > WORDS_MAX or bool(draft.reason.strip()) is not is_amendment:
        raise Malformed("bad_value", field="reason", characters_max=WORDS_MAX)


def _check_images(stacks: Sequence[StackRef], images: tuple[CitedImage, ...]) -> None:
    if len(images) > IMAGES_MAX or any(not _is_of(stacks, each) for each in images):
        raise Malformed("bad_value", field="images", most=IMAGES_MAX)
    if len({(each.stack, each.pos) for each in images}) != len(images):
        raise Malformed("bad_value", field="images", most=IMAGES_MAX)


def _is_of(stacks: Sequence[StackRef], image: CitedImage) -> bool:
    if not 0 <= image.stack < len(stacks) or not 0 <= image.pos < stacks[image.stack].bounds.frames:
        return False
    stack = stacks[image.stack]
    is_named = (image.study, image.series) == (stack.study, stack.series)
    return is_named and image.frame >= 1 and len(image.caption) <= WORDS_MAX
