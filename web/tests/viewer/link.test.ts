import { expect, test } from "vitest";
import { arranged, closed } from "../../src/viewer/layout";
import { carried, linkedHere, sameUnit } from "../../src/viewer/link";
import type { View, Viewport } from "../../src/wire/messages";
import { stackCard, viewport } from "../frames";

const stacks = [stackCard(), stackCard({ id: 1, count: 60 }), stackCard({ id: 2, unit: "SUV" })];
const lung = { center: -600, width: 1500, function: "LINEAR" as const };

function pair(changes: Partial<View> = {}): View {
  const viewports = [viewport({ pos: 50 }), viewport({ id: "b", stack: 1, pos: 20 })];
  return { rev: 1, by: "h", at_ms: 0, layout: [1, 2], active: "a", viewports, link: null, ...changes };
}

function turned(view: View, id: string, change: Partial<Viewport>): View {
  const viewports = view.viewports.map((one) => (one.id === id ? { ...one, ...change } : one));
  return carried(view, { ...view, active: id, viewports }, stacks);
}

const at = (view: View, id: string): number | undefined => view.viewports.find((one) => one.id === id)?.pos;

test("linked here, two viewports keep their distance whichever is scrolled", () => {
  const linked = linkedHere(pair(), stacks);
  expect(linked.link).toEqual({ first: "a", second: "b", by: "hand", offset: -30, windows: false });
  expect(at(turned(linked, "a", { pos: 55 }), "b")).toBe(25);
  expect(at(turned(linked, "b", { pos: 10 }), "a")).toBe(40);
});

test("at the end of one stack the other goes on, and back they meet again at the same distance", () => {
  const far = turned(linkedHere(pair(), stacks), "a", { pos: 110 });
  expect(at(far, "b")).toBe(59);
  expect(at(turned(far, "a", { pos: 60 }), "b")).toBe(30);
});

test("windows are linked only when asked, and only between equal units", () => {
  const linked = linkedHere(pair(), stacks);
  expect(turned(linked, "a", { voi: lung }).viewports[1]?.voi).toBeNull();
  const windows = { ...linked, link: linked.link && { ...linked.link, windows: true } };
  expect(turned(windows, "a", { voi: lung }).viewports[1]?.voi).toEqual(lung);
  const viewports = [viewport({ pos: 50 }), viewport({ id: "b", stack: 2 })];
  expect(sameUnit({ ...windows, viewports }, windows.link, stacks)).toBe(false);
  expect(turned({ ...windows, viewports }, "a", { voi: lung }).viewports[1]?.voi).toBeNull();
});

test("another series in a linked viewport undoes the link", () => {
  expect(turned(linkedHere(pair(), stacks), "b", { stack: 2 }).link).toBeNull();
});

test("with one picture alone there is nothing to link", () => {
  expect(linkedHere(pair({ viewports: [viewport(), viewport({ id: "b", stack: null })] }), stacks).link).toBeNull();
});

test("a second viewport opens empty and active beside what was shown", () => {
  const one = pair({ layout: [1, 1], viewports: [viewport({ pos: 50 })] });
  const two = arranged(one, "1x2");
  expect(two).toMatchObject({ layout: [1, 2], active: "b", viewports: [{ id: "a", pos: 50 }, { id: "b", stack: null }] });
});

test("back to one viewport the active one stays and the link goes", () => {
  const one = arranged({ ...linkedHere(pair(), stacks), active: "b" }, "1x1");
  expect(one).toMatchObject({ layout: [1, 1], active: "b", link: null, viewports: [{ id: "b", stack: 1 }] });
});

test("closing one of two leaves the other; of four it leaves a gap", () => {
  expect(closed(linkedHere(pair(), stacks), "a")).toMatchObject({ layout: [1, 1], active: "b", link: null });
  const four = arranged(pair(), "2x2");
  const three = closed(four, "a");
  expect(three.viewports.map((one) => one.stack)).toEqual([null, 1, null, null]);
});
