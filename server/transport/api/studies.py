"""Studies over HTTP: the list, one study, its small pictures, who else may look, until when it is kept, and deleting it."""

from typing import Final, Literal

from aiohttp import hdrs, web

from server.desk.deletion import Deleted
from server.desk.studies import Studies
from server.desk.study_views import StudyView
from server.desk.thumbnails import Size
from server.terms.errors import Malformed
from server.terms.ids import PersonId, SeriesId, StudyId
from server.terms.people import Person
from server.transport.api.series_cards import looked, series_card
from server.transport.bodies import answer, read_body
from server.transport.guards import lit_staff_of, staff_of
from server.transport.wire import http as wire

_ID: Final = "[0-9a-f]{32}"


def routes(studies: Studies) -> list[web.RouteDef]:
    """Build the routes of studies."""

    async def found(person: PersonId, words: str) -> web.Response:
        views, total = await studies.library.search(person, words)
        return answer(wire.Studies([as_study(view) for view in views], total))

    async def newest(request: web.Request) -> web.Response:
        return await found(staff_of(request).person.id, "")

    async def search(request: web.Request) -> web.Response:
        person = staff_of(request).person.id
        return await found(person, (await read_body(request, wire.SearchStudies)).words)

    async def study(request: web.Request) -> web.Response:
        return answer(as_study(await studies.library.study(staff_of(request).person.id, _study_id(request))))

    async def picture(request: web.Request) -> web.Response:
        signed_in = lit_staff_of(request)
        content = await studies.thumbnails.picture(
            signed_in.person.id,
            signed_in.login.id,
            _study_id(request),
            SeriesId(request.match_info["series"]),
            int(request.match_info["position"]),
            _size(request),
        )
        return web.Response(body=content, content_type="image/jpeg", headers={hdrs.CACHE_CONTROL: "no-store"})

    async def check(request: web.Request) -> web.Response:
        person, series = staff_of(request).person.id, SeriesId(request.match_info["series"])
        asked = await read_body(request, wire.CheckNames)
        view = await studies.checking.check(person, _study_id(request), series, looked(asked))
        return answer(series_card(view))

    async def delete(request: web.Request) -> web.Response:
        return answer(_as_receipt(await studies.deletion.delete(staff_of(request).person.id, _study_id(request))))

    one = f"/api/studies/{{study:{_ID}}}"
    return [
        web.get("/api/studies", newest),
        web.post("/api/studies/search", search),
        web.get(one, study),
        web.delete(one, delete),
        web.get(f"{one}/series/{{series:{_ID}}}/pictures/{{position:[0-9]{{1,7}}}}", picture),
        web.put(f"{one}/series/{{series:{_ID}}}/names", check),
        *_owners_routes(studies, one),
    ]


def _owners_routes(studies: Studies, one: str) -> list[web.RouteDef]:
    """Who else may look at a study, and until when it is kept."""

    async def share(request: web.Request) -> web.Response:
        person = staff_of(request).person.id
        asked = await read_body(request, wire.ShareStudy)
        view = await studies.sharing.share(person, _study_id(request), PersonId(asked.person_id))
        return answer(as_study(view))

    async def unshare(request: web.Request) -> web.Response:
        colleague = PersonId(request.match_info["person"])
        view = await studies.sharing.unshare(staff_of(request).person.id, _study_id(request), colleague)
        return answer(as_study(view))

    async def keep(request: web.Request) -> web.Response:
        person, asked = staff_of(request).person.id, await read_body(request, wire.KeepStudy)
        return answer(as_study(await studies.keeping.keep(person, _study_id(request), asked.until_ms)))

    return [
        web.post(f"{one}/shares", share),
        web.delete(f"{one}/shares/{{person:{_ID}}}", unshare),
        web.post(f"{one}/keep", keep),
    ]


def as_study(view: StudyView) -> wire.StudyCard:
    """Build the card of a study."""
    patient, row = view.head.patient, view.row
    return wire.StudyCard(
        id=row.id,
        patient=wire.PatientCard(patient.name, patient.id, patient.birth_date, patient.sex),
        description=view.head.study.description,
        date=view.head.study.date,
        series=[series_card(series) for series in view.series],
        instances=row.instances,
        size_bytes=row.size_bytes,
        synthetic=row.synthetic,
        owner=as_person(view.owner),
        mine=view.is_mine,
        shared_with=[as_person(person) for person in view.shared_with],
        added_ms=row.added_ms,
        others=[wire.OtherCard(kind, count) for kind, count in view.others],
        until_ms=view.until_ms,
        longest_ms=view.longest_ms,
    )


def as_person(person: Person) -> wire.PersonCard:
    """Build the card of a member of staff."""
    return wire.PersonCard(person.id, person.name, person.role.value)


def _as_receipt(deleted: Deleted) -> wire.DeletionReceipt:
    return wire.DeletionReceipt(
        receipt=deleted.receipt,
        at_ms=deleted.at_ms,
        objects=deleted.objects,
        size_bytes=deleted.size_bytes,
        key_fingerprint=deleted.key_fingerprint,
        entry=deleted.entry,
        remains=list(deleted.remains),
    )


def _study_id(request: web.Request) -> StudyId:
    return StudyId(request.match_info["study"])


def _size(request: web.Request) -> Size:
    sizes: dict[str, Literal["thumb", "look"]] = {"thumb": "thumb", "look": "look"}
    asked = request.query.get("size", "thumb")
    if asked not in sizes:
        raise Malformed("bad_value", field="size")
    return sizes[asked]
