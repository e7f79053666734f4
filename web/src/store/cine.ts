import type { Cine } from "../wire/messages";

/**
 * How many pictures a clip has come on at a server time (ms), counted from its first one: a function of time alone, the
 * same on every screen and on the server (`sessions/cine.py`, the same sums in the same order). Before its anchor it
 * stands. `times`: how long each position of the stack lasts at its own rate (ms), empty when all last alike.
 */
export function stepAt(cine: Cine, nowMs: number, times: readonly number[] = []): number {
  const { first, fps, anchor_pos: from, anchor_ms: since } = cine;
  const elapsed = nowMs - since;
  // 0: asked for, and the server has not said yet when
  if (since === 0 || elapsed <= 0) return from - first;
  if (times.length === 0) return from - first + Math.floor((elapsed * fps) / 1000);
  const steps = lapOf(cine);
  const due = dueOf(cine, times);
  const lap = due[steps] ?? 1;
  const at = (due[from - first] ?? 0) + elapsed * speedOf(cine, times);
  const laps = Math.floor(at / lap);
  const rest = at - laps * lap;
  const next = due.findIndex((begins) => begins > rest);
  return laps * steps + (next < 0 ? steps : Math.min(steps, next)) - 1;
}

/** The position a clip shows so many steps after its first one. */
export function posOf(cine: Cine, step: number): number {
  const { first, last, loop } = cine;
  const length = last - first + 1;
  if (loop === "once") return Math.min(last, first + step);
  if (loop === "wrap" || length < 2) return first + (step % length);
  const lap = 2 * (length - 1);
  const at = step % lap;
  return first + (at < length ? at : lap - at);
}

/** Position of a playing clip at a server time (ms). */
export function posAt(cine: Cine, nowMs: number, times: readonly number[] = []): number {
  return posOf(cine, stepAt(cine, nowMs, times));
}

const known = new WeakMap<readonly number[], { way: string; due: number[] }>();

/** When each step of a lap begins, and when the lap is over; asked for many times a second, so kept. */
function dueOf(cine: Cine, times: readonly number[]): number[] {
  const way = `${cine.first} ${cine.last} ${cine.loop}`;
  const before = known.get(times);
  if (before?.way === way) return before.due;
  const due = sums(Array.from({ length: lapOf(cine) }, (_, step) => times[posOf(cine, step)] ?? 0));
  known.set(times, { way, due });
  return due;
}

/** Whether a clip still waits for its frames. */
export function isWaiting({ anchor_ms: since }: Cine, nowMs: number): boolean {
  return since === 0 || since > nowMs;
}

/** Whether a clip that plays once has come to its last position. */
export function isOver(cine: Cine, nowMs: number, times: readonly number[] = []): boolean {
  return cine.loop === "once" && !isWaiting(cine, nowMs) && posAt(cine, nowMs, times) === cine.last;
}

/** Steps until a clip has shown every position it will ever show. */
export function lapOf({ first, last, loop }: Cine): number {
  return loop === "sweep" ? Math.max(1, 2 * (last - first)) : last - first + 1;
}

/** How much faster than it was taken a clip of uneven times plays: 1 is true, 0.5 half as fast. */
function speedOf(cine: Cine, times: readonly number[]): number {
  const whole = sums(times)[times.length] ?? 0;
  return (cine.fps * (whole / times.length)) / 1000;
}

/** 0, the first, the first two, … one after the other. */
function sums(values: readonly number[]): number[] {
  const found = [0];
  for (const value of values) found.push((found[found.length - 1] ?? 0) + value);
  return found;
}
