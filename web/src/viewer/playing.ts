import { isOver } from "../store/cine";
import { shownPos } from "../store/picture";
import type { Cine, StackCard, Viewport } from "../wire/messages";

/** What can be chosen of a clip. */
export type Choice = Partial<Pick<Cine, "fps" | "loop" | "first" | "last">>;

const USUAL_FPS = 15;
const SLOWEST_FPS = 0.5;
const FASTEST_FPS = 60;
/** Times its own speed. */
export const SPEEDS = [0.25, 0.5, 1, 2] as const;
/** Not started yet: the server says when. */
const WAITING = 0;

/** Play or stop. It stops where it is, and is played again as it was chosen before, else as the file asks. */
export function playing(viewport: Viewport, stack: StackCard, nowMs: number, chosen: Choice = {}): Viewport {
  if (stack.count < 2) return viewport;
  const { cine } = viewport;
  if (cine && !isOver(cine, nowMs, stack.times_ms)) return { ...viewport, cine: null, pos: shownPos(viewport, stack, nowMs) };
  const { first, last } = { first: 0, last: stack.count - 1, ...chosen };
  const at = shownPos(viewport, stack, nowMs);
  const from = at < first || at >= last ? first : at;
  const fps = within(chosen.fps ?? stack.plays_fps ?? stack.fps ?? USUAL_FPS);
  const loop = chosen.loop ?? cine?.loop ?? (stack.sweeps ? "sweep" : "wrap");
  return { ...viewport, cine: { first, last, fps, loop, anchor_pos: from, anchor_ms: WAITING } };
}

/** Another speed, range or end of a playing clip: it goes on from where it is; one that waits goes on waiting. */
export function chosenOf(viewport: Viewport, stack: StackCard, wanted: Choice, nowMs: number): Viewport {
  const { cine } = viewport;
  if (!cine) return viewport;
  const first = Math.min(wanted.first ?? cine.first, wanted.last ?? cine.last);
  const last = Math.max(wanted.last ?? cine.last, first);
  const from = Math.min(Math.max(shownPos(viewport, stack, nowMs), first), last);
  const fps = within(wanted.fps ?? cine.fps);
  const anchor_ms = cine.anchor_ms === WAITING || cine.anchor_ms > nowMs ? WAITING : Math.round(nowMs);
  return { ...viewport, cine: { first, last, fps, loop: wanted.loop ?? cine.loop, anchor_pos: from, anchor_ms } };
}

/** One of the speeds slower (−1) or faster (1) than now, against the clip's own. */
export function paced(viewport: Viewport, stack: StackCard, by: -1 | 1, nowMs: number): Viewport {
  const { cine } = viewport;
  if (!cine) return viewport;
  const own = stack.fps ?? USUAL_FPS;
  const now = cine.fps / own;
  const next = by > 0 ? SPEEDS.find((speed) => speed > now * 1.01) : SPEEDS.findLast((speed) => speed < now * 0.99);
  return next === undefined ? viewport : chosenOf(viewport, stack, { fps: next * own }, nowMs);
}

/** How fast a clip plays against its own frame times: 1 is true; null when the file says no rate. */
export function speedOf(cine: Cine, stack: StackCard): number | null {
  return stack.fps === null ? null : cine.fps / stack.fps;
}

function within(fps: number): number {
  return Math.min(Math.max(fps, SLOWEST_FPS), FASTEST_FPS);
}
