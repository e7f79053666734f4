import { expect, test } from "vitest";
import { covered, merged, rangesText, whoSawWhat } from "../../src/desk/records/seen";
import type { EntryCard } from "../../src/wire/messages";

let index = 0;

function entry(kind: string, actor: string, facts: EntryCard["facts"]): EntryCard {
  return { index: index++, at_ms: 0, kind, actor, actor_name: "", facts };
}

test("ranges that touch or overlap become one", () => {
  expect(merged([[5, 8], [1, 2], [3, 4], [7, 10], [20, 20]])).toEqual([[1, 10], [20, 20]]);
  expect(covered([[1, 10], [5, 12]])).toBe(12);
  expect(rangesText([[1, 10], [20, 20]])).toBe("1–10, 20");
});

test("what was shown and what could be sent are told apart, per person and series", () => {
  const seen = whoSawWhat([
    entry("instances.authorized", "maria", { stack: 0, series: "ct", block: 0, first: 1, last: 128, epoch: 2 }),
    entry("instances.shown", "maria", { stack: 0, positions: [4, 6, 9, 9] }),
    entry("instances.authorized", "maria", { stack: 0, series: "ct", block: 0, first: 1, last: 128, epoch: 3 }),
    entry("instances.authorized", "osei", { stack: 1, series: "us", block: 0, first: 1, last: 30, epoch: 2 }),
    entry("chat.closed", "system", {}),
    entry("instances.shown", "maria", { stack: 0, positions: [7, 8] }),
  ]);
  expect(seen).toEqual([
    { person: "maria", series: "ct", authorized: [[1, 128]], shown: [[4, 9]] },
    { person: "osei", series: "us", authorized: [[1, 30]], shown: [] },
  ]);
});
