import type { Point } from "../geometry";

const MOST = 256;
const LEAST_PX = 0.5;

/** A line after the hand; a long one keeps every second point, so that it never has more than may be sent. */
export function freehand(before: readonly Point[], at: Point): Point[] {
  const last = before.at(-1);
  if (!last) return [at, at];
  if (Math.hypot(at[0] - last[0], at[1] - last[1]) < LEAST_PX) return [...before];
  const kept = before.length < MOST ? before : before.filter((_, index) => index % 2 === 0);
  return [...kept, at];
}
