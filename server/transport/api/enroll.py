"""One-time links of staff, recovery codes, and what somebody has to hear about their own sign-in."""

from aiohttp import hdrs, web

from server.desk.admitting import Caller
from server.desk.staff_desk import StaffDesk
from server.desk.staff_notices import StaffNotice
from server.terms.ids import PersonId
from server.transport.api.qr import qr_svg
from server.transport.api.sign_in import TellMe
from server.transport.bodies import answer, read_body
from server.transport.cookies import give_staff
from server.transport.guards import STAFF_COOKIE, address_of, staff_of
from server.transport.wire import http


def routes(desk: StaffDesk, *, clinic: http.Clinic, me: TellMe) -> list[web.RouteDef]:
    """Give the routes of enrolment."""

    async def post_open(request: web.Request) -> web.StreamResponse:
        asked = await read_body(request, http.OpenAccountLink)
        offer = await desk.enrolling.open(asked.secret, address=address_of(request))
        return answer(
            http.AccountOffer(
                name=offer.account.name,
                login_name=offer.account.login_name,
                clinic=clinic,
                needs_password=offer.purpose == "account",
                totp_secret=offer.totp_secret,
                otpauth=offer.provisioning_uri,
                qr_svg=qr_svg(offer.provisioning_uri),
                not_after_ms=offer.not_after_ms,
            )
        )

    async def post_confirm(request: web.Request) -> web.StreamResponse:
        asked = await read_body(request, http.ConfirmAccount)
        enrolled = await desk.enrolling.confirm(asked.secret, asked.password, asked.code, _caller(request))
        active = answer(http.AccountActive(me(enrolled.signed_in.person), list(enrolled.recovery_codes)))
        give_staff(active, enrolled.secret)
        return active

    async def post_recover(request: web.Request) -> web.StreamResponse:
        asked = await read_body(request, http.Recover)
        link = await desk.recovering.recover(asked.login_name, asked.password, asked.code, address=address_of(request))
        return answer(http.RecoveryLink(link.secret, link.not_after_ms))

    async def notices(person: PersonId) -> web.Response:
        return answer(http.StaffNotices([_notice(each) for each in await desk.notices.of(person)]))

    async def get_notices(request: web.Request) -> web.StreamResponse:
        return await notices(staff_of(request).person.id)

    async def delete_notice(request: web.Request) -> web.StreamResponse:
        person = staff_of(request).person.id
        await desk.notices.read(person, request.match_info["notice"])
        return await notices(person)

    async def post_password(request: web.Request) -> web.StreamResponse:
        signed_in = staff_of(request)
        asked = await read_body(request, http.ChangePassword)
        await desk.own_factors.change_password(signed_in, asked.current, asked.password)
        return web.Response(status=204)

    async def post_codes(request: web.Request) -> web.StreamResponse:
        signed_in = staff_of(request)
        asked = await read_body(request, http.RenewCodes)
        return answer(http.RecoveryCodes(await desk.own_factors.renew_codes(signed_in, asked.current)))

    return [
        web.post("/api/password", post_password),
        web.post("/api/recovery-codes", post_codes),
        web.post("/api/enroll/open", post_open),
        web.post("/api/enroll/confirm", post_confirm),
        web.post("/api/recover", post_recover),
        web.get("/api/notices", get_notices),
        web.delete("/api/notices/{notice}", delete_notice),
    ]


def _caller(request: web.Request) -> Caller:
    former = request.cookies.get(STAFF_COOKIE, "")
    return Caller(address_of(request), former, request.headers.get(hdrs.USER_AGENT, ""))


def _notice(notice: StaffNotice) -> http.StaffNoticeCard:
    return http.StaffNoticeCard(notice.id, notice.kind, notice.at_ms)
