import { beforeAll, expect, test, vi } from "vitest";
import { loadTexts } from "../../src/texts/texts";
import { carried, isPlaced, linkedByPlace, linkedHere, linkedNext, windowsShared, withSeries } from "../../src/viewer/link";
import { linkWords } from "../../src/viewer/linkwords";
import type { View, Viewport } from "../../src/wire/messages";
import { stackCard, viewport } from "../frames";

beforeAll(async () => {
  vi.stubGlobal("document", { documentElement: {} });
  await loadTexts(["tools"], "en");
});

const places = (count: number, start: number, step: number): number[] => Array.from({ length: count }, (_, at) => start + at * step);
const stacks = [
  stackCard({ id: 0, count: 20, space: 1, places: places(20, 0, 5), step_mm: 5 }),
  stackCard({ id: 1, count: 100, space: 1, places: places(100, 120, -1), step_mm: 1 }),
  stackCard({ id: 2, count: 20, unit: "PCT" }),
];
const cine = { first: 0, last: 9, fps: 10, loop: "wrap" as const, anchor_pos: 0, anchor_ms: 0 };

function pair(first: number, second: number, changes: Partial<View> = {}): View {
  const viewports = [viewport({ pos: first }), viewport({ id: "b", stack: 1, pos: second })];
  return { rev: 1, by: "h", at_ms: 0, layout: [1, 2], active: "a", viewports, link: null, ...changes };
}

function turned(view: View, id: string, change: Partial<Viewport>): View {
  const viewports = view.viewports.map((one) => (one.id === id ? { ...one, ...change } : one));
  return carried(view, { ...view, active: id, viewports }, stacks);
}

const positions = (view: View): number[] => view.viewports.map((one) => one.pos);
const words = (view: View): string[] => view.viewports.map((one) => linkWords(view, one.id, stacks));

test("linked by position, each shows the slice nearest to the other's place", () => {
  const linked = linkedByPlace(pair(10, 3), stacks);
  expect(linked.link).toEqual({ first: "a", second: "b", by: "space", offset: 0, windows: false });
  expect(positions(linked)).toEqual([10, 70]);
  expect(positions(turned(linked, "a", { pos: 11 }))).toEqual([11, 65]);
  expect(positions(turned(linked, "b", { pos: 68 }))).toEqual([10, 68]);
  expect(positions(turned(linked, "b", { pos: 67 }))).toEqual([11, 67]);
  expect(words(linked)).toEqual(["linked by position", "linked by position"]);
});

test("beyond the end of the other it stays and says so, and back they meet again", () => {
  const beyond = turned(linkedByPlace(pair(10, 3), stacks), "a", { pos: 2 });
  expect(positions(beyond)).toEqual([2, 70]);
  expect(words(beyond)).toEqual(["linked by position", "linked by position · no slice here"]);
  expect(words(turned(beyond, "a", { pos: 12 }))).toEqual(["linked by position", "linked by position"]);
});

test("pressing the other viewport moves nothing, and it leads from there", () => {
  const linked = turned(linkedByPlace(pair(10, 3), stacks), "b", { pos: 68 });
  const pressed = turned(linked, "a", {});
  expect(positions(pressed)).toEqual([10, 68]);
  expect(words(pressed)).toEqual(["linked by position", "linked by position"]);
});

test("while a clip plays the two are apart, and both say so", () => {
  const playing = turned(linkedByPlace(pair(10, 3), stacks), "a", { cine });
  expect(positions(playing)).toEqual([10, 70]);
  expect(words(playing)).toEqual(Array.from({ length: 2 }, () => "linked by position · apart while a clip plays"));
  expect(positions(turned(playing, "a", { cine: null, pos: 12 }))).toEqual([12, 60]);
});

test("a series beside one of its space opens at the same place, linked; another stays apart and says so", () => {
  const one = pair(10, 0, { active: "b", viewports: [viewport({ pos: 10 }), viewport({ id: "b", stack: null })] });
  const beside = withSeries(one, viewport({ id: "b", stack: 1, pos: 50 }), stacks);
  expect([positions(beside), beside.link?.by]).toEqual([[10, 70], "space"]);
  const apart = withSeries(one, viewport({ id: "b", stack: 2, pos: 9 }), stacks);
  expect([positions(apart), apart.link, words(apart)]).toEqual([[10, 9], null, ["not linked", "not linked"]]);
  expect(words(one)).toEqual(["", ""]);
});

test("two visits are never linked by position, whoever asks", () => {
  const visits = pair(10, 3, { viewports: [viewport({ pos: 10 }), viewport({ id: "b", stack: 2, pos: 3 })] });
  expect(isPlaced(visits, stacks)).toBe(false);
  expect(linkedByPlace(visits, stacks)).toBe(visits);
  const next = linkedNext(visits, stacks);
  expect([next.link?.by, linkedNext(next, stacks).link]).toEqual(["hand", null]);
});

test("the key leads from position to hand to nothing", () => {
  const ways = [pair(10, 3)];
  for (let step = 0; step < 3; step += 1) ways.push(linkedNext(ways[step] ?? pair(0, 0), stacks));
  expect(ways.map((view) => view.link?.by ?? null)).toEqual([null, "space", "hand", null]);
});

test("one window is said only when it is one, and only for equal units", () => {
  const linked = windowsShared(linkedByPlace(pair(10, 3), stacks), true, stacks);
  expect(linked.viewports.map((one) => one.voi?.center)).toEqual([-600, -600]);
  expect(words(linked)[0]).toBe("linked by position · one window");
  expect(words(turned(linked, "a", { voi: null }))[0]).toBe("linked by position");
  const differing = pair(10, 3, { viewports: [viewport({ pos: 10 }), viewport({ id: "b", stack: 2 })] });
  const byHand = linkedNext(differing, stacks);
  expect(windowsShared(byHand, true, stacks)).toBe(byHand);
});

test("two visits keep the millimetres between them, whatever their spacing", () => {
  const prior = { space: 9, plane: "axial", places: places(40, 7, 2), step_mm: 2, count: 40 };
  const cards = [...stacks, stackCard({ id: 3, ...prior }), stackCard({ id: 4, ...prior, plane: "coronal" })];
  const beside = (stack: number): View => pair(4, 10, { viewports: [viewport({ pos: 4 }), viewport({ id: "b", stack, pos: 10 })] });
  const linked = linkedHere(beside(3), cards);
  expect(linked.link).toMatchObject({ by: "hand", offset: 7 });
  const on = (pos: number): View => {
    const viewports = linked.viewports.map((one) => (one.id === "a" ? { ...one, pos } : one));
    return carried(linked, { ...linked, viewports }, cards);
  };
  expect(positions(on(6))).toEqual([6, 15]);
  expect(positions(on(19))).toEqual([19, 10]);
  expect(linkWords(on(19), "b", cards)).toBe("linked by hand · no slice here");
  expect(linkedHere(beside(4), cards).link).toMatchObject({ by: "hand", offset: 6 });
});
