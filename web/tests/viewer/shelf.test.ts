import { expect, test } from "vitest";
import { type Ready, Shelf } from "../../src/viewer/shelf";
import type { FrameMeta } from "../../src/wire/messages";
import { frameMeta } from "../frames";

const open = new Set<object>();

function ready(changes: Partial<FrameMeta>): Ready {
  const bitmap = { close: () => open.delete(bitmap) } as unknown as ImageBitmap;
  open.add(bitmap);
  return { meta: frameMeta(changes), bitmap };
}

test("T-39: a bitmap that is replaced, dropped or cleared is closed", () => {
  const shelf = new Shelf();
  for (let pos = 0; pos < 17; pos += 1) shelf.put(ready({ pos }));
  shelf.put(ready({ pos: 3, tier: "lossless" }));
  expect(open.size).toBe(17);
  shelf.drop(["0/3/own", "0/4/own"]);
  expect(open.size).toBe(15);
  shelf.clear();
  expect(open.size).toBe(0);
});

test("decisions 3: with a new epoch's key no picture of a former epoch is left", () => {
  const shelf = new Shelf();
  shelf.put(ready({ pos: 1, epoch: 4 }));
  shelf.put(ready({ pos: 2, epoch: 5 }));
  shelf.retain(5);
  expect(open.size).toBe(1);
  expect(shelf.get({ stack: 0, pos: 1, voi: null })).toBeUndefined();
  expect(shelf.get({ stack: 0, pos: 2, voi: null })).toBeDefined();
});
