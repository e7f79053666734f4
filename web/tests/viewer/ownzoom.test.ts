import { expect, test } from "vitest";
import { NO_ZOOM, fitted, inverse, transform } from "../../src/viewer/geometry";
import { keptIn, magnifiedAt } from "../../src/viewer/ownzoom";
import { stackCard, viewport } from "../frames";

const UPRIGHT = { w: 390, h: 600 };
const LYING = { w: 800, h: 300 };

test("C4: a phone that is turned still shows the same place in its middle, magnified as much", () => {
  const own = magnifiedAt(NO_ZOOM, 3, [195, 290], UPRIGHT);
  const [before, after] = [fitted(viewport(), stackCard(), UPRIGHT), fitted(viewport(), stackCard(), LYING)];
  const kept = keptIn(own, after.a / before.a, LYING);
  const middle = (box: typeof LYING, zoom: typeof own) =>
    transform(inverse(fitted(viewport(), stackCard(), box, zoom)), [box.w / 2, box.h / 2]);
  expect(kept.scale).toBe(3);
  expect(middle(LYING, kept)[0]).toBeCloseTo(middle(UPRIGHT, own)[0], 6);
  expect(middle(LYING, kept)[1]).toBeCloseTo(middle(UPRIGHT, own)[1], 6);
});

test("C4: without a magnification there is none after turning either", () => {
  expect(keptIn(NO_ZOOM, 0.5, LYING)).toBe(NO_ZOOM);
});
