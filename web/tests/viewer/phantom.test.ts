import { expect, test } from "vitest";
import { type Letters, type Point, fitted, inverse, lettersShown, transform } from "../../src/viewer/geometry";
import { stackCard, viewport } from "../frames";

/** A patient whose six sides are written into the voxels, as in tests/reference/phantom.py. */
const HALF = 10;
type Direction = [number, number, number];

const along = (axis: number, way: number): Direction => [0, 1, 2].map((at) => (at === axis ? way : 0)) as Direction;

/** The 24 planes whose rows and columns run along an axis of the patient. */
const planes = [0, 1, 2].flatMap((first) =>
  [0, 1, 2]
    .filter((second) => second !== first)
    .flatMap((second) =>
      [1, -1].flatMap((way) => [1, -1].map((other) => ({ row: along(first, way), column: along(second, other) }))),
    ),
);

/** The side that is written at a place of the patient (millimetres from the middle), or "" inside. */
function voxel([x, y, z]: Direction): string {
  const far = Math.max(Math.abs(x), Math.abs(y), Math.abs(z));
  if (far < HALF - 3) return "";
  if (Math.abs(x) === far) return x > 0 ? "L" : "R";
  if (Math.abs(y) === far) return y > 0 ? "P" : "A";
  return z > 0 ? "H" : "F";
}

/** What is written in image pixel (x, y) of the plane through the middle. */
function written(row: Direction, column: Direction, [x, y]: Point): string {
  const [across, down] = [Math.floor(x) - HALF, Math.floor(y) - HALF];
  const at = (axis: 0 | 1 | 2): number => across * row[axis] + down * column[axis];
  return voxel([at(0), at(1), at(2)]);
}

const facing = (direction: Direction): string => voxel(direction.map((value) => value * HALF) as Direction);
const against = (direction: Direction): string => facing(direction.map((value) => -value) as Direction);

test("there are 24 planes", () => {
  expect(new Set(planes.map((plane) => JSON.stringify(plane))).size).toBe(24);
});

test.each([0, 90, 180, 270] as const)("turned %i°, the letters are those of the voxels nearest to the edges", (rot) => {
  const side = 2 * HALF + 1;
  const stack = stackCard({ columns: side, rows: side, spacing_mm: [1, 1] });
  for (const flip of [false, true])
    for (const { row, column } of planes) {
      const still: Letters = [against(row), facing(row), against(column), facing(column)];
      const back = inverse(fitted(viewport({ rot, flip }), stack, { w: 210, h: 210 }));
      const edges: Point[] = [[1, 105], [209, 105], [105, 1], [105, 209]];
      const seen = edges.map((edge) => written(row, column, transform(back, edge)));
      expect(lettersShown(still, rot, flip)).toEqual(seen);
    }
});
