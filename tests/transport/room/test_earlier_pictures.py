"""Earlier pictures and a reader brought in to talk, through the public surface alone."""

import json

from server.cli.visitor import Browser, Json, Seat
from tests.desk.dicom_files import ROOT, slice_file
from tests.journeys.clinic import Clinic
from tests.transport.room.test_logins_end import signed_in_anew
from tests.transport.room.test_second_opinion import ANSWER, asking, begun, code_for, reader_by_link

WISH = "ZQWISH May I see the earlier CT?"


async def priors(browser: Browser, session: str) -> Json:
    """Wishes and earlier studies, as the host reads them."""
    return await browser.must("GET", f"/api/consults/{session}/priors")


async def _entries(browser: Browser, session: str) -> list[Json]:
    return list((await browser.must("GET", f"/api/consults/{session}/record"))["entries"])


async def _side_by_side(host: Seat, first: int, second: int) -> Json:
    """The host links two stacks by hand, scrolled together."""
    token = (host.told("control") or host.told("room:welcome"))[-1]["token"]
    return await host.say(
        "view:set",
        {
            "cseq": 50,
            "token_epoch": token["token_epoch"],
            "layout": [1, 2],
            "active": "a",
            "viewports": [{"id": "a", "stack": first, "pos": 2}, {"id": "b", "stack": second, "pos": 1}],
            "link": {"first": "a", "second": "b", "by": "hand", "offset": -1},
        },
    )


async def _is_given(seat: Seat, *, stacks: int) -> None:
    """So many are in this person's manifest by now."""
    await seat.until(lambda: len(seat.told("manifest")[-1]["stacks"]) == stacks, "the prior")


async def _sees_both_linked(seat: Seat) -> None:
    """The shared view, two pictures beside each other."""
    await seat.until(lambda: seat.told("view")[-1]["view"]["link"], "the linked view")
    await seat.until(lambda: {each.meta["stack"] for each in seat.frames} == {0, 1}, "both pictures")


async def test_a_specialist_asks_for_a_prior_and_the_host_brings_it_in(clinic: Clinic) -> None:
    """[SES-300] [SES-301] [SES-302] JS08: of the same patient only; the patient agrees anew; linked scroll for everybody."""
    async with clinic.browser("lee") as lee:
        await clinic.series_of(lee, 3)
        other = [slice_file(n, StudyInstanceUID=f"{ROOT}.990", SeriesInstanceUID=f"{ROOT}.990.1",
                            SOPInstanceUID=f"{ROOT}.990.1.{n}", PatientID="SOMEBODY-ELSE", PatientName="Else^Some",
                            PatientBirthDate="19700101") for n in (1, 2)]  # fmt: skip
        (stranger,) = {each["series_id"] for each in await clinic.bring(lee, other)}
        (prior,) = await clinic.series_of(lee, 3)
    async with clinic.consult(6, guests=("patient", "specialist")) as consult:
        host, patient = await consult.open(), await consult.admitted()
        specialist = await consult.admitted(1)
        await consult.agree(patient)
        await specialist.until(lambda: specialist.frames, "the specialist's first picture")

        assert (await specialist.say("prior:ask", {"words": WISH, "modality": "CT"}))["number"] == 1
        assert (await specialist.say("prior:ask", {"words": WISH}))["code"] == "conflict"
        assert (await patient.say("prior:ask", {"words": WISH}))["code"] == "forbidden"
        await host.until(lambda: host.told("priors"), "the wish")
        assert host.told("priors")[-1]["wishes"][0]["words"] == WISH

        card = await priors(consult.browser, consult.id)
        offered = [series["id"] for study in card["studies"] for series in study["series"]]
        assert prior in offered
        assert stranger not in offered
        assert not card["may_cover"]
        address = f"/api/consults/{consult.id}/priors"
        assert (await consult.browser.ask("POST", address, {"series_ids": [stranger]})).status == 404
        covered = {"series_ids": [prior], "wish": 1, "covered": True}
        assert (await consult.browser.ask("POST", address, covered)).code == "bad_value"
        given = await consult.browser.must("POST", address, {"series_ids": [prior], "wish": 1})
        assert given["wishes"][0]["state"] == "given"
        assert prior not in [series["id"] for study in given["studies"] for series in study["series"]]

        # the host sees it at once; nobody else does before the patient has agreed
        await host.until(lambda: len(host.told("manifest")[-1]["stacks"]) == 2, "the prior in the host's manifest")
        assert len(specialist.told("manifest")[-1]["stacks"]) == 1
        await patient.until(lambda: len(patient.told("consent")) == 2, "the new form")
        await consult.agree(patient)
        for seat in (patient, specialist):
            await _is_given(seat, stacks=2)
        assert (await _side_by_side(host, 0, 1))["ok"]
        for seat in (patient, specialist):
            await _sees_both_linked(seat)
        assert [name for name, body in patient.heard if name == "priors" or "ZQWISH" in json.dumps(body)] == []

        assert (await specialist.say("prior:ask", {"words": "And the first one?"}))["number"] == 2
        said = {"wish": 2, "words": "It was on film."}
        assert (await consult.browser.must("POST", f"{address}/deny", said))["wishes"][1]["state"] == "denied"
        await specialist.until(lambda: specialist.told("priors")[-1]["wishes"][1]["reply"], "the host's word")
        kept = [
            each for each in await _entries(consult.browser, consult.id) if each["kind"].startswith(("prior", "stacks"))
        ]
        assert [each["kind"] for each in kept] == ["prior.asked", "stacks.added", "prior.asked", "prior.denied"]
        assert "ZQWISH" not in json.dumps(kept)


async def test_a_reader_is_given_a_prior_and_cites_it(clinic: Clinic) -> None:
    """[SES-302] [OPN-50] JS08 in a reading: the asker, who is not there, hears of it where they sign in, and says it is covered."""
    async with clinic.browser("lee") as lee, clinic.browser("roe") as roe:
        (series,) = await clinic.series_of(lee, 6)
        (prior,) = await clinic.series_of(lee, 3)
        request = await lee.must("POST", "/api/opinions", asking([series]))
        async with reader_by_link(clinic, lee, request) as stone:
            await stone.must("POST", "/api/opinion/accept", {})
            seat = await begun(stone, "/api/join/ticket", "/api/opinion/begin")
            assert (await seat.say("prior:ask", {"words": WISH}))["ok"]
            news = (await lee.must("GET", "/api/opinions"))["news"]
            assert ("opinion_prior", request["id"]) in [(each["kind"], each["opinion_id"]) for each in news]
            card = await priors(lee, request["id"])
            assert card["may_cover"]
            assert (await roe.ask("GET", f"/api/consults/{request['id']}/priors")).status == 404
            body = {"series_ids": [prior], "wish": card["wishes"][0]["number"], "covered": True}
            await lee.must("POST", f"/api/consults/{request['id']}/priors", body)
            await seat.until(lambda: len(seat.told("manifest")[-1]["stacks"]) == 2, "the prior")
            await seat.until(lambda: seat.told("priors")[-1]["wishes"][0]["state"] == "given", "the answer")
            token = seat.told("control")[-1]["token"]
            assert (await seat.look(1, 1, cseq=9, token_epoch=token["token_epoch"]))["ok"]
            await seat.until(lambda: any(each.meta["stack"] == 1 for each in seat.frames), "a picture of it")
            said = {**ANSWER, "code": await code_for(lee, request), "images": [{"stack": 1, "pos": 1}]}
            (answer,) = (await stone.must("POST", "/api/opinion/sign", said))["answers"]
            assert [(each["stack"], each["pos"]) for each in answer["images"]] == [(1, 1)]
            assert not answer["live"]
            await seat.leave()
        kinds = [each["kind"] for each in await _entries(lee, request["id"])]
        assert [each for each in kinds if each in {"prior.asked", "stacks.added"}] == ["prior.asked", "stacks.added"]
        assert kinds.count("grant.recorded") == 2


async def test_a_blind_reader_is_brought_into_a_live_consult_with_open_eyes(clinic: Clinic) -> None:
    """[OPN-51] [OPN-52] [OPN-53] JS07: the host is told first; control, the back-channel, and what the answer says of it."""
    async with clinic.consult(6) as consult:
        host, patient = await consult.open(), await consult.seeing()
        request = await consult.browser.must("POST", "/api/opinions", asking([], consult_id=consult.id))
        readers = f"/api/consults/{consult.id}/readers"
        body = {"opinion_id": request["id"]}
        assert (await consult.browser.ask("POST", readers, body)).code == "conflict"
        async with reader_by_link(clinic, consult.browser, request) as stone:
            await stone.must("POST", "/api/opinion/accept", {})
            assert (await consult.browser.ask("POST", readers, body)).code == "reads_blind"
            for _ in range(2):
                consult.card = await consult.browser.must("POST", readers, {**body, "told": True})
            assert [each["name"] for each in consult.card["guests"]] == ["Guest 0", "Dr Stone"]
            reader = await consult.admitted(1)
            assert (await host.say("consent:ask", {"participant": patient.participant}))["ok"]
            await patient.until(lambda: len(patient.told("consent")) == 2, "the form that names the reader")
            await consult.agree(patient)
            await reader.until(lambda: reader.frames, "the reader follows the host")

            assert (await host.say("control:grant", {"to": reader.participant}))["ok"]
            await reader.until(lambda: reader.told("control")[-1]["token"]["holder"] == reader.participant, "control")
            token = reader.told("control")[-1]["token"]
            assert (await reader.look(0, 4, cseq=1, token_epoch=token["token_epoch"]))["ok"]
            await patient.until(lambda: patient.told("view")[-1]["view"]["viewports"][0]["pos"] == 4, "what they show")
            line = {"cid": "1" * 16, "text": "ZQBACK looks malignant", "channel": "clinicians"}
            assert (await reader.say("chat:send", line))["ok"]
            await host.until(lambda: "ZQBACK" in json.dumps(host.told("chat")), "the back-channel")
            assert "ZQBACK" not in json.dumps(patient.heard)
            assert (await patient.say("chat:since", {"seq": 0, "channel": "clinicians"}))["ok"] is False

            said = {**ANSWER, "code": await code_for(consult.browser, request)}
            (answer,) = (await stone.must("POST", "/api/opinion/sign", said))["answers"]
            assert answer["live"]
        paper = await consult.browser.must("GET", f"/api/consults/{request['id']}/paper")
        assert "had been in a live consult" in json.dumps(paper)
        entries = await _entries(consult.browser, request["id"])
        (brought,) = [each for each in entries if each["kind"] == "opinion.brought"]
        assert (brought["facts"]["blind"], brought["facts"]["version"]) == (True, 0)
        assert next(each for each in entries if each["kind"] == "opinion.signed")["facts"]["live"] is True


async def test_a_colleague_who_answered_is_brought_in_by_their_login(clinic: Clinic) -> None:
    """[OPN-51] JS07: nobody has to be warned any more; to who did not ask neither request nor consult exist."""
    await signed_in_anew(clinic)
    async with clinic.consult(6) as consult, clinic.browser("roe") as roe:
        await consult.open()
        lee = consult.browser
        person = next(
            each for each in (await lee.must("GET", "/api/colleagues"))["colleagues"] if each["name"] == "Dr Roe"
        )
        (series,) = await clinic.series_of(lee, 6)
        request = await lee.must("POST", "/api/opinions", asking([series], colleague_id=person["id"], blind=False))
        await roe.must("POST", f"/api/opinions/{request['id']}/accept", {})
        readers = f"/api/consults/{consult.id}/readers"
        assert (await roe.ask("POST", readers, {"opinion_id": request["id"]})).status == 404
        assert (await lee.ask("POST", readers, {"opinion_id": "0" * 32})).status == 404
        reading = f"/api/consults/{request['id']}/readers"
        assert (await lee.ask("POST", reading, {"opinion_id": request["id"]})).code == "bad_value"
        card = await lee.must("POST", readers, {"opinion_id": request["id"]})
        assert [(each["name"], each["verified"]) for each in card["guests"]][1:] == [("Dr Roe", True)]
        news = (await roe.must("GET", "/api/opinions"))["news"]
        assert ("opinion_brought", request["id"]) in [(each["kind"], each["opinion_id"]) for each in news]
        seat = Seat(roe)
        await seat.enter(await roe.must("POST", f"/api/consults/{consult.id}/ticket", {}))
        await consult.admit(seat)
        await seat.leave()


async def test_no_other_way_lets_a_blind_reader_in_unnoticed(clinic: Clinic) -> None:
    """[OPN-54] Neither as a colleague nor by their name; into a consult about something else they may come."""
    async with clinic.consult(6) as consult, clinic.consult(5) as another:
        lee = consult.browser
        colleagues = (await lee.must("GET", "/api/colleagues"))["colleagues"]
        person = next(each for each in colleagues if each["name"] == "Dr Roe")
        whom = ({"colleague_id": person["id"], "name": ""}, {"name": "Dr Stone"})
        asked = [await lee.must("POST", "/api/opinions", asking([], consult_id=consult.id, **each)) for each in whom]
        share, guest = {"person_id": person["id"]}, {"role": "specialist", "name": " dr stone"}
        assert (await lee.ask("POST", f"/api/consults/{consult.id}/shares", share)).code == "reads_blind"
        assert (await lee.ask("POST", f"/api/consults/{consult.id}/guests", guest)).code == "reads_blind"
        for_both = {"guests": [{"role": "patient", "name": "Ana"}, guest], "minutes": 15}
        cards = [await lee.must("GET", f"/api/consults/{one.id}") for one in (consult, another)]
        about = [[each["id"] for each in card["series"]] for card in cards]
        assert (await lee.ask("POST", "/api/consults", {"series_ids": about[0], **for_both})).code == "reads_blind"
        await lee.must("POST", "/api/consults", {"series_ids": about[1], **for_both})
        assert not {"consult.shared", "participant.added"} & {each["kind"] for each in await _entries(lee, consult.id)}
        await lee.must("POST", f"/api/consults/{another.id}/guests", guest)
        card = await lee.must("POST", f"/api/consults/{another.id}/shares", share)
        assert [each["name"] for each in card["guests"]] == ["Guest 0", "dr stone", "Dr Roe"]
        for request in asked:
            await lee.must("POST", f"/api/opinions/{request['id']}/withdraw", {})
        await lee.must("POST", f"/api/consults/{consult.id}/shares", share)


async def test_a_reader_who_finds_no_seat_was_not_brought_in(clinic: Clinic) -> None:
    """[OPN-52] Of a consult that is full nothing is said, neither in the record nor to the reader."""
    await signed_in_anew(clinic)
    async with clinic.consult(6, guests=("patient", *["observer"] * 7)) as consult, clinic.browser("roe") as roe:
        lee = consult.browser
        colleagues = (await lee.must("GET", "/api/colleagues"))["colleagues"]
        person = next(each for each in colleagues if each["name"] == "Dr Roe")
        request = await lee.must(
            "POST", "/api/opinions", asking([], consult_id=consult.id, colleague_id=person["id"], name="", blind=False)
        )
        await roe.must("POST", f"/api/opinions/{request['id']}/accept", {})
        asked = {"opinion_id": request["id"]}
        assert (await lee.ask("POST", f"/api/consults/{consult.id}/readers", asked)).code == "guests_full"
        assert "opinion.brought" not in {each["kind"] for each in await _entries(lee, request["id"])}
        news = (await roe.must("GET", "/api/opinions"))["news"]
        assert ("opinion_brought", request["id"]) not in {(each["kind"], each["opinion_id"]) for each in news}


async def test_the_host_lets_no_reader_in_by_hand(clinic: Clinic) -> None:
    """[SES-304] A reader who has not begun is in the lobby of their own reading, whatever its host does."""
    async with clinic.browser("lee") as lee:
        (series,) = await clinic.series_of(lee, 6)
        request = await lee.must("POST", "/api/opinions", asking([series]))
        async with reader_by_link(clinic, lee, request) as stone:
            waiting, host = Seat(stone), Seat(lee)
            await waiting.enter(await stone.must("POST", "/api/join/ticket", {}))
            await host.enter(await lee.must("POST", f"/api/consults/{request['id']}/ticket", {}))
            word = waiting.told("room:welcome")[-1]["word"]
            body = {"participant": waiting.participant, "recognized": "known", "word": word}
            assert (await host.say("room:admit", body))["code"] == "forbidden"
            assert waiting.is_dark
            for seat in (waiting, host):
                await seat.leave()
