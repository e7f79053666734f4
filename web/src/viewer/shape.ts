import type { Shape } from "../store/shape";
import type { Point } from "./geometry";

/** Shifted as a whole by an image vector. */
export function shifted(shape: Shape, [dx, dy]: Point): Shape {
  return { ...shape, points: shape.points.map(([x, y]) => [x + dx, y + dy]) };
}

/** One of its points somewhere else. */
export function bent(shape: Shape, handle: number, to: Point): Shape {
  return { ...shape, points: shape.points.map((point, at) => (at === handle ? to : point)) };
}

/** Points by which a shape can be bent; a freehand line only moves as a whole. */
export function handlesOf({ kind, points }: Shape): Point[] {
  return kind === "freehand" ? [] : points;
}

const ROUND = 64;

/** The outline in image pixels, for painting and for hitting: one or more lines. */
export function outline({ kind, points }: Shape): Point[][] {
  const [first, second] = points;
  if (!first) return [];
  if (!second) return [[first]];
  const [[x0, y0], [x1, y1]] = [first, second];
  if (kind === "rectangle") return [[[x0, y0], [x1, y0], [x1, y1], [x0, y1], [x0, y0]]];
  if (kind === "ellipse") return [round(first, second)];
  if (kind === "angle" && points.length === 4) return [points.slice(0, 2), points.slice(2)];
  return [points];
}

function round([x0, y0]: Point, [x1, y1]: Point): Point[] {
  return Array.from({ length: ROUND + 1 }, (_, at) => {
    const turn = (2 * Math.PI * at) / ROUND;
    return [(x0 + x1) / 2 + ((x1 - x0) / 2) * Math.cos(turn), (y0 + y1) / 2 + ((y1 - y0) / 2) * Math.sin(turn)];
  });
}

/** How far a css point is from a line of css points. */
export function distanceTo([x, y]: Point, line: readonly Point[]): number {
  const [first] = line;
  if (!first) return Number.POSITIVE_INFINITY;
  let least = Math.hypot(x - first[0], y - first[1]);
  for (let at = 1; at < line.length; at += 1) {
    const [[ax, ay], [bx, by]] = [line[at - 1] ?? first, line[at] ?? first];
    const long = (bx - ax) ** 2 + (by - ay) ** 2;
    const along = long === 0 ? 0 : Math.min(Math.max(((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / long, 0), 1);
    least = Math.min(least, Math.hypot(x - ax - along * (bx - ax), y - ay - along * (by - ay)));
  }
  return least;
}
