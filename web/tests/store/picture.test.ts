import { expect, test } from "vitest";
import { posAt, ring } from "../../src/store/picture";
import type { Cine } from "../../src/wire/messages";
import { viewport } from "../frames";

const cine: Cine = { first: 2, last: 5, fps: 10, loop: "wrap", anchor_pos: 3, anchor_ms: 1000 };

test.each([
  ["wrap", [3, 4, 5, 2, 3]],
  ["once", [3, 4, 5, 5, 5]],
  ["sweep", [3, 4, 5, 4, 3, 2, 3]],
] as const)("a clip that plays %s is a function of time", (loop, expected) => {
  const found = expected.map((_, step) => posAt({ ...cine, loop }, 1000 + step * 100));
  expect(found).toEqual(expected);
});

test("a clip that starts later stands at its anchor", () => expect(posAt(cine, 500)).toBe(3));

test("a still picture wants ±8 around it, the nearest first, inside the stack", () => {
  expect(ring(viewport({ pos: 1 }), 120, 1).slice(0, 5)).toEqual([1, 2, 0, 3, 4]);
  expect(ring(viewport({ pos: 60 }), 120, 60)).toHaveLength(17);
});

test("a playing clip wants what comes next, round the corner", () => {
  expect(ring(viewport({ cine }), 6, 4)).toEqual([4, 5, 2, 3]);
});
