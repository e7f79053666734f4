import type { Point } from "../geometry";

/** Two opposite corners. */
export function rectangle(before: readonly Point[], at: Point): Point[] {
  return [before[0] ?? at, at];
}
