import { expect, test } from "vitest";
import { ownMemory } from "../../src/store/tabs";
import { OwnWindowsKept } from "../../src/viewer/ownwindows";
import { added, moved, renamed, replaced, rowOf, without } from "../../src/viewer/presetrow";
import { NO_WINDOWS, type Slot, presetsOf } from "../../src/viewer/presets";
import { stackCard } from "../frames";

const MINE = { center: 7, width: 111, function: "LINEAR" } as const;
const STACK = stackCard();

function names(row: readonly Slot[], stack = STACK): string[] {
  return presetsOf(stack, { ...NO_WINDOWS, row }).map((one) => one.name);
}

class Browser {
  readonly kept = new Map<string, string>();
  getItem(key: string): string | null {
    return this.kept.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    this.kept.set(key, value);
  }
  removeItem(key: string): void {
    this.kept.delete(key);
  }
}

test("a row that nobody changed says what stands on the keys anyway", () => {
  expect(names(rowOf(STACK, NO_WINDOWS))).toEqual(presetsOf(STACK).map((one) => one.name));
});

test("windows on the keys are ordered, named, exchanged, taken off and added", () => {
  const row = rowOf(STACK, NO_WINDOWS);
  expect(names(moved(row, 0, 1)).slice(0, 2)).toEqual(["soft tissue", "lung"]);
  expect(moved(row, 0, -1)).toBe(row);
  expect(names(renamed(row, 0, " airways "))[0]).toBe("airways");
  expect(presetsOf(STACK, { ...NO_WINDOWS, row: replaced(row, 0, MINE) })[0]).toMatchObject(MINE);
  expect(names(without(row, 0))).not.toContain("lung");
  expect(presetsOf(STACK, { ...NO_WINDOWS, row: added(row, MINE) }).at(-1)).toMatchObject(MINE);
});

test("nine keys are nine windows", () => {
  const full = Array.from({ length: 9 }, (_, at): Slot => ({ window: { ...MINE, center: at }, name: "" }));
  expect(added(full, MINE)).toBe(full);
});

test("a window of the file's is that of the series in view, and none where a file has fewer", () => {
  const row = rowOf(STACK, NO_WINDOWS);
  const other = stackCard({ windows: [{ name: "liver", center: 60, width: 150, function: "LINEAR" }] });
  expect(presetsOf(other, { ...NO_WINDOWS, row })[0]).toMatchObject({ name: "liver", center: 60 });
  expect(names(row, stackCard({ windows: [] }))).toHaveLength(row.length - 1);
});

test("two people on one workstation have their own keys, found again, and as delivered again", () => {
  const browser = new Browser();
  const eva = new OwnWindowsKept(ownMemory(browser, "eva"));
  eva.arrange(STACK, without(rowOf(STACK, eva.of(STACK)), 0));
  const again = new OwnWindowsKept(ownMemory(browser, "eva"));
  expect(again.of(STACK).row).toEqual(eva.of(STACK).row);
  expect(new OwnWindowsKept(ownMemory(browser, "ben")).of(STACK).row).toBeUndefined();
  again.arrange(STACK, null);
  expect(new OwnWindowsKept(ownMemory(browser, "eva")).of(STACK).row).toBeUndefined();
});

test("what another hand wrote into a row is left out", () => {
  const browser = new Browser();
  browser.setItem("lightbox.windows", JSON.stringify([["CT|HU", { kept: [], last: null, row: [{ file: -1, name: "" }, 3, null, { name: "x", window: MINE }] }]]));
  expect(new OwnWindowsKept(ownMemory(browser, "")).of(STACK).row).toEqual([{ name: "x", window: MINE }]);
});
