import { expect, test } from "vitest";
import { Keep, atLeast } from "../../src/worker/keep";
import { pictureKey } from "../../src/worker/protocol";
import { frameMeta } from "../frames";

const sealed = (bytes: number): ArrayBuffer => new ArrayBuffer(bytes);

test("a better frame of the same picture replaces the former one", () => {
  const keep = new Keep(1000);
  keep.put(frameMeta({ tier: "preview" }), sealed(10));
  expect(keep.put(frameMeta({ tier: "lossless" }), sealed(30))).toBe(true);
  expect(keep.bytes).toBe(30);
});

test("a worse one does not", () => {
  const keep = new Keep(1000);
  keep.put(frameMeta({ tier: "lossless" }), sealed(30));
  expect(keep.put(frameMeta({ tier: "preview" }), sealed(10))).toBe(false);
  expect(keep.get(pictureKey(frameMeta()))?.meta.tier).toBe("lossless");
});

test("level counts before tier, and a new epoch before both", () => {
  expect(atLeast(frameMeta({ level: 0, tier: "preview" }), frameMeta({ level: 1, tier: "lossless" }))).toBe(true);
  expect(atLeast(frameMeta({ epoch: 2, level: 3, tier: "preview" }), frameMeta({ tier: "lossless" }))).toBe(true);
});

test("beyond the budget the least recently used leave and are remembered as lost", () => {
  const keep = new Keep(100);
  keep.put(frameMeta({ pos: 1, fid: "one" }), sealed(60));
  keep.put(frameMeta({ pos: 2, fid: "two" }), sealed(60));
  expect(keep.bytes).toBe(60);
  expect(keep.takeLost(pictureKey(frameMeta({ pos: 1 })))).toBe("one");
  expect(keep.takeLost(pictureKey(frameMeta({ pos: 1 })))).toBeUndefined();
});

test("what is kept of the newest epoch is named, the last used first", () => {
  const keep = new Keep(100);
  keep.put(frameMeta({ epoch: 1, pos: 1, fid: "old" }), sealed(10));
  for (const pos of [2, 3, 4]) keep.put(frameMeta({ epoch: 2, pos, fid: `at ${pos}` }), sealed(10));
  keep.get(pictureKey(frameMeta({ pos: 2 })));
  expect(keep.addresses(2)).toEqual(["at 2", "at 4"]);
});

test("frames of a former epoch go when the key turns", () => {
  const keep = new Keep(100);
  keep.put(frameMeta({ epoch: 1, pos: 1 }), sealed(10));
  keep.put(frameMeta({ epoch: 2, pos: 2 }), sealed(10));
  keep.retain(2);
  expect(keep.get(pictureKey(frameMeta({ pos: 1 })))).toBeUndefined();
  expect(keep.get(pictureKey(frameMeta({ pos: 2 })))).toBeDefined();
});

test("pictures under different windows have different names, equal windows the same", () => {
  const name = (center: number): string => pictureKey({ stack: 0, pos: 1, voi: { center, width: 400, function: "LINEAR" } });
  expect(name(40)).not.toBe(name(41));
  expect(name(40)).toBe(name(40.000000001));
});
