import { expect, test } from "vitest";
import type { Seen } from "../../src/store/pencil";
import type { Shape } from "../../src/store/shape";
import type { Matrix } from "../../src/viewer/geometry";
import { distanceTo, outline } from "../../src/viewer/shape";
import { Sketch } from "../../src/viewer/sketch";
import { freehand } from "../../src/viewer/tools/freehand";

/** Two css pixels for every image pixel. */
const twice: Matrix = { a: 2, b: 0, c: 0, d: 2, e: 0, f: 0 };
const picture = { stack: 0, pos: 3 };

function sheet(may = true): { sketch: Sketch; marks: Map<string, Shape>; steps: (Shape | null)[]; say: (text: string) => void } {
  const marks = new Map<string, Shape>();
  const steps: (Shape | null)[] = [];
  let write: (text: string) => void = () => undefined;
  const sketch = new Sketch({
    marks: (): Seen[] => [...marks].map(([id, shape]) => ({ id, shape, card: null })),
    mayChange: () => may,
    newId: () => `m${marks.size}`,
    draw: (id, shape) => (shape ? marks.set(id, shape) : marks.delete(id)),
    done: (id) => steps.push(marks.get(id) ?? null),
    ask: (_, then) => (write = then),
  });
  return { sketch, marks, steps, say: (text) => write(text) };
}

test("a mark is drawn while the hand moves and is one step once it lets go", () => {
  const { sketch, marks, steps } = sheet();
  sketch.begin("length", picture, [10, 10]);
  sketch.move([20, 10]);
  expect(marks.get("m0")?.points).toEqual([[10, 10], [20, 10]]);
  sketch.move([40, 10]);
  sketch.end(twice);
  expect(steps).toHaveLength(1);
  expect(marks.get("m0")?.points).toEqual([[10, 10], [40, 10]]);
});

test("a press without a movement draws nothing", () => {
  const { sketch, marks, steps } = sheet();
  sketch.begin("rectangle", picture, [10, 10]);
  sketch.move([10.5, 10]);
  sketch.end(twice);
  expect([marks.size, steps.length]).toEqual([0, 0]);
});

test("an angle takes two strokes and is sent once it has three points", () => {
  const { sketch, marks, steps } = sheet();
  sketch.begin("angle", picture, [0, 0]);
  sketch.move([20, 0]);
  sketch.end(twice);
  expect(marks.size).toBe(0);
  expect(sketch.pending?.points).toEqual([[0, 0], [20, 0]]);
  sketch.begin("angle", picture, [20, 10]);
  sketch.move([20, 30]);
  sketch.end(twice);
  expect(marks.get("m0")?.points).toEqual([[0, 0], [20, 0], [20, 30]]);
  expect(steps).toHaveLength(1);
});

test("words are written where the tap was; no words are no mark", () => {
  const { sketch, marks, say } = sheet();
  sketch.begin("text", picture, [5, 6]);
  sketch.end(twice);
  say("  ");
  expect(marks.size).toBe(0);
  say(" nodule? ");
  expect(marks.get("m0")).toMatchObject({ text: "nodule?", points: [[5, 6]] });
});

test("the selected mark is bent at its handles and moved by its line", () => {
  const { sketch, marks } = sheet();
  marks.set("a", { ...picture, kind: "length", points: [[10, 10], [50, 10]], text: "" });
  expect(sketch.grab([20, 20], twice, false)).toBe(false);
  expect(sketch.tap([60, 22], twice, false)).toBe(true);
  expect(sketch.grab([100, 20], twice, false)).toBe(true);
  sketch.move([60, 20]);
  sketch.end(twice);
  expect(marks.get("a")?.points).toEqual([[10, 10], [60, 20]]);
  expect(sketch.grab([70, 30], twice, false)).toBe(true);
  sketch.move([35, 25]);
  sketch.end(twice);
  expect(marks.get("a")?.points).toEqual([[10, 20], [60, 30]]);
});

test("somebody else's mark can be selected and not changed", () => {
  const { sketch, marks } = sheet(false);
  marks.set("a", { ...picture, kind: "arrow", points: [[10, 10], [50, 10]], text: "" });
  sketch.tap([60, 20], twice, false);
  expect(sketch.selected).toBe("a");
  expect(sketch.grab([100, 20], twice, false)).toBe(false);
  expect(sketch.remove()).toBe(false);
  expect(sketch.nudge([1, 0], false)).toBe(false);
});

test("without a mouse a mark is placed, found, moved, bent and deleted", () => {
  const { sketch, marks } = sheet();
  sketch.place("ellipse", picture, [100, 100], 20);
  expect(marks.get("m0")?.points).toEqual([[90, 90], [110, 110]]);
  sketch.nudge([5, 0], false);
  sketch.nudge([0, 3], true);
  expect(marks.get("m0")?.points).toEqual([[95, 90], [115, 113]]);
  sketch.select("");
  sketch.next();
  expect(sketch.selected).toBe("m0");
  sketch.remove();
  expect(marks.size).toBe(0);
});

test("a long freehand line never has more points than may be sent", () => {
  let points: [number, number][] = [];
  for (let x = 0; x < 1000; x += 1) points = freehand(points, [x, 0]);
  expect(points.length).toBeLessThanOrEqual(256);
  expect(points.at(-1)).toEqual([999, 0]);
});

test("an ellipse touches its box, and lines are found from beside them", () => {
  const [round] = outline({ ...picture, kind: "ellipse", points: [[0, 0], [20, 10]], text: "" });
  expect(Math.max(...(round ?? []).map(([x]) => x))).toBeCloseTo(20);
  expect(distanceTo([5, 3], [[0, 0], [10, 0]])).toBe(3);
  expect(distanceTo([13, 4], [[0, 0], [10, 0]])).toBe(5);
});
