"""Receipts as files to keep: a guest's with the guest cookie, the staff's with theirs; also long after the end."""

from aiohttp import hdrs, web

from server.desk.own_receipts import OwnReceipt, OwnReceipts
from server.transport.api.seats import CONSULT, session_id
from server.transport.guards import guest_of, staff_of


def routes(receipts: OwnReceipts) -> list[web.RouteDef]:
    """Give the routes of receipts."""

    async def get_guests(request: web.Request) -> web.StreamResponse:
        return _file(await receipts.of_guest(guest_of(request)))

    async def get_staffs(request: web.Request) -> web.StreamResponse:
        return _file(await receipts.of_staff(staff_of(request).person, session_id(request)))

    return [web.get("/api/join/receipt", get_guests), web.get(f"{CONSULT}/receipt", get_staffs)]


def _file(receipt: OwnReceipt) -> web.Response:
    """Answer with a receipt that the browser saves; its name says no more than the number people compare."""
    name = f"lightbox-receipt-{receipt.number or 'unnumbered'}.txt"
    disposition = {hdrs.CONTENT_DISPOSITION: f'attachment; filename="{name}"'}
    return web.Response(body=receipt.content, content_type="text/plain", charset="us-ascii", headers=disposition)
