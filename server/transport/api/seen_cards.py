"""Who saw what, as the wire tells it."""

from collections.abc import Iterable

from server.desk.own_seen import Looked
from server.desk.seen import InTier, SeenLine
from server.desk.seen_report import ReportedLine
from server.transport.wire import http


def seen_card(line: SeenLine) -> http.SeenCard:
    """Give one line of a roll-up."""
    return http.SeenCard(
        consult=line.session or "",
        person=line.person,
        series_id=line.series,
        authorized=list(line.authorized),
        sent=None if line.sent is None else _tiers(line.sent),
        shown=_tiers(line.shown),
        pictures_sent=line.pictures_sent,
        pictures_shown=line.pictures_shown,
        shown_ms=line.shown_ms,
        first_ms=line.first_ms,
        last_ms=line.last_ms,
    )


def report_line(line: ReportedLine) -> http.SeenReportLine:
    """Give one line of a report."""
    return http.SeenReportLine(
        seen=seen_card(line.seen),
        name=line.name,
        role=line.role,
        patient=line.patient,
        study_id=line.study,
        modality=line.modality,
        number=line.number,
    )


def looked_line(looked: Looked) -> http.LookedLine:
    """Give one line for a patient."""
    seen = looked.seen
    return http.LookedLine(
        name=looked.name,
        role=looked.role,
        me=looked.is_me,
        modality=looked.modality,
        number=looked.number,
        total=looked.total,
        pictures_sent=seen.pictures_sent,
        pictures_shown=seen.pictures_shown,
        shown_ms=seen.shown_ms,
        first_ms=seen.first_ms,
        last_ms=seen.last_ms,
    )


def _tiers(parts: Iterable[InTier]) -> list[http.TierSeen]:
    return [http.TierSeen(each.tier, list(each.ranges), each.ms) for each in parts]
