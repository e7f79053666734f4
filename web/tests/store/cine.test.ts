import { expect, test } from "vitest";
import { posAt } from "../../src/store/cine";
import type { Cine } from "../../src/wire/messages";
// the server's tests read the same file
import vectors from "../../../tests/sessions/cine_vectors.json";

interface Vector {
  name: string;
  times_ms: number[];
  cine: Cine;
  shown: [number, number][];
}

test.each((vectors as unknown as Vector[]).map((one) => [one.name, one] as const))("a clip is where the server says: %s (C11)", (_, one) => {
  expect(one.shown.map(([at]) => [at, posAt(one.cine, at, one.times_ms)])).toEqual(one.shown);
});

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
