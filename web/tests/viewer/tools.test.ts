import { expect, test } from "vitest";
import { fitted } from "../../src/viewer/geometry";
import { NO_ZOOM } from "../../src/viewer/geometry";
import { magnifiedAt, movedBy } from "../../src/viewer/ownzoom";
import type { Grip } from "../../src/viewer/tools/grip";
import { pan } from "../../src/viewer/tools/pan";
import { scroll } from "../../src/viewer/tools/scroll";
import { adjustWindow } from "../../src/viewer/tools/window";
import { zoom } from "../../src/viewer/tools/zoom";
import { stackCard, viewport } from "../frames";

const box = { w: 512, h: 512 };

function grip(changes: Partial<Grip> = {}): Grip {
  const stack = changes.stack ?? stackCard();
  const start = changes.start ?? viewport({ pos: 50 });
  const window = { center: 40, width: 400, function: "LINEAR" as const };
  return { start, stack, matrix: fitted(start, stack, box), img: [256, 256], window, boxH: 512, dx: 0, dy: 0, ...changes };
}

test("scrolling goes down the stack with the hand and stops at its ends", () => {
  expect(scroll(grip({ dy: 45 })).pos).toBe(60);
  expect(scroll(grip({ dy: 9999 })).pos).toBe(119);
  expect(scroll(grip({ dy: -9999 })).pos).toBe(0);
});

test("right widens the window, down raises its center, in whole units", () => {
  expect(adjustWindow(grip({ dx: 50, dy: 25 })).voi).toEqual({ center: 80, width: 480, function: "LINEAR" });
});

test("a LINEAR window never gets narrower than 1", () => {
  expect(adjustWindow(grip({ dx: -9999 })).voi?.width).toBe(1);
});

test("a narrow exact window keeps fractions", () => {
  const narrow = { center: 0.5, width: 0.8, function: "LINEAR_EXACT" as const };
  const voi = adjustWindow(grip({ window: narrow, dx: 10 })).voi;
  expect(voi?.width).toBeGreaterThan(0.8);
  expect(voi?.width).toBeLessThan(1);
});

test("a color picture has no window to drag", () => {
  expect(adjustWindow(grip({ window: null, dx: 50 })).voi).toBeNull();
});

test("up zooms in about the point under the hand", () => {
  const area = zoom(grip({ dy: -180 })).area;
  expect(area?.[0]).toBeCloseTo(256 - 256 / Math.E);
});

test("panning moves the image with the hand", () => {
  expect(pan(grip({ dx: 20, dy: -10 })).area).toEqual([-20, 10, 492, 522]);
});

test("one's own zoom keeps the point under the fingers and goes away at 1", () => {
  const near = magnifiedAt(NO_ZOOM, 2, [0, 0], box);
  expect(near).toEqual({ scale: 2, dx: 256, dy: 256 });
  expect(movedBy(near, 9999, 0, box).dx).toBe(256);
  expect(magnifiedAt(near, 0.1, [0, 0], box)).toEqual(NO_ZOOM);
});
