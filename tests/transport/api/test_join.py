"""Guests over HTTP: what scanners and strangers can do (nothing), and what a guest gets."""

import asyncio
import re
import secrets
from dataclasses import replace

import pytest

from server.audit.verify import verify_receipt
from server.sessions.phases import LockReason, Phase
from tests.desk.people import CLINIC, PATIENT_NAME, consult_of, guest_of, secret_of
from tests.desk.test_own_receipts import ended
from tests.transport.people_server import Answer, PeopleServer

NAMES = ("Maria", "Dr Host", "Canary", PATIENT_NAME, "Thorax")


def plain(answer: Answer) -> tuple[int, bytes, dict[str, str]]:
    """Give what a stranger can compare, without the number every answer has of its own."""
    own = {"X-Request-ID", "Date"}
    return answer.status, answer.body, {name: value for name, value in answer.headers.items() if name not in own}


def frozen(answer: Answer) -> tuple[int, bytes, frozenset[tuple[str, str]]]:
    """The same, to be counted."""
    status, body, headers = plain(answer)
    return status, body, frozenset(headers.items())


async def test_a_link_alone_learns_nothing(server: PeopleServer) -> None:
    """T-01: page and answers before the code hold no name, no study, no room."""
    card = await server.consult()
    seen = [
        await server.ask("GET", "/join"),
        await server.ask("POST", "/api/join/open", {"secret": secret_of(card)}),
        await server.ask("POST", "/api/join/code", {"secret": secret_of(card), "code": "123456"}),
        await server.ask("GET", "/api/join/me"),
        await server.ask("POST", "/api/join/ticket"),
    ]
    everything = b"".join(each.body for each in seen).decode()
    assert not [name for name in (*NAMES, card.session.id, guest_of(card)) if name in everything]
    assert CLINIC in everything
    assert not any(each.cookie for each in seen)


@pytest.mark.parametrize(
    "looks",
    [
        [("HEAD", "/join")],
        [("GET", "/join")],
        [("GET", "/join"), ("GET", "/join")],
        [("GET", "/join"), ("GET", "/assets/join-DDDDDDDD.js"), ("GET", "/api/join/me")],
        [("OPTIONS", "/join"), ("OPTIONS", "/api/join/open")],
        [("GET", "/api/join/open"), ("GET", "/api/join/code")],
        [("HEAD", "/api/join/open"), ("HEAD", "/api/join/code"), ("HEAD", "/api/join/ticket")],
        [("GET", "/join?secret=x"), ("GET", "/robots.txt"), ("GET", "/favicon.ico")],
    ],
    ids=["head", "get", "twice", "scripts", "options", "get api", "head api", "preview"],
)
async def test_a_scanner_changes_nothing_and_the_person_gets_in(
    server: PeopleServer, looks: list[tuple[str, str]]
) -> None:
    """T-02, BI-37: eight ways of looking leave invite, code and record as they were."""
    card = await server.consult()
    code = await server.people.invites.show_code(card.session, guest_of(card))
    before = await server.people.invite_shelf.of_session(card.session.id), await server.people.kinds()
    await asyncio.gather(*(server.ask(method, path) for method, path in looks))
    assert (await server.people.invite_shelf.of_session(card.session.id), await server.people.kinds()) == before
    body = {"secret": secret_of(card), "code": code.digits}
    assert (await server.ask("POST", "/api/join/code", body)).status == 200


async def test_unknown_links_all_look_alike(server: PeopleServer) -> None:
    """T-04: status, body and headers are the same for every secret that is none."""
    guesses = ["A" * 43, "x" * 43, "-_" * 21 + "9"]
    answers = [plain(await server.ask("POST", "/api/join/open", {"secret": secret})) for secret in guesses]
    answers += [
        plain(await server.ask("POST", "/api/join/code", {"secret": secret, "code": "123456"})) for secret in guesses
    ]
    assert answers[0][:2] == (404, b'{"error":{"code":"no_such_link","facts":{}}}')
    assert answers == [answers[0]] * 6


async def test_many_guesses_learn_nothing(server: PeopleServer) -> None:
    """T-04: links that are none, nearly right ones among them, and consults that are somebody else's or none: one answer."""
    card = await server.consult()
    staff, real = await server.sign_in(), secret_of(card)
    near = [real[:at] + ("A" if real[at] != "A" else "B") + real[at + 1 :] for at in range(0, len(real) - 1, 3)]
    links, others = set(), set()
    for secret in (*near, *(secrets.token_urlsafe(32) for _ in range(45))):
        links.add(frozen(await server.ask("POST", "/api/join/open", {"secret": secret})))
        others.add(frozen(await server.ask("GET", f"/api/consults/{secrets.token_hex(16)}", staff=staff)))
    others.add(frozen(await server.ask("GET", f"/api/consults/{card.session.id}", staff=staff)))
    assert [status for status, *_ in links] == [404]
    assert [status for status, *_ in others] == [404]


@pytest.mark.parametrize("secret", ["", "short", "x" * 44, "x" * 42 + "=", 7, None, ["x" * 43]])
async def test_what_is_no_secret_is_a_bad_value(server: PeopleServer, secret: object) -> None:
    answer = await server.ask("POST", "/api/join/open", {"secret": secret})
    assert (answer.status, answer.content["error"]) == (400, {"code": "bad_value", "facts": {"field": "secret"}})


async def test_a_proven_guest_gets_a_cookie_and_a_ticket(server: PeopleServer) -> None:
    """Issue 2, point 5; T-11."""
    card = await server.consult()
    code = await server.people.invites.show_code(card.session, guest_of(card))
    spoken = f"{code.digits[:3]} {code.digits[3:]}"
    answer = await server.ask("POST", "/api/join/code", {"secret": secret_of(card), "code": spoken})
    assert (answer.content["room"], answer.content["role"]) == (card.session.id, "patient")
    for part in ("__Host-lightbox-guest=", "HttpOnly", "Secure", "SameSite=Strict", "Path=/"):
        assert part in answer.cookie
    guest = answer.cookie.split("=", 1)[1].split(";")[0]
    ticket = (await server.ask("POST", "/api/join/ticket", guest=guest)).content
    opened = await server.people.tickets.redeem(ticket["ticket"], card.session.id)
    assert opened.participant == ticket["participant"] == guest_of(card)
    assert (await server.ask("GET", "/api/join/me", guest=guest)).content["participant"] == guest_of(card)


async def test_a_guest_is_not_staff(server: PeopleServer) -> None:
    """T-15: neither cookie opens the other's doors."""
    card = await server.consult()
    guest, staff = await server.guest(card), await server.sign_in()
    assert (await server.ask("GET", "/api/consults", guest=guest)).code == "signed_out"
    assert (await server.ask("GET", "/api/me", staff=guest)).code == "signed_out"
    assert (await server.ask("POST", "/api/join/ticket", staff=staff)).code == "not_entered"
    assert (await server.ask("GET", "/api/join/me", guest=staff)).code == "not_entered"


async def test_too_early_comes_with_the_time(server: PeopleServer) -> None:
    """Issue 2, point 13."""
    card = await consult_of(server.people, await server.people.staff(), minutes_ahead=60)
    answer = await server.ask("POST", "/api/join/open", {"secret": secret_of(card)})
    assert (answer.content["state"], answer.content["start_ms"]) == ("too_early", card.session.starts_ms)
    guest = await server.guest(card)
    refused = await server.ask("POST", "/api/join/ticket", guest=guest)
    assert (refused.status, refused.code) == (403, "too_early")


async def test_after_the_end_a_guest_is_told_locked_and_whom_to_ring(server: PeopleServer) -> None:
    """Issue 2, point 8: 423 on every way back, with what browsers kept cleared."""
    card = await server.consult()
    guest = await server.guest(card)
    over = replace(card.session, phase=Phase.LOCKED, lock_reason=LockReason.ENDED)
    await server.people.sessions.save(over, fence=await server.people.sessions.claim(over.id))
    for method, path, body in (
        ("GET", "/api/join/me", None),
        ("POST", "/api/join/ticket", None),
        ("POST", "/api/join/open", {"secret": secret_of(card)}),
    ):
        answer = await server.ask(method, path, body, guest=guest)
        assert (answer.status, answer.headers["Clear-Site-Data"]) == (423, '"cache", "storage"')
        facts = {"reason": "ended", "receipt": "", "role": "", "clinic": CLINIC, "phone": "555 0100"}
        assert answer.content == {"error": {"code": "locked", "facts": facts}}


async def test_a_receipt_is_a_file_to_save(server: PeopleServer) -> None:
    """L5: by the guest cookie alone, after the end; kept by nobody on the way, named by its number and nothing else."""
    card = await server.consult()
    guest = await server.guest(card)
    early = await server.ask("GET", "/api/join/receipt", guest=guest)
    assert (early.status, early.code, early.headers["Retry-After"]) == (409, "receipt_later", "1")
    await ended(server.people, card)
    answer = await server.ask("GET", "/api/join/receipt", guest=guest)
    assert (answer.status, answer.headers["Cache-Control"]) == (200, "no-store")
    disposition = answer.headers["Content-Disposition"]
    assert re.fullmatch(r'attachment; filename="lightbox-receipt-[0-9A-F]{4}-[0-9A-F]{4}\.txt"', disposition)
    assert verify_receipt(answer.body.decode("ascii")).problems == []
    assert (await server.ask("GET", "/api/join/receipt")).code == "not_entered"
