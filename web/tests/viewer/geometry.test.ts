import { expect, test } from "vitest";
import {
  type Letters,
  type Point,
  fitted,
  imageVector,
  inverse,
  lettersShown,
  mmPerCss,
  spacingAt,
  panned,
  scaleBar,
  transform,
  wholeArea,
  zoomed,
} from "../../src/viewer/geometry";
import { stackCard, viewport } from "../frames";

const stack = stackCard({ columns: 400, rows: 200 });
const box = { w: 800, h: 600 };
const corner = (rot: 0 | 90 | 180 | 270, flip: boolean): Point =>
  transform(fitted(viewport({ rot, flip }), stack, box), [0, 0]).map((value) => Math.round(value)) as Point;

test("the whole image fits, centered", () => {
  expect(corner(0, false)).toEqual([0, 100]);
  expect(transform(fitted(viewport(), stack, box), [400, 200])).toEqual([800, 500]);
});

test.each([
  [90, false, [550, 0]],
  [180, false, [800, 500]],
  [270, false, [250, 600]],
  [0, true, [800, 100]],
  [90, true, [250, 0]],
] as const)("turned %i° clockwise, then mirrored %s, the first pixel is at its corner", (rot, flip, expected) => {
  expect(corner(rot, flip)).toEqual(expected);
});

test("a displayed area fills the box and its center is the box's", () => {
  const matrix = fitted(viewport({ area: [100, 50, 300, 150] }), stack, box);
  expect(transform(matrix, [200, 100])).toEqual([400, 300]);
  expect(transform(matrix, [100, 50])).toEqual([0, 100]);
});

test("pixels that are taller than wide are drawn so", () => {
  const tall = stackCard({ columns: 100, rows: 100, aspect: 2 });
  const matrix = fitted(viewport(), tall, { w: 400, h: 400 });
  expect([matrix.a, matrix.d]).toEqual([2, 4]);
});

test("back and forth is where it was", () => {
  const matrix = fitted(viewport({ rot: 270, flip: true, area: [3, 5, 90, 70] }), stack, box);
  const [x, y] = transform(inverse(matrix), transform(matrix, [12, 34]));
  expect(x).toBeCloseTo(12);
  expect(y).toBeCloseTo(34);
});

test("zooming keeps the point under the hand and never gets smaller than 8 pixels or larger than 4 images", () => {
  const area = zoomed(wholeArea(stack), 2, [100, 50], stack);
  expect(area).toEqual([50, 25, 250, 125]);
  const near = zoomed(area, 1e9, [100, 50], stack);
  expect(near[3] - near[1]).toBeCloseTo(8);
  const far = zoomed(area, 1e-9, [100, 50], stack);
  expect(far[2] - far[0]).toBeCloseTo(1600);
});

test("panning follows the hand and leaves some image in view", () => {
  const area = [100, 50, 200, 100] as [number, number, number, number];
  expect(panned(area, [10, 5], stack)).toEqual([90, 45, 190, 95]);
  const far = panned(area, [-1e6, 0], stack);
  expect(far[0]).toBeLessThan(400);
});

test("a movement on the page is an image vector under any turn", () => {
  const matrix = fitted(viewport({ rot: 90 }), stack, box);
  const [x, y] = imageVector(matrix, 0, 30);
  expect(x).toBeCloseTo(20);
  expect(y).toBeCloseTo(0);
});

const letters: Letters = ["R", "L", "A", "P"];
test.each([
  [0, false, ["R", "L", "A", "P"]],
  [90, false, ["P", "A", "R", "L"]],
  [180, false, ["L", "R", "P", "A"]],
  [270, false, ["A", "P", "L", "R"]],
  [0, true, ["L", "R", "A", "P"]],
  [90, true, ["A", "P", "R", "L"]],
] as const)("letters follow a turn of %i° and mirroring %s", (rot, flip, expected) => {
  expect(lettersShown(letters, rot, flip)).toEqual(expected);
});

test("the scale bar has a round length and at most a quarter of the box", () => {
  expect(scaleBar(0.5, 800)).toEqual({ mm: 100, css: 200 });
  expect(scaleBar(0.3, 800)).toEqual({ mm: 50, css: 50 / 0.3 });
  expect(scaleBar(Number.NaN, 800)).toBeNull();
});

test("a picture without spacing has no scale", () => {
  const matrix = fitted(viewport(), stack, box);
  expect(mmPerCss(spacingAt(stackCard({ spacing_mm: null }), 0), matrix)).toBeNull();
  expect(mmPerCss(spacingAt(stack, 0), matrix)).toBeCloseTo(0.35);
});

test("pictures of different scales each have their own, and what it was measured on", () => {
  const own = { row_mm: 0.2, column_mm: 0.1, origin: "detector" };
  const mixed = stackCard({ spacings: [null, own] });
  expect(spacingAt(mixed, 0)).toBeNull();
  expect(spacingAt(mixed, 1)).toEqual(own);
  expect(spacingAt(stack, 7)?.origin).toBe("patient");
});
