import { expect, test } from "vitest";
import { changed, commandOf, destination } from "../../src/viewer/commands";
import { stackCard, viewport } from "../frames";

const key = (name: string, changes = {}): Parameters<typeof commandOf>[0] => {
  return { key: name, code: "", ctrlKey: false, altKey: false, metaKey: false, shiftKey: false, isComposing: false, ...changes };
};

test("keys act, but not with a modifier and not while composing", () => {
  expect(commandOf(key("ArrowDown"), true)).toEqual({ name: "step", by: 1 });
  expect(commandOf(key("3"), true)).toEqual({ name: "preset", number: 3 });
  expect(commandOf(key("i", { ctrlKey: true }), true)).toBeNull();
  expect(commandOf(key("i", { isComposing: true }), true)).toBeNull();
});

test("a keyboard that writes another script has the same letters on the same keys", () => {
  expect(commandOf(key("ه", { code: "KeyI" }), true)).toEqual({ name: "invert" });
  expect(commandOf(key("٣", { code: "Digit3" }), true)).toEqual({ name: "preset", number: 3 });
  expect(commandOf(key("؟", { code: "Slash", shiftKey: true }), false)).toEqual({ name: "help" });
  expect(commandOf(key("я", { code: "KeyZ", ctrlKey: true }), true)).toEqual({ name: "undo" });
  expect(commandOf(key("ه", { code: "KeyI" }), false)).toBeNull();
  // what a Latin keyboard writes counts as it is written, wherever the key lies
  expect(commandOf(key("i", { code: "KeyP" }), true)).toEqual({ name: "invert" });
});

test("letters and digits can be switched off, arrows stay", () => {
  expect(commandOf(key("i"), false)).toBeNull();
  expect(commandOf(key("1"), false)).toBeNull();
  expect(commandOf(key("PageUp"), false)).toEqual({ name: "step", by: -10 });
});

test("one key passes control on, one measures; neither changes the view by itself", () => {
  expect(commandOf(key("h"), true)).toEqual({ name: "control" });
  expect(commandOf(key("m"), true)).toEqual({ name: "measure" });
  expect(commandOf(key("h"), false)).toBeNull();
  const before = viewport();
  expect(changed(before, stackCard(), { name: "control" }, 0)).toBe(before);
});

test("a preset takes the stack's own list and leaves color alone", () => {
  const after = changed(viewport(), stackCard(), { name: "preset", number: 1 }, 0);
  expect(after.voi).toEqual({ center: -600, width: 1500, function: "LINEAR" });
  expect(changed(viewport(), stackCard({ color: true }), { name: "preset", number: 1 }, 0).voi).toBeNull();
  expect(changed(viewport(), stackCard(), { name: "preset", number: 9 }, 0).voi).toBeNull();
});

test("four turns are none", () => {
  let turned = viewport();
  for (let quarter = 0; quarter < 4; quarter += 1) turned = changed(turned, stackCard(), { name: "rotate" }, 0);
  expect(turned.rot).toBe(0);
});

const stacks = [stackCard(), stackCard({ id: 1, series_number: 5, image_numbers: [10, 20, 30] })];
test.each([
  ["4/57", { stack: 0, pos: 56 }],
  ["5/20", { stack: 1, pos: 1 }],
  [" 30 ", { stack: 1, pos: 2 }],
  ["57", null],
  ["6/1", null],
  ["4/", null],
  ["abc", null],
])("%s goes where a report means", (typed, expected) => {
  expect(destination(typed, stacks, 1)).toEqual(expected);
});


test("Ctrl+Z takes back, Ctrl+Y and Ctrl+Shift+Z do again, also with letters off", () => {
  expect(commandOf(key("z", { ctrlKey: true }), false)).toEqual({ name: "undo" });
  expect(commandOf(key("Z", { metaKey: true, shiftKey: true }), false)).toEqual({ name: "redo" });
  expect(commandOf(key("y", { ctrlKey: true }), false)).toEqual({ name: "redo" });
});

test("palettes color gray pictures only", () => {
  expect(changed(viewport(), stackCard(), { name: "palette", palette: "PET" }, 0).palette).toBe("PET");
  expect(changed(viewport(), stackCard({ color: true }), { name: "palette", palette: "PET" }, 0).palette).toBeNull();
});
