import type { Point } from "../geometry";

/** From end to end. */
export function length(before: readonly Point[], at: Point): Point[] {
  return [before[0] ?? at, at];
}
