"""What a patient reads, as messages: the notice, the form, and what of it can be narrowed."""

from server.consent.forms import Form
from server.live.notices import ConsentShown, PrivacyShown, ScopeShown
from server.transport.wire import room_out as heard


def to_read(notice: PrivacyShown | ConsentShown | ScopeShown) -> heard.Heard:
    """The message of a text; what is digested goes out exactly as it is digested."""
    match notice:
        case PrivacyShown(shown):
            return heard.PrivacyNotice(
                language=shown.language,
                title=shown.title,
                paragraphs=list(shown.paragraphs),
                go_on=shown.go_on,
                digest=shown.digest,
            )
        case ConsentShown(form):
            return heard.ConsentForm(
                language=form.language,
                title=form.title,
                parts=parts_of(form),
                agree=form.agree,
                refuse=form.refuse,
                digest=form.digest,
            )
        case ScopeShown(form):
            return heard.Scope(
                language=form.language, title=form.title, parts=parts_of(form), agree=form.agree, refuse=form.refuse
            )


def parts_of(form: Form) -> list[heard.ConsentPart]:
    """The parts of a form in their order."""
    return [
        heard.ConsentPart(
            kind=part.kind,
            heading=part.heading,
            paragraphs=list(part.paragraphs),
            choices=[heard.ConsentChoice(each.value, each.words, each.ticked) for each in part.choices],
        )
        for part in form.parts
    ]
