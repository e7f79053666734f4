import { expect, test } from "vitest";
import { covered, rangesText } from "../../src/desk/records/seenwords";

test("ranges are counted and said as people write them", () => {
  expect(covered([[1, 10], [20, 20]])).toBe(11);
  expect(rangesText([[1, 10], [20, 20]])).toBe("1–10, 20");
});
