import { expect, test } from "vitest";
import { type Drawing, added, drawingOf, masksOf, moved, removed, resized, scopeOf, undone } from "../../src/desk/names/areas";

const size = { columns: 640, rows: 480 };
const one = drawingOf([{ left: 10, top: 20, right: 110, bottom: 40, roles: ["patient"] }]);
const box = (drawing: Drawing, at = 0): number[] => {
  const area = drawing.areas[at];
  return area ? [area.left, area.top, area.right, area.bottom] : [];
};

test("a drawn area covers whole pixels in any direction and stays inside", () => {
  expect(box(added(drawingOf([]), [50.6, 30.2], [10.4, 80.7], size))).toEqual([10, 30, 51, 81]);
  expect(box(added(drawingOf([]), [-30, -5], [9999, 470], size))).toEqual([0, 0, 640, 470]);
});

test("an area is never too small to get hold of, not even in a corner", () => {
  expect(box(added(drawingOf([]), [100, 100], [100, 100], size))).toEqual([100, 100, 104, 104]);
  expect(box(added(drawingOf([]), [640, 480], [640, 480], size))).toEqual([636, 476, 640, 480]);
});

test("moving stops at the edges and keeps the size", () => {
  expect(box(moved(one, 1, 5.4, -3, size))).toEqual([15, 17, 115, 37]);
  expect(box(moved(one, 1, -999, 999, size))).toEqual([0, 460, 100, 480]);
});

test("a corner goes elsewhere, the opposite one stays", () => {
  expect(box(resized(one, 1, "se", 20, 10, size))).toEqual([10, 20, 130, 50]);
  expect(box(resized(one, 1, "nw", 999, -999, size))).toEqual([106, 0, 110, 40]);
  expect(box(resized(one, 1, "ne", 999, 5, size))).toEqual([10, 25, 640, 40]);
  expect(box(resized(one, 1, "sw", -4, -999, size))).toEqual([6, 20, 110, 24]);
});

test("every change can be taken back, one by one", () => {
  const changed = removed(moved(added(one, [200, 200], [300, 300], size), 2, 10, 0, size), 1);
  expect(changed.areas.map((area) => area.id)).toEqual([2]);
  const back = undone(undone(changed));
  expect(back.areas.map((area) => area.left)).toEqual([10, 200]);
  expect(undone(undone(undone(back)))).toEqual({ ...one, next: 3 });
});

test("what is asked for says for whom", () => {
  expect(masksOf(one, "lay")).toEqual([{ left: 10, top: 20, right: 110, bottom: 40, roles: ["patient", "observer"] }]);
  expect(masksOf(one, "guests")[0]?.roles).not.toContain("provider");
  expect(masksOf(one, "all")[0]?.roles).toHaveLength(4);
});

test.each(["lay", "guests", "all"] as const)("a scope that was chosen is found again: %s", (scope) => {
  expect(scopeOf(masksOf(one, scope))).toBe(scope);
});

test("guests, where nobody has chosen", () => {
  expect(scopeOf([])).toBe("guests");
});
