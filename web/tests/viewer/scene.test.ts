import { expect, test } from "vitest";
import { isSharp, qualityOf } from "../../src/viewer/quality";
import { remapFor, remapTable } from "../../src/viewer/remap";
import { sceneFor } from "../../src/viewer/scene";
import { type Ready, Shelf } from "../../src/viewer/shelf";
import type { FrameMeta, Window } from "../../src/wire/messages";
import { frameMeta, stackCard, viewport } from "../frames";

function ready(changes: Partial<FrameMeta> = {}): Ready {
  return { meta: frameMeta(changes), bitmap: { close: () => undefined } as ImageBitmap };
}

function shelf(...frames: Ready[]): Shelf {
  const made = new Shelf();
  for (const frame of frames) made.put(frame);
  return made;
}

const linear = (center: number, width: number): Window => {
  return { center, width, function: "LINEAR" };
};

test("the exact picture is shown as it is", () => {
  const scene = sceneFor(viewport({ pos: 3 }), stackCard(), 3, shelf(ready({ pos: 3 })), null);
  expect(scene).toMatchObject({ exact: true, remap: null });
});

test("a picture that is not there yet holds the old one of the same stack", () => {
  const held = ready({ pos: 3 });
  expect(sceneFor(viewport({ pos: 9 }), stackCard(), 9, shelf(held), held)).toEqual({ ready: held, remap: null, exact: false });
});

test("a picture of another stack is never held", () => {
  const held = ready({ stack: 1 });
  expect(sceneFor(viewport(), stackCard(), 0, shelf(held), held).ready).toBeNull();
});

test("a window inside the frame's is approximated, one outside is not", () => {
  const held = ready();
  const inside = sceneFor(viewport({ voi: linear(50, 350) }), stackCard(), 0, shelf(held), held);
  expect(inside.remap).not.toBeNull();
  const outside = sceneFor(viewport({ voi: linear(-600, 1500) }), stackCard(), 0, shelf(held), held);
  expect(outside).toEqual({ ready: held, remap: null, exact: false });
});

test("the remap is linear: both ends of the new window become black and white", () => {
  const remap = remapFor(linear(40, 400), linear(40, 200));
  expect(remap).toEqual({ gain: 2, offset: -127.5 });
  const table = remapTable(remap ?? { gain: 0, offset: 0 });
  expect([table[0], table[64], table[191], table[255]]).toEqual([0, 1, 255, 255]);
});

test("ninety-five percent inside is enough, less is not", () => {
  expect(remapFor(linear(50, 100), linear(55, 100))).not.toBeNull();
  expect(remapFor(linear(50, 100), linear(56, 100))).toBeNull();
});

test("a sigmoid is never approximated", () => {
  expect(remapFor({ ...linear(40, 400), function: "SIGMOID" }, linear(40, 200))).toBeNull();
});

test.each([
  [{ tier: "lossless" }, false, "quality-lossless"],
  [{ tier: "lossless", marked: true }, false, "quality-lossy"],
  [{ tier: "lossless", masked: true }, false, "quality-masked"],
  [{ tier: "lossy", masked: true }, false, "quality-lossy"],
  [{ tier: "lossless", level: 1 }, false, "quality-reduced"],
  [{ tier: "lossy" }, false, "quality-lossy"],
  [{ tier: "preview" }, false, "quality-preview"],
  [{ tier: "lossless" }, true, "quality-preview"],
] as const)("quality is the worst of everything: %o approximated %s", (changes, approximated, id) => {
  expect(qualityOf(frameMeta(changes), approximated).id).toBe(id);
});

test("what is black for somebody is said beside every quality", () => {
  expect(qualityOf(frameMeta({ tier: "lossy", masked: true }), false).masked).toBe(true);
  expect(qualityOf(frameMeta({ tier: "lossy" }), false).masked).toBe(false);
});

test("a patient reads nothing when the picture is sharp", () => {
  expect(isSharp(frameMeta({ tier: "lossy" }), false)).toBe(true);
  expect(isSharp(frameMeta({ tier: "preview" }), false)).toBe(false);
});

test("what leaves the shelf is closed", () => {
  const closed: string[] = [];
  const frame = (fid: string): Ready => ({ meta: frameMeta({ fid }), bitmap: { close: () => closed.push(fid) } as unknown as ImageBitmap });
  const made = shelf(frame("one"), frame("two"));
  expect(closed).toEqual(["one"]);
  made.clear();
  expect(closed).toEqual(["one", "two"]);
});

test("of a playing clip the latest picture that is there stands in for one that is late (C11)", () => {
  const [held, earlier, latest] = [ready({ pos: 2, fid: "h" }), ready({ pos: 6 }), ready({ pos: 8 })];
  const scene = sceneFor(viewport({ pos: 0 }), stackCard(), 9, shelf(held, earlier, latest), held, [8, 7, 6]);
  expect(scene).toEqual({ ready: latest, remap: null, exact: false });
});
