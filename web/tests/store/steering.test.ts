import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Steering, activeViewport } from "../../src/store/steering";
import type { View, ViewSet } from "../../src/wire/messages";
import { viewport } from "../frames";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function view(rev: number, pos: number): View {
  return { rev, by: "h", at_ms: 0, layout: [1, 1], active: "a", viewports: [viewport({ pos })], link: null };
}

function steering(holder: string): { steering: Steering; sent: ViewSet[]; refused: string[]; answer: { ok: boolean } } {
  const sent: ViewSet[] = [];
  const refused: string[] = [];
  const answer = { ok: true };
  const made = new Steering((code) => refused.push(code));
  made.be("me");
  made.control({ holder, token_epoch: 3, request: null });
  made.connected((said) => {
    sent.push(said);
    return Promise.resolve(answer.ok ? { ok: true } : { ok: false, code: "not_presenter" });
  });
  return { steering: made, sent, refused, answer };
}

const posOf = (made: Steering): number | undefined => activeViewport(made.view.value)?.pos;

test("the newest view counts, an older one never comes back", () => {
  const { steering: made } = steering("other");
  made.take(view(5, 50), null);
  made.take(view(4, 40), null);
  expect(posOf(made)).toBe(50);
});

test("the presenter's hand is shown at once and sent with the token", () => {
  const { steering: made, sent } = steering("me");
  made.take(view(1, 0), null);
  made.propose((before) => ({ ...before, pos: 7 }));
  expect(posOf(made)).toBe(7);
  expect(sent[0]).toMatchObject({ token_epoch: 3, cseq: 1, viewports: [{ pos: 7 }] });
});

test("a fast hand sends at a steady beat, the newest view last", () => {
  const { steering: made, sent } = steering("me");
  made.take(view(1, 0), null);
  for (let pos = 1; pos <= 30; pos += 1) {
    made.propose((before) => ({ ...before, pos }));
    vi.advanceTimersByTime(5);
  }
  vi.advanceTimersByTime(50);
  expect(sent.length).toBeLessThan(12);
  expect(sent.at(-1)?.viewports[0]?.pos).toBe(30);
});

test("echoes older than the last one sent are ignored", () => {
  const { steering: made } = steering("me");
  made.take(view(1, 0), null);
  made.propose((before) => ({ ...before, pos: 1 }));
  vi.advanceTimersByTime(30);
  made.propose((before) => ({ ...before, pos: 2 }));
  made.take(view(2, 1), 1);
  expect(posOf(made)).toBe(2);
  made.take(view(3, 2), 2);
  expect(made.view.value?.rev).toBe(3);
});

test("a refused proposal goes back to what the server showed", async () => {
  const { steering: made, refused, answer } = steering("me");
  made.take(view(1, 10), null);
  answer.ok = false;
  made.propose((before) => ({ ...before, pos: 20 }));
  await vi.advanceTimersByTimeAsync(1);
  expect(refused).toEqual(["not_presenter"]);
  expect(posOf(made)).toBe(10);
});

test("who does not steer changes nothing", () => {
  const { steering: made, sent } = steering("other");
  made.take(view(1, 10), null);
  made.propose((before) => ({ ...before, pos: 20 }));
  expect(posOf(made)).toBe(10);
  expect(sent).toEqual([]);
});

test("after a reconnection the server's snapshot counts, whatever its number", () => {
  const { steering: made } = steering("other");
  made.take(view(90, 10), null);
  made.disconnected();
  made.take(view(3, 11), null);
  expect(posOf(made)).toBe(11);
});
