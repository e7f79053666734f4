import { expect, test } from "vitest";
import vectors from "../../../tests/terms/places.json";
import { isComparable, nearestTo } from "../../src/viewer/places";
import { stackCard } from "../frames";

test.each(vectors)("the nearest slice is the one the server finds: $what", ({ mm, step_mm, at }) => {
  const stack = stackCard({ space: 1, places: mm, step_mm });
  for (const [place, nearest] of at) expect([place, nearestTo(stack, place ?? 0)]).toEqual([place, nearest]);
});

test("only stacks of one space are compared, and no space is none", () => {
  const [one, other] = [stackCard({ space: 1 }), stackCard({ id: 1, space: 2 })];
  expect(isComparable(one, stackCard({ id: 2, space: 1 }))).toBe(true);
  expect(isComparable(one, other)).toBe(false);
  expect(isComparable(stackCard(), stackCard())).toBe(false);
  expect(nearestTo(stackCard(), 0)).toBeNull();
});
