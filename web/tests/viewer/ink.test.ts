import { expect, test } from "vitest";
import type { Point } from "../../src/viewer/geometry";
import { directionOf, labelPlace } from "../../src/viewer/ink";

const BOX = { w: 390, h: 480 };
const WORDS = { w: 120, h: 34 };

test.each<[string, Point[], Point]>([
  ["right of it where there is room", [[40, 100], [90, 60]], [100, 60]],
  ["left of it at the right edge", [[250, 200], [380, 210]], [120, 200]],
  ["below it when it goes across", [[10, 200], [385, 210]], [264, 237]],
  ["above it when it also ends at the bottom", [[10, 470], [385, 460]], [264, 433]],
  ["whole at the top", [[40, 2], [90, 3]], [100, 17]],
  ["whole at the bottom", [[40, 478], [90, 477]], [100, 463]],
  ["out of the box with a mark that is out of it", [[700, 100], [800, 100]], [810, 100]],
])("C7: words of a mark stand %s", (_, shown, place) => {
  expect(labelPlace("length", shown, WORDS, BOX)).toEqual(place);
});

test("C7: a text begins where it was put, and is read to its end", () => {
  expect(labelPlace("text", [[40, 100]], WORDS, BOX)).toEqual([40, 100]);
  expect(labelPlace("text", [[380, 100]], WORDS, BOX)).toEqual([264, 100]);
});

test.each([
  ["59.4 mm", "ltr"],
  ["\u2068\u2212100\u2069 … \u2068100 HU\u2069", "ltr"],
  ["Compare with May.", "ltr"],
  ["المساحة \u2068100 mm²\u2069", "rtl"],
  ["(1) انظر هنا", "rtl"],
] as const)("words on a picture run as their first letter does: %s", (line, direction) => {
  expect(directionOf(line)).toBe(direction);
});
