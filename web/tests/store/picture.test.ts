import { expect, test } from "vitest";
import { passed, ring } from "../../src/store/picture";
import type { Cine } from "../../src/wire/messages";
import { stackCard, viewport } from "../frames";

const cine: Cine = { first: 2, last: 5, fps: 10, loop: "wrap", anchor_pos: 3, anchor_ms: 1000 };

test("a still picture wants ±8 around it, the nearest first, inside the stack", () => {
  expect(ring(viewport({ pos: 1 }), stackCard(), 0).slice(0, 5)).toEqual([1, 2, 0, 3, 4]);
  expect(ring(viewport({ pos: 60 }), stackCard(), 0)).toHaveLength(17);
});

test("a playing clip wants what comes next, round the corner", () => {
  expect(ring(viewport({ cine }), stackCard({ count: 6 }), 1100)).toEqual([4, 5, 2, 3]);
});

test("a clip that sweeps wants what comes next on its way back, then what it just showed", () => {
  const sweep: Cine = { ...cine, first: 0, last: 29, loop: "sweep", anchor_pos: 27 };
  expect(ring(viewport({ cine: sweep }), stackCard({ count: 30 }), 1100).slice(0, 5)).toEqual([28, 29, 27, 26, 25]);
  expect(passed(viewport({ cine: sweep }), stackCard({ count: 30 }), 1300).slice(0, 4)).toEqual([29, 28, 27, 26]);
});

test("before a clip came on there is nothing it has passed", () => {
  expect(passed(viewport({ cine: { ...cine, anchor_pos: 2 } }), stackCard(), 1000)).toEqual([]);
  expect(passed(viewport({ pos: 5 }), stackCard(), 1000)).toEqual([]);
});

test("a short clip is kept decoded as a whole, of a long one as much as fits (C11)", () => {
  const long: Cine = { ...cine, first: 0, last: 299, anchor_pos: 0 };
  expect(ring(viewport({ cine: long }), stackCard({ count: 300, columns: 128, rows: 128 }), 1000)).toHaveLength(300);
  expect(ring(viewport({ cine: long }), stackCard({ count: 300 }), 1000)).toHaveLength(32);
  expect(ring(viewport({ cine: long }), stackCard({ count: 300, columns: 2048, rows: 2048 }), 1000)).toHaveLength(12);
});
