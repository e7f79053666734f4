import type { StackCard, Viewport } from "../wire/messages";
import { lapOf, posAt, posOf, stepAt } from "./cine";

/** What of a stack says where it is at a time. */
type Timed = Pick<StackCard, "count" | "times_ms" | "columns" | "rows">;

/** Which position a viewport shows at a server time. */
export function shownPos(viewport: Viewport, stack: Timed, nowMs: number): number {
  return viewport.cine ? posAt(viewport.cine, nowMs, stack.times_ms) : viewport.pos;
}

const AROUND = 8;
const AHEAD = 12;
/** A clip that fits is decoded once and not anew on every lap: a page that is short of time stays in step (C11). */
const DECODED_BYTES = 32 * 1024 * 1024;
/** As many as a thin line leaves out: a second of 60 pictures comes as 8. */
const BEHIND = 8;

/** Positions to have ready, most wanted first: ±8 around a still one; of a playing clip what comes next, then what was. */
export function ring(viewport: Viewport, stack: Timed, nowMs: number): number[] {
  const { cine, pos } = viewport;
  if (cine) {
    const step = stepAt(cine, nowMs, stack.times_ms);
    const fitting = Math.floor(DECODED_BYTES / (4 * stack.columns * stack.rows));
    const ahead = Math.max(AHEAD, Math.min(fitting, lapOf(cine)));
    const next = Array.from({ length: ahead }, (_, more) => posOf(cine, step + more));
    return [...new Set([...next, ...passed(viewport, stack, nowMs)])];
  }
  const wanted = [pos];
  for (let step = 1; step <= AROUND; step += 1) wanted.push(pos + step, pos - step);
  return wanted.filter((one) => one >= 0 && one < stack.count);
}

/** What a playing clip showed just before, the latest first: stands in for a picture that is late or was left out. */
export function passed(viewport: Viewport, stack: Timed, nowMs: number): number[] {
  const { cine } = viewport;
  if (!cine) return [];
  const step = stepAt(cine, nowMs, stack.times_ms);
  return Array.from({ length: Math.min(BEHIND, step) }, (_, less) => posOf(cine, step - less - 1));
}
