import { expect, test } from "vitest";
import { callOf, guestState, leftMs, standingOf, troubleOf } from "../../src/desk/consults/standing";
import { byPatient, matches } from "../../src/desk/studies/patientwords";
import type { Consult, GuestCard, InviteCard, StudyCard } from "../../src/wire/messages";

function guest(part: Partial<GuestCard>, state: InviteCard["state"] = "unused"): GuestCard {
  const ways = { link_by: "hand", code_by: "read", link_to: "", code_to: "", language: "en" } as const;
  const window = { not_before_ms: 0, not_after_ms: 0, uses: 0, uses_max: 5, claims: 0, failures: 0 };
  const invite: InviteCard = { link: "", qr_svg: "", state, code_expires_ms: null, asked_ms: null, ...window, ...ways, messages: [] };
  return { participant: "g", role: "patient", name: "Maria", presence: "expected", online: false, word: "", invite, comes_as: "", objections: [], code_due: false, verified: false, ...part };
}

test.each([
  [guest({}), "expected"],
  [guest({}, "opened"), "opened"],
  [guest({}, "suspended"), "suspended"],
  [guest({}, "used_up"), "used-up"],
  [guest({ presence: "waiting", online: true }, "claimed"), "waiting"],
  [guest({ presence: "waiting" }, "claimed"), "waiting-offline"],
  [guest({ presence: "admitted", online: true }, "claimed"), "admitted"],
  [guest({ presence: "admitted" }, "claimed"), "offline"],
  [guest({ presence: "removed" }, "revoked"), "removed"],
])("guest %# is %s", (card, state) => {
  expect(guestState(card)).toBe(state);
});

test("only an invite that stops somebody is trouble", () => {
  expect(troubleOf(guest({}, "claimed").invite)).toBe("");
  expect(troubleOf(guest({}, "expired").invite)).toBe("expired");
  expect(troubleOf(null)).toBe("");
});

test("a stopped link and a call for help are mended with one tap, a link that is over is not", () => {
  const asking = { ...guest({}, "suspended").invite, asked_ms: 1 } as InviteCard;
  expect(callOf(guest({}, "suspended"))).toBe("suspended");
  expect(callOf(guest({ invite: asking }))).toBe("asked");
  expect(callOf(guest({ invite: { ...asking, state: "revoked" } }))).toBe("");
  expect(callOf(guest({}, "opened"))).toBe("");
  expect(guestState(guest({ invite: asking }))).toBe("asked");
});

test("the clock that runs depends on the phase", () => {
  const consult = { phase: "live", deadline_ms: 9000, closing_until_ms: null } as Consult;
  expect(leftMs(consult, 4000)).toBe(5000);
  expect(leftMs({ ...consult, phase: "closing", closing_until_ms: 5000 }, 4000)).toBe(1000);
  expect(leftMs({ ...consult, phase: "locked" }, 4000)).toBeUndefined();
  expect(leftMs({ ...consult, deadline_ms: null }, 4000)).toBeUndefined();
  expect(leftMs(consult, 99_000)).toBe(0);
  expect(standingOf({ phase: "paused" })).toBe("open");
});

function study(id: string, name: string, description = ""): StudyCard {
  const patient = { name, id: "7", birth_date: "19720312", sex: "F" };
  return { id, patient, description, date: "20260105", series: [] as StudyCard["series"] } as StudyCard;
}

test("studies are looked for by every word, here, without a name in any address", () => {
  const one = study("1", "Doe^Jane", "CT chest");
  expect(matches(one, "jane doe")).toBe(true);
  expect(matches(one, "CHEST doe")).toBe(true);
  expect(matches(one, "doe knee")).toBe(false);
  expect(matches(one, "")).toBe(true);
});

test("studies of one patient stand together, in the order of their newest", () => {
  const groups = byPatient([study("1", "Doe^Jane"), study("2", "Roe^Rick"), study("3", "DOE^JANE")]);
  expect(groups.map((group) => group.map((one) => one.id))).toEqual([["1", "3"], ["2"]]);
});
