import { expect, test } from "vitest";
import { Drawings, FADE_MS } from "../../src/store/drawings";
import type { MarkCard, PointerShown } from "../../src/wire/messages";

function mark(id: string, changes: Partial<MarkCard> = {}): MarkCard {
  return { id, author: "h", stack: 0, pos: 3, kind: "arrow", points: [], text: "", rev: 1, at_ms: 5, measured: [], note: "", ...changes };
}

function pointer(changes: Partial<PointerShown> = {}): PointerShown {
  return { by: "p", stack: 0, pos: 3, x: 1, y: 2, kind: "dot", ...changes };
}

test("marks stand on their picture, oldest first, and an older revision never replaces a newer one", () => {
  const drawings = new Drawings();
  drawings.take({ put: [mark("b", { at_ms: 9 }), mark("a"), mark("c", { pos: 4 })], drop: [], whole: true, m: 1 });
  expect(drawings.on(0, 3).map((one) => one.id)).toEqual(["a", "b"]);
  drawings.take({ put: [mark("a", { rev: 3, text: "new" })], drop: ["b"], whole: false, m: 2 });
  drawings.take({ put: [mark("a", { rev: 2, text: "late" })], drop: [], whole: false, m: 3 });
  expect(drawings.on(0, 3).map((one) => one.text)).toEqual(["new"]);
});

test("the whole list replaces what was known", () => {
  const drawings = new Drawings();
  drawings.take({ put: [mark("a")], drop: [], whole: false, m: 1 });
  drawings.take({ put: [mark("b")], drop: [], whole: true, m: 2 });
  expect([...drawings.marks.value.keys()]).toEqual(["b"]);
});

test("a pointer is the newest of its person and fades when nothing more is heard", () => {
  let now = 0;
  const drawings = new Drawings(() => now);
  drawings.point(pointer());
  drawings.point(pointer({ x: 7 }));
  drawings.point(pointer({ by: "q" }));
  expect(drawings.pointers.value.get("p")?.x).toBe(7);
  drawings.point(pointer({ by: "q", stack: null }));
  expect([...drawings.pointers.value.keys()]).toEqual(["p"]);
  now = FADE_MS - 1;
  drawings.fade();
  expect(drawings.pointers.value.size).toBe(1);
  now = FADE_MS + 1;
  drawings.fade();
  expect(drawings.pointers.value.size).toBe(0);
});
