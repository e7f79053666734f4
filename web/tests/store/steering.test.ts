import { effect } from "@preact/signals-core";
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

test("what stands beside the picture rests while somebody scrolls, and hears of everything else", () => {
  const { steering: made } = steering("other");
  made.take(view(1, 10), null);
  const heard: (View | null)[] = [];
  const stop = effect(() => void heard.push(made.arrangement.value));
  made.take(view(2, 11), null);
  made.take(view(3, 12), null);
  expect(heard).toHaveLength(1);
  made.take({ ...view(4, 12), viewports: [viewport({ pos: 12, invert: true })] }, null);
  expect(heard).toHaveLength(2);
  expect(heard[1]?.viewports[0]).toMatchObject({ pos: 12, invert: true });
  made.clear();
  expect(heard.at(-1)).toBeNull();
  stop();
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

test("an echo that comes while the hand has moved on takes no step back", () => {
  const { steering: made, sent } = steering("me");
  const down = () => made.propose((before) => ({ ...before, pos: before.pos + 1 }));
  made.take(view(1, 0), null);
  down();
  vi.advanceTimersByTime(10);
  down();
  made.take(view(2, 1), 1);
  expect(posOf(made)).toBe(2);
  down();
  vi.advanceTimersByTime(50);
  expect(sent.at(-1)?.viewports[0]?.pos).toBe(3);
});

test("alone as well: an echo takes back no step that waits to be sent", () => {
  const { steering: made, sent } = steering("other");
  const down = () => made.propose((before) => ({ ...before, pos: before.pos + 1 }));
  made.allow(true);
  made.take(view(1, 0), null);
  down();
  vi.advanceTimersByTime(10);
  down();
  made.alone(view(2, 1), 1);
  vi.advanceTimersByTime(50);
  expect(sent.at(-1)?.viewports[0]?.pos).toBe(2);
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

test("who may look around leaves the shared view with the first change, and is told apart", () => {
  const { steering: made, sent } = steering("other");
  made.allow(true);
  made.take(view(5, 50), null);
  expect(made.leaves.value).toBe(true);
  made.propose((before) => ({ ...before, pos: 7 }));
  expect(sent[0]).toMatchObject({ scope: "mine", viewports: [{ pos: 7 }] });
  expect(posOf(made)).toBe(50);
  expect(activeViewport(made.shown.value)?.pos).toBe(7);
  expect([made.holds.value, made.leaves.value]).toEqual([true, false]);
});

test("back at the shared view, late echoes of one's own are ignored", () => {
  const { steering: made } = steering("other");
  made.allow(true);
  made.take(view(5, 50), null);
  made.propose((before) => ({ ...before, pos: 7 }));
  made.back();
  made.alone(view(1, 7), 1);
  expect(made.own.value).toBeNull();
});

test("called back or handed control, somebody is at the shared view at once", () => {
  const { steering: made } = steering("other");
  made.allow(true);
  made.take(view(5, 50), null);
  made.propose((before) => ({ ...before, pos: 7 }));
  made.alone(null);
  expect(made.own.value).toBeNull();
  made.propose((before) => ({ ...before, pos: 8 }));
  made.control({ holder: "me", token_epoch: 4, request: null });
  expect(activeViewport(made.shown.value)?.pos).toBe(50);
});

test("an own view that is refused goes back to the shared one", async () => {
  const { steering: made, refused, answer } = steering("other");
  made.allow(true);
  made.take(view(5, 50), null);
  answer.ok = false;
  made.propose((before) => ({ ...before, pos: 7 }));
  await vi.advanceTimersByTimeAsync(1);
  expect(refused).toHaveLength(1);
  expect(made.shown.value?.rev).toBe(5);
});

test("a hand on another viewport makes it the active one", () => {
  const { steering: made, sent } = steering("me");
  const viewports = [viewport({ pos: 1 }), viewport({ id: "b", pos: 2 })];
  made.take({ ...view(1, 1), layout: [1, 2], viewports }, null);
  made.propose((before) => ({ ...before, pos: 9 }), "b");
  expect(sent[0]).toMatchObject({ active: "b", viewports: [{ pos: 1 }, { pos: 9 }] });
});

test("a view that the server made before it answered is taken with the answer (a clip that starts)", async () => {
  const { steering: made } = steering("me");
  let answer: (told: { ok: true; rev: number }) => void = () => undefined;
  made.connected(() => new Promise((resolve) => (answer = resolve)));
  made.take(view(1, 0), null);
  made.propose((before) => ({ ...before, pos: 7 }));
  made.take(view(3, 8), null);
  expect(posOf(made)).toBe(7);
  answer({ ok: true, rev: 2 });
  await vi.advanceTimersByTimeAsync(0);
  expect(posOf(made)).toBe(8);
});

test("a view from before the answer's is not taken with it", async () => {
  const { steering: made } = steering("me");
  let answer: (told: { ok: true; rev: number }) => void = () => undefined;
  made.connected(() => new Promise((resolve) => (answer = resolve)));
  made.take(view(1, 0), null);
  made.propose((before) => ({ ...before, pos: 7 }));
  made.take(view(2, 8), null);
  answer({ ok: true, rev: 3 });
  await vi.advanceTimersByTimeAsync(0);
  expect(posOf(made)).toBe(7);
});

test("a hand that control was taken from stays at the shared view until it was still for half a second", () => {
  const { steering: made, sent } = steering("me");
  made.allow(true);
  made.take(view(5, 50), null);
  made.control({ holder: "host", token_epoch: 4, request: null });
  for (let step = 0; step < 10; step += 1) {
    made.propose((before) => ({ ...before, pos: 51 + step }));
    vi.advanceTimersByTime(300);
  }
  expect([sent.length, made.own.value]).toEqual([0, null]);
  vi.advanceTimersByTime(300);
  made.propose((before) => ({ ...before, pos: 7 }));
  expect(sent[0]).toMatchObject({ scope: "mine", viewports: [{ pos: 7 }] });
});
