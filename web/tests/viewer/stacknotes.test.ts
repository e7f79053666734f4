import { beforeAll, expect, test, vi } from "vitest";
import { loadTexts } from "../../src/texts/texts";
import { noteWords, partWords } from "../../src/viewer/stacknotes";

beforeAll(async () => {
  vi.stubGlobal("document", { documentElement: {} });
  await loadTexts(["stacks"], "en");
});

test("a gap names the images on both sides of it", () => {
  expect(noteWords([{ code: "gap", facts: { missing: 2, after: 41, before: 44, at: 41 } }])).toEqual([
    "2 slices missing between 41 and 44",
  ]);
  expect(noteWords([{ code: "gap", facts: { missing: 1, after: 1041, before: 1043, at: 41 } }])).toEqual([
    "1 slice missing between 1041 and 1043",
  ]);
});

test("what sets a stack apart is its name, not one of its notes", () => {
  const echo = { code: "mixed", facts: { by: "echo", number: 2, count: 3, value: 2 } };
  const diffusion = { code: "mixed", facts: { by: "b_value", number: 2, count: 2, value: 1000 } };
  expect(partWords([echo, diffusion])).toBe("echo 2 of 3 · b 1000");
  expect(noteWords([echo])).toEqual([]);
});

test("codes nobody has words for are left out", () => {
  expect(noteWords([{ code: "of_tomorrow", facts: {} }])).toEqual([]);
  expect(partWords([{ code: "mixed", facts: { by: "of_tomorrow", number: 1, count: 2 } }])).toBe("part 1 of 2");
});
