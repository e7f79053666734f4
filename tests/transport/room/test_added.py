"""Somebody added while others talk, over real sockets: told of before, seeing nothing until a new agreement names them."""

from server.cli.visitor import Json, Seat
from tests.journeys.clinic import Clinic, Consult

PICTURES = {"manifest", "key", "frame", "view", "marks", "pointer"}


async def added(consult: Consult, name: str = "Ana", role: str = "observer", comes_as: str = "interpreter") -> int:
    """The host adds somebody; gives the number of their seat among the guests."""
    body = {"role": role, "name": name, "comes_as": comes_as}
    consult.card = await consult.browser.must("POST", f"/api/consults/{consult.id}/guests", body)
    return len(consult.card["guests"]) - 1


def card_of(seat: Seat, name: str) -> Json:
    """The newest card of somebody on this screen; empty while there is none."""
    cards = [each for body in seat.told("presence") for each in body["participants"] if each["name"] == name]
    return cards[-1] if cards else {}


async def test_everybody_is_told_before_a_newcomer_can_be_let_in(clinic: Clinic) -> None:
    """B9, JM07: name, role, what they come as, and that no agreement lets them see anything; who waits hears nothing."""
    async with clinic.consult(guests=("patient", "specialist")) as consult:
        await consult.open()
        patient, waiting = await consult.seeing(), await consult.waiting(1)
        await added(consult)
        await patient.until(lambda: card_of(patient, "Ana"), "the newcomer's card")
        card = card_of(patient, "Ana")
        told = {
            key: card[key]
            for key in ("role", "comes_as", "presence", "announced", "covered", "factors", "word_choices")
        }
        assert told == {
            "role": "observer", "comes_as": "interpreter", "presence": "expected", "announced": True, "covered": False,
            "factors": [], "word_choices": [],
        }  # fmt: skip
        await patient.until(lambda: any(line["code"] == "invited" for line in patient.lines.values()), "the line")
        assert (waiting.told("presence"), waiting.lines) == ([], {})


async def test_a_newcomer_sees_nothing_until_a_new_agreement_names_them(clinic: Clinic) -> None:
    """JM07: in the talk without key, manifest or picture; asked anew the patient agrees, and pictures come."""
    async with clinic.consult(guests=("patient",)) as consult:
        await consult.open()
        patient = await consult.seeing()
        newcomer = await consult.admitted(await added(consult))
        await patient.until(lambda: card_of(patient, "Ana").get("presence") == "admitted", "the newcomer")
        await consult.look(3)
        await patient.until(lambda: patient.frames[-1].meta["pos"] == 3, "the next picture")
        assert {name for name, _ in newcomer.heard} & PICTURES == set()
        status, _ = await newcomer.browser.fetch(f"/f/{patient.frames[-1].meta['fid']}?room={consult.id}")
        assert status == 404
        former = patient.told("consent")[-1]["digest"]
        assert (await consult.host.say("consent:ask", {"participant": patient.participant}))["ok"]
        await patient.until(lambda: patient.told("consent")[-1]["digest"] != former, "a new form")
        offered = [each["words"] for part in patient.told("consent")[-1]["parts"] for each in part["choices"]]
        assert any("Ana" in words for words in offered)
        await consult.agree(patient)
        await newcomer.until(lambda: newcomer.frames, "the newcomer's first picture")


async def test_the_host_alone_reads_an_objection(clinic: Clinic) -> None:
    """JM07: on the host's card and in the record; the newcomer and others never learn whose it was."""
    async with clinic.consult(guests=("patient", "specialist")) as consult:
        host = await consult.open()
        patient, specialist = await consult.admitted(0), await consult.admitted(1)
        newcomer = await consult.waiting(await added(consult))
        objecting = {"participant": newcomer.participant}
        assert (await patient.say("guest:object", objecting))["ok"]
        await host.until(lambda: card_of(host, "Ana").get("objections") == [patient.participant], "the objection")
        await patient.until(lambda: card_of(patient, "Ana").get("objected"), "one's own objection")
        await consult.admit(newcomer)
        await newcomer.until(lambda: card_of(newcomer, "Ana").get("presence") == "admitted", "being let in")
        for other in (newcomer, specialist):
            assert not any(
                each["objections"] or each["objected"]
                for body in other.told("presence")
                for each in body["participants"]
            )
        card = await consult.browser.must("GET", f"/api/consults/{consult.id}")
        assert card["guests"][2]["objections"] == [patient.participant]
        record = await consult.browser.must("GET", f"/api/consults/{consult.id}/record")
        kinds = [each["kind"] for each in record["entries"]]
        assert (
            kinds.index("participant.added")
            < kinds.index("participant.objected")
            < kinds.index("participant.admitted", kinds.index("participant.objected"))
        )


async def test_a_second_specialist_comes_with_narrower_rights(clinic: Clinic) -> None:
    """B9: writes in the talk, and neither steers nor sees before the patient agreed; nobody adds a patient."""
    async with clinic.consult(guests=("patient",)) as consult:
        await consult.open()
        await consult.seeing()
        second = await consult.admitted(await added(consult, "Dr Sol", "specialist", ""))
        assert (await second.chat("hello"))["ok"]
        assert (await second.say("control:request"))["code"] == "forbidden"
        refused = await consult.browser.ask(
            "POST", f"/api/consults/{consult.id}/guests", {"role": "patient", "name": "Other"}
        )
        assert (refused.status, refused.code) == (400, "bad_value")


async def test_who_came_later_is_there_after_a_reconnect(clinic: Clinic) -> None:
    """B9: the welcome of everybody in the talk names them."""
    async with clinic.consult(guests=("patient",)) as consult:
        await consult.open()
        patient = await consult.admitted(0)
        await added(consult)
        await patient.leave()
        await patient.enter(await patient.browser.must("POST", "/api/join/ticket", {}))
        await patient.until(lambda: len(patient.told("room:welcome")) == 2, "the second welcome")
        assert [each["name"] for each in patient.told("room:welcome")[-1]["participants"]][-1] == "Ana"
