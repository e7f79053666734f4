import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Pointing } from "../../src/store/pointing";
import type { Pointer } from "../../src/wire/messages";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("a waving finger is told at most 20 times a second, its last place always, and that it is gone once", () => {
  const sent: Pointer[] = [];
  const pointing = new Pointing((pointer) => sent.push(pointer), () => Date.now());
  for (let x = 0; x < 100; x += 1) {
    pointing.at(0, 3, x, 0);
    vi.advanceTimersByTime(10);
  }
  vi.advanceTimersByTime(100);
  expect(sent.length).toBeLessThanOrEqual(20);
  expect(sent.at(-1)?.x).toBe(99);
  pointing.gone();
  pointing.gone();
  vi.advanceTimersByTime(100);
  expect(sent.filter((one) => one.stack === null)).toHaveLength(1);
});
