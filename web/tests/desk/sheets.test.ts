import { expect, test } from "vitest";
import { alikeCount, firstPosition, heldStacks, joined, maskedAreas, namesState, partAt, sheetsOf, split } from "../../src/desk/names/sheets";
import type { MaskCard, SeriesCard, StackNames } from "../../src/wire/messages";

const MASK: MaskCard = { left: 0, top: 0, right: 100, bottom: 20, roles: ["patient"] };

function stack(changes: Partial<StackNames> = {}): StackNames {
  return { frames: "f".repeat(64), count: 10, columns: 640, rows: 480, aspect: 1, suspicion: "kind", checked: false, masks: [], ...changes };
}

function series(...stacks: StackNames[]): SeriesCard {
  const count = stacks.reduce((sum, one) => sum + one.count, 0);
  return { id: "1", number: 1, modality: "US", description: "", count, columns: 640, rows: 480, kind: "cine", useful: true, color: true, stacks, notes: [] };
}

test("a flagged stack that nobody has looked at is held back", () => {
  expect(heldStacks(series(stack(), stack({ checked: true }), stack({ suspicion: "" })))).toBe(1);
});

test.each([
  [[stack({ suspicion: "" })], ""],
  [[stack(), stack({ checked: true })], "held"],
  [[stack({ checked: true, masks: [MASK] }), stack({ checked: true })], "masked"],
  [[stack({ checked: true })], "cleared"],
  [[stack({ suspicion: "", checked: true, masks: [MASK] })], "masked"],
] as const)("the state of a series in one word", (stacks, state) => {
  expect(namesState(series(...stacks))).toBe(state);
});

test("areas of an earlier decision do not count before somebody has looked again", () => {
  expect(maskedAreas(series(stack({ masks: [MASK] })))).toBe(0);
  expect(maskedAreas(series(stack({ checked: true, masks: [MASK, MASK] })))).toBe(2);
});

test("positions count through the stacks in order", () => {
  const three = series(stack({ count: 3 }), stack({ count: 1 }), stack({ count: 5 }));
  expect([0, 2, 3, 4, 8, 99].map((at) => partAt(three, at))).toEqual([0, 0, 1, 2, 2, 2]);
  expect([0, 1, 2].map((part) => firstPosition(three, part))).toEqual([0, 3, 4]);
});

test("stacks of one size that agree get the same areas, others their own", () => {
  const other = stack({ columns: 800 });
  expect(sheetsOf(series(stack(), other, stack())).map((sheet) => sheet.parts)).toEqual([[0, 2], [1]]);
  expect(sheetsOf(series(stack(), other, stack({ masks: [MASK] }))).map((sheet) => sheet.parts)).toEqual([[0], [2], [1]]);
  expect(alikeCount(series(stack(), other, stack()), 2)).toBe(2);
});

test("splitting and joining keep what was drawn on the stack in hand", () => {
  const both = series(stack({ masks: [MASK] }), stack({ masks: [MASK] }));
  const apart = split(sheetsOf(both), 0);
  expect(apart.map((sheet) => [sheet.parts, sheet.drawing.areas.length])).toEqual([[[0], 1], [[1], 1]]);
  const changed = apart.map((sheet, at) => (at === 1 ? { ...sheet, drawing: { ...sheet.drawing, areas: [] } } : sheet));
  expect(joined(changed, both, 1)).toMatchObject([{ parts: [0, 1], drawing: { areas: [] } }]);
});
