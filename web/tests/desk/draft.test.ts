import { expect, test } from "vitest";
import {
  type Draft,
  basesOf,
  bodyOf,
  clampMinutes,
  draftLike,
  isNeeded,
  newDraft,
  presetsOf,
  problemsOf,
  rolesOf,
  typeOf,
  withGuest,
} from "../../src/desk/consults/draft";
import type { Consult, SessionTypeCard, StudyCard } from "../../src/wire/messages";

const NOW = Date.UTC(2026, 10, 22, 12);

const TALK: SessionTypeCard = {
  kind: "patient_consult",
  roles: ["patient", "specialist", "observer"],
  required: ["patient"],
  minutes: 20,
  minutes_max: 120,
  extensions_max: 3,
  extension_minutes_max: 15,
  extension_sizes: [],
  bases: ["patient_tap", "verbal_witness", "guardian", "documented", "emergency"],
  fixed: [],
  link_uses: 5,
  doors_min: 10,
};
const OPEN: SessionTypeCard = { ...TALK, required: [] };
const BOARD: SessionTypeCard = {
  ...TALK,
  kind: "board",
  roles: ["specialist"],
  required: ["specialist"],
  minutes: 60,
  minutes_max: 90,
  bases: ["documented", "guardian"],
};

function filled(part: Partial<Draft> = {}): Draft {
  return { ...newDraft("Maria S", TALK), series: ["a"], ...part };
}

function fields(draft: Draft): string[] {
  return problemsOf(draft, OPEN, NOW).map((problem) => problem.field);
}

test("from a study only series are missing, so that start now is the third click", () => {
  const draft = newDraft("Maria S", TALK);
  expect(fields(draft)).toEqual(["series"]);
  expect(fields({ ...draft, series: ["a"] })).toEqual([]);
  expect(bodyOf(filled(), TALK)).toEqual({
    series_ids: ["a"],
    guests: [{ role: "patient", comes_as: "", name: "Maria S" }],
    minutes: 20,
    start_ms: null,
    kind: "patient_consult",
  });
});

test("two guests cannot have one name, and each needs one", () => {
  const two = withGuest(filled(), "specialist");
  expect(fields(two)).toEqual(["guest-2"]);
  two.guests[1] = { key: 2, role: "specialist", name: " maria s " };
  expect(problemsOf(two, OPEN, NOW)[0]?.words).toBe("need-other-name");
});

test("without the patient another basis and what it has to name are asked for and sent", () => {
  const alone = filled({ guests: [{ key: 1, role: "specialist", name: "Dr Osei" }] });
  expect(fields(alone)).toEqual(["basis"]);
  expect(fields({ ...alone, basis: "guardian", words: { who: "Ana" } })).toEqual(["relation", "for_whom"]);
  const good = { ...alone, basis: "documented" as const, words: { reference: " in the chart ", witness: "left over" } };
  expect(fields(good)).toEqual([]);
  expect(bodyOf(good, TALK)).toMatchObject({ basis: "documented", basis_words: { reference: "in the chart" } });
  expect(bodyOf(good, TALK).basis_words).not.toHaveProperty("witness");
});

test("with the patient a basis chosen before is not sent", () => {
  expect(bodyOf(filled({ basis: "emergency", words: { reason: "x" } }), TALK)).not.toHaveProperty("basis");
});

test("a planned consult needs a start that is still to come, in the reader's zone", () => {
  expect(fields(filled({ when: "later" }))).toEqual(["start"]);
  expect(fields(filled({ when: "later", start: "2020-01-01T10:00" }))).toEqual(["start"]);
  const later = filled({ when: "later", start: "2027-01-01T10:00" });
  expect(fields(later)).toEqual([]);
  expect(bodyOf(later, TALK).start_ms).toBe(new Date(2027, 0, 1, 10).getTime());
});

test.each([
  [3, 5],
  [500, 60],
  [Number.NaN, 5],
  [12.4, 12],
])("%d minutes become %d under a cap of 60", (typed, kept) => {
  expect(clampMinutes(typed, 60)).toBe(kept);
});

test("a form begins as its type presets it", () => {
  const board = newDraft("Maria S", BOARD);
  expect(board).toMatchObject({ kind: "board", minutes: 60, basis: "documented" });
  expect(board.guests).toEqual([{ key: 1, role: "specialist", name: "" }]);
  expect(rolesOf(BOARD)).toEqual(["specialist"]);
  expect(basesOf(TALK)).not.toContain("patient_tap");
});

test("a consult planned again has its pictures of every study in their order, its people without colleagues, its minutes", () => {
  const study = (id: string, name: string, ...series: string[]): StudyCard =>
    ({ id, patient: { name }, series: series.map((one) => ({ id: one })) }) as unknown as StudyCard;
  const guest = (role: string, name: string, more: object = {}): object => ({ role, name, comes_as: "", verified: false, ...more });
  const former = {
    kind: "patient_consult",
    minutes: 35,
    basis: "documented",
    series: [{ id: "before-2" }, { id: "now-1" }, { id: "gone" }],
    guests: [guest("observer", "Ana", { comes_as: "interpreter" }), guest("patient", "Maria"), guest("specialist", "Dr Silva", { verified: true })],
  } as unknown as Consult;
  const again = draftLike(former, [study("before", "Silva^Maria", "before-1", "before-2"), study("now", "Silva^Maria", "now-1")], [BOARD, TALK]);
  expect(again).toMatchObject({ kind: "patient_consult", series: ["before-2", "now-1"], others: ["now"], minutes: 35, when: "later" });
  expect(again).toMatchObject({ patient: "Maria S", basis: "documented" });
  expect(again.guests.map(({ key, role, comesAs, name }) => [key, role, comesAs, name])).toEqual([
    [1, "observer", "interpreter", "Ana"],
    [2, "patient", "", "Maria"],
  ]);
});

test("another type keeps who was named and may come, and needs who is missing", () => {
  const talk = withGuest(filled(), "specialist");
  talk.guests[1] = { key: 2, role: "specialist", name: "Dr Osei" };
  const board = { ...talk, ...presetsOf(talk, BOARD) };
  expect(board.guests).toEqual([{ key: 1, role: "specialist", name: "Dr Osei" }]);
  expect(board.minutes).toBe(60);
  const back = { ...board, ...presetsOf(board, TALK) };
  expect(back.guests.map(({ role, name }) => [role, name])).toEqual([
    ["patient", "Maria S"],
    ["specialist", "Dr Osei"],
  ]);
  expect(back.guests.map((guest) => isNeeded(back, TALK, guest))).toEqual([true, false]);
});

test("a type that takes the patient but does not need them begins without", () => {
  const opinion: SessionTypeCard = { ...BOARD, roles: ["specialist", "patient"] };
  expect(presetsOf(filled(), opinion).guests?.map((guest) => guest.role)).toEqual(["specialist"]);
  const named = filled({ guests: [{ key: 1, role: "patient", name: "Maria Souza" }] });
  expect(presetsOf(named, opinion).guests?.map((guest) => guest.role)).toEqual(["specialist", "patient"]);
});

test("guests that are fixed are one of each role that is needed", () => {
  const two = withGuest(filled(), "specialist");
  two.guests[1] = { key: 2, role: "specialist", name: "Dr Osei" };
  const fixed: SessionTypeCard = { ...TALK, fixed: ["guests"] };
  expect(presetsOf(two, fixed).guests).toEqual([{ key: 1, role: "patient", name: "Maria S" }]);
});

test("a role that the type needs and minutes above its own cap are problems of the form", () => {
  const alone = filled({ guests: [{ key: 1, role: "specialist", name: "Dr Osei" }], basis: "documented", words: { reference: "x" } });
  expect(problemsOf(alone, TALK, NOW)).toEqual([{ field: "guests", words: "policy-need-patient" }]);
  expect(problemsOf(filled({ minutes: 91 }), { ...TALK, minutes_max: 90 }, NOW)[0]?.field).toBe("minutes");
});

test("a type that is no longer offered becomes the first one", () => {
  expect(typeOf({ kind: "second_opinion" }, [BOARD, TALK]).kind).toBe("board");
  expect(typeOf({ kind: "patient_consult" }, [BOARD, TALK]).kind).toBe("patient_consult");
});
