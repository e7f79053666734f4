import { expect, test } from "vitest";
import { ageOf, dueIn, isUnread, queueOf, stepsOf } from "../../src/desk/opinions/standing";
import { changedIn } from "../../src/opinion/changed";
import type { AskedOpinion, OpinionVersion, OwedOpinion } from "../../src/wire/messages";

const NOW = 1_790_000_000_000;
const CLOCK = {
  asked_ms: NOW,
  due_ms: NOW + 100,
  first_due_ms: NOW + 100,
  accepted_ms: null,
  begun_ms: null,
  revealed_ms: null,
  overdue_ms: null,
  closed_ms: null,
  read_ms: null,
};

function asked(id: string, state: AskedOpinion["state"], clock: Partial<AskedOpinion["clock"]> = {}): AskedOpinion {
  const reading = { phase: "lobby", open_until_ms: NOW + 200, ends_ms: null };
  return { id, state, clock: { ...CLOCK, ...clock }, reading } as AskedOpinion;
}

function owed(id: string, state: OwedOpinion["state"], clock: Partial<OwedOpinion["clock"]> = {}): OwedOpinion {
  return { id, state, clock: { ...CLOCK, ...clock } } as OwedOpinion;
}

const ids = (queue: { opinion: { id: string } }[]): string[] => queue.map(({ opinion }) => opinion.id);

test("both sides are one queue, what is due first comes first, and what nobody waits for is apart, the newest first", () => {
  const { open, done } = queueOf(
    [asked("a", "asked", { asked_ms: 1, due_ms: 30 }), asked("b", "answered", { asked_ms: 5, due_ms: 10 }), asked("c", "answered", { asked_ms: 6, read_ms: 7 })],
    [owed("d", "accepted", { asked_ms: 3, due_ms: 20 }), owed("e", "answered", { asked_ms: 9 }), owed("f", "withdrawn", { asked_ms: 8 })],
  );
  expect(ids(open)).toEqual(["b", "d", "a"]);
  expect(ids(done)).toEqual(["e", "f", "c"]);
});

test("the clock runs while somebody waits, and goes on when it is late", () => {
  expect(dueIn(asked("a", "accepted"), NOW)).toBe(100);
  expect(dueIn(asked("a", "accepted"), NOW + 160)).toBe(-60);
  expect(dueIn(asked("a", "answered"), NOW)).toBeNull();
});

test("an amended answer is unread again", () => {
  expect(isUnread(asked("a", "answered"))).toBe(true);
  expect(isUnread(asked("a", "answered", { read_ms: NOW }))).toBe(false);
});

test.each([
  ["054Y", { unit: "years", count: 54 }],
  ["003M", { unit: "months", count: 3 }],
  ["", undefined],
  ["54", undefined],
])("age %s", (age, known) => {
  expect(ageOf(age)).toEqual(known);
});

test("who stands elsewhere than before has changed their mind", () => {
  const first = { position: "differ", urgency: "soon", next_step: "tissue" } as OpinionVersion;
  expect(changedIn(first, undefined)).toEqual([]);
  expect(changedIn({ ...first, text: "more words" }, first)).toEqual([]);
  expect(changedIn({ ...first, position: "agree", next_step: "none" }, first)).toEqual(["position", "next_step"]);
});

test("steps are told in the order of time, with until when there is something to see", () => {
  const what = (opinion: AskedOpinion): string[] => stepsOf(opinion).map((step) => step.what);
  expect(what(asked("a", "asked"))).toEqual(["asked", "open"]);
  expect(what(asked("a", "declined", { closed_ms: NOW + 1, overdue_ms: NOW }))).toEqual(["asked", "overdue", "declined", "open"]);
  const begun = asked("a", "accepted", { accepted_ms: NOW + 1, begun_ms: NOW + 2 });
  expect(what({ ...begun, reading: { phase: "live", open_until_ms: NOW + 200, ends_ms: NOW + 50 } })).toEqual(["asked", "accepted", "begun", "ends"]);
  expect(what({ ...begun, reading: { phase: "locked", open_until_ms: NOW + 200, ends_ms: NOW + 50 } })).toEqual(["asked", "accepted", "begun"]);
});
