import type { Point } from "../geometry";

/** The first stroke goes from one end to the vertex, the second finds the other end. */
export function angle(before: readonly Point[], at: Point, stroke: number): Point[] {
  const [end, vertex] = before;
  if (stroke === 0 || !end || !vertex) return [end ?? at, at];
  return [end, vertex, at];
}
