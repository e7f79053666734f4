import type { Cine, Viewport } from "../wire/messages";

/** Position of a playing clip at a server time (ms): a function of time, the same on every screen. */
export function posAt(cine: Cine, nowMs: number): number {
  const { first, last, fps, loop, anchor_pos: from, anchor_ms: since } = cine;
  const length = last - first + 1;
  const steps = Math.max(0, Math.floor(((nowMs - since) * fps) / 1000));
  const start = from - first;
  if (loop === "once") return Math.min(last, from + steps);
  if (loop === "wrap" || length < 2) return first + ((start + steps) % length);
  const lap = 2 * (length - 1);
  const at = (start + steps) % lap;
  return first + (at < length ? at : lap - at);
}

/** Which position a viewport shows at a server time. */
export function shownPos(viewport: Viewport, nowMs: number): number {
  return viewport.cine ? posAt(viewport.cine, nowMs) : viewport.pos;
}

const AROUND = 8;

/** Positions to have ready, most wanted first: ±8 around a still one, the next sixteen of a playing clip. */
export function ring(viewport: Viewport, count: number, pos: number): number[] {
  if (viewport.cine) {
    const { first, last } = viewport.cine;
    const length = last - first + 1;
    return Array.from({ length: Math.min(length, 2 * AROUND) }, (_, step) => first + ((pos - first + step) % length));
  }
  const wanted = [pos];
  for (let step = 1; step <= AROUND; step += 1) wanted.push(pos + step, pos - step);
  return wanted.filter((one) => one >= 0 && one < count);
}
