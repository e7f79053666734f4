import { expect, test } from "vitest";
import { OwnWindowsKept } from "../../src/viewer/ownwindows";
import { presetsOf } from "../../src/viewer/presets";
import { stackCard } from "../frames";

const window = (center: number): { center: number; width: number; function: "LINEAR" } => ({ center, width: 111, function: "LINEAR" });

function memory(found: string | null = null): { getItem: () => string | null; setItem: (_: string, value: string) => void; kept: string | null } {
  const kept = { kept: found, getItem: () => kept.kept, setItem: (_: string, value: string): void => void (kept.kept = value) };
  return kept;
}

test("one's own windows are found again, for pictures of the same modality and unit only", () => {
  const place = memory();
  new OwnWindowsKept(place).keep(stackCard(), window(7));
  const again = new OwnWindowsKept(place);
  expect(again.of(stackCard()).kept).toEqual([window(7)]);
  expect(again.of(stackCard({ modality: "PT", unit: "SUV" })).kept).toEqual([]);
  again.forget(stackCard(), window(7));
  expect(new OwnWindowsKept(place).of(stackCard()).kept).toEqual([]);
});

test("what is kept are numbers: no name, no series, nothing of a patient", () => {
  const place = memory();
  new OwnWindowsKept(place).used(stackCard({ title: "Thorax of Jane" }), window(9));
  expect(JSON.parse(place.kept ?? "")).toEqual([["CT|HU", { kept: [], last: window(9) }]]);
});

test("what another hand wrote there is not trusted", () => {
  for (const odd of ["{", "7", '[["CT|HU",{"kept":[{"center":"x"}],"last":3}]]', "[1,null]"]) {
    expect(new OwnWindowsKept(memory(odd)).of(stackCard()).kept).toEqual([]);
  }
});

test("the file's windows come first, then one's own, then the usual ones, each once, nine at most", () => {
  const presets = presetsOf(stackCard(), { kept: [window(1)], last: window(2) });
  expect(presets.slice(0, 2).map((one) => one.own ?? one.name)).toEqual(["lung", "kept"]);
  expect(presets.at(-1)?.own).toBe("last");
  expect(presets.length).toBeLessThanOrEqual(9);
  expect(presetsOf(stackCard({ color: true }), { kept: [window(1)], last: null })).toEqual([]);
});
