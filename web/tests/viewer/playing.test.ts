import { expect, test } from "vitest";
import { type Command, changed } from "../../src/viewer/commands";
import { type Choice, speedOf } from "../../src/viewer/playing";
import type { StackCard, Viewport } from "../../src/wire/messages";
import { stackCard, viewport } from "../frames";

const stack = stackCard({ fps: 10, count: 50 });
const after = (before: Viewport, command: Command, nowMs: number, of: StackCard = stack, played: Choice = {}): Viewport =>
  changed(before, of, command, nowMs, [], played);

/** A clip that the server has started at this moment. */
function playing(changes: Partial<NonNullable<Viewport["cine"]>> = {}): Viewport {
  const cine = { first: 0, last: 49, fps: 10, loop: "wrap" as const, anchor_pos: 5, anchor_ms: 1000, ...changes };
  return viewport({ pos: 5, cine });
}

test("a clip that is played waits until the server says when (C11)", () => {
  const waiting = after(viewport({ pos: 3 }), { name: "cine" }, 5000.4);
  expect(waiting.cine).toEqual({ first: 0, last: 49, fps: 10, loop: "wrap", anchor_pos: 3, anchor_ms: 0 });
  expect(after(waiting, { name: "cine" }, 6000)).toMatchObject({ cine: null, pos: 3 });
  expect(after(waiting, { name: "step", by: 1 }, 6000)).toMatchObject({ cine: null, pos: 4 });
});

test("it is played as the file asks: its rate, to and fro", () => {
  const asked = stackCard({ fps: 10, plays_fps: 25, sweeps: true, count: 50 });
  expect(after(viewport(), { name: "cine" }, 0, asked).cine).toMatchObject({ fps: 25, loop: "sweep" });
  expect(after(viewport(), { name: "cine" }, 0, stackCard({ fps: null, count: 50 })).cine).toMatchObject({ fps: 15 });
  expect(after(viewport(), { name: "cine" }, 0, stackCard({ fps: 400, count: 50 })).cine).toMatchObject({ fps: 60 });
});

test("played again it is as it was chosen before, from where it was stopped inside its range", () => {
  const chosen: Choice = { fps: 5, loop: "sweep", first: 10, last: 20 };
  expect(after(viewport({ pos: 15 }), { name: "cine" }, 0, stack, chosen).cine).toMatchObject({ ...chosen, anchor_pos: 15 });
  expect(after(viewport({ pos: 30 }), { name: "cine" }, 0, stack, chosen).cine).toMatchObject({ anchor_pos: 10 });
  expect(after(viewport({ pos: 20 }), { name: "cine" }, 0, stack, chosen).cine).toMatchObject({ anchor_pos: 10 });
});

test("a clip goes on from where it is with another speed and range, and stops where it is", () => {
  const slower = after(playing(), { name: "cine-set", fps: 5 }, 2000);
  expect(slower.cine).toMatchObject({ fps: 5, anchor_pos: 15, anchor_ms: 2000 });
  const shorter = after(slower, { name: "cine-set", first: 30, last: 40, loop: "sweep" }, 2000);
  expect(shorter.cine).toMatchObject({ first: 30, last: 40, loop: "sweep", anchor_pos: 30 });
  expect(after(slower, { name: "cine" }, 4000)).toMatchObject({ cine: null, pos: 25 });
  expect(after(slower, { name: "step", by: -1 }, 4000)).toMatchObject({ cine: null, pos: 24 });
});

test("a clip that waits goes on waiting with another speed", () => {
  expect(after(playing({ anchor_ms: 3000 }), { name: "cine-set", fps: 5 }, 2000).cine).toMatchObject({ fps: 5, anchor_ms: 0 });
});

test("a clip played once to its end is played again, not stopped", () => {
  const once = playing({ loop: "once" });
  expect(after(once, { name: "cine" }, 4000)).toMatchObject({ cine: null, pos: 35 });
  expect(after(once, { name: "cine" }, 9000).cine).toMatchObject({ loop: "once", anchor_pos: 0, anchor_ms: 0 });
});

test("slower and faster go by its own speed", () => {
  const half = after(playing(), { name: "slower" }, 1000);
  expect(half.cine?.fps).toBe(5);
  expect(speedOf(half.cine ?? { ...half, first: 0, last: 0, fps: 0, loop: "wrap", anchor_pos: 0, anchor_ms: 0 }, stack)).toBe(0.5);
  expect(after(half, { name: "slower" }, 1000).cine?.fps).toBe(2.5);
  expect(after(after(half, { name: "slower" }, 1000), { name: "slower" }, 1000).cine?.fps).toBe(2.5);
  expect(after(playing(), { name: "faster" }, 1000).cine?.fps).toBe(20);
  expect(after(viewport(), { name: "faster" }, 1000)).toEqual(viewport());
});

test("uneven frames are where they are when a clip is stopped", () => {
  const uneven = stackCard({ fps: 25, count: 3, times_ms: [20, 60, 40] });
  const cine = { first: 0, last: 2, fps: 25, loop: "wrap" as const, anchor_pos: 0, anchor_ms: 1000 };
  expect(after(viewport({ cine }), { name: "cine" }, 1075, uneven)).toMatchObject({ cine: null, pos: 1 });
});
