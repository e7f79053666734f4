import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Notices } from "../../src/store/notices";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const said = (notices: Notices): string[] => notices.list.value.map((notice) => notice.text);

test("A2: what can be taken back is said longer than what is only told", () => {
  const notices = new Notices();
  notices.say("joined");
  notices.say("forgotten", false, { words: "Undo", run: () => undefined });
  vi.advanceTimersByTime(7000);
  expect(said(notices)).toEqual(["forgotten"]);
  vi.advanceTimersByTime(4000);
  expect(said(notices)).toEqual([]);
});

test("what was taken back is said no longer", () => {
  const notices = new Notices();
  notices.say("forgotten", false, { words: "Undo", run: () => undefined });
  notices.forget(notices.list.value[0]?.id ?? 0);
  expect(said(notices)).toEqual([]);
});

test("the same words are not said twice beside each other, and never more than three things at once", () => {
  const notices = new Notices();
  for (const words of ["one", "two", "two", "three", "four"]) notices.say(words);
  expect(said(notices)).toEqual(["two", "three", "four"]);
});
