import type { Link, StackCard, View, Viewport } from "../wire/messages";
import { areMeasured, isComparable, nearestTo, placeOf } from "./places";

/**
 * Two viewports that scroll together. By position only where the server knows that their slices lie in one space: then
 * both show the same place. Else a person puts them side by side and positions keep that distance ("linked by hand").
 */

/** The viewport that may be linked with the active one: the next that shows something. */
export function partnerOf(view: View): Viewport | null {
  const at = view.viewports.findIndex((one) => one.id === view.active);
  if ((view.viewports[at]?.stack ?? null) === null) return null;
  const others = [...view.viewports.slice(at + 1), ...view.viewports.slice(0, at)];
  return others.find((one) => one.stack !== null) ?? null;
}

/** As the two stand now, so they stay: that many millimetres apart where they can be measured, else that many positions. */
export function linkedHere(view: View, stacks: readonly StackCard[]): View {
  const first = port(view, view.active);
  const second = partnerOf(view);
  if (!first || !second) return view;
  const [one, other] = [stackOf(view, first.id, stacks), stackOf(view, second.id, stacks)];
  const [here, there] = [placeOf(one, first.pos), placeOf(other, second.pos)];
  const measured = areMeasured(one, other) && here !== null && there !== null;
  const offset = measured ? Math.round((there - here) * 1000) / 1000 : second.pos - first.pos;
  return { ...view, link: { first: first.id, second: second.id, by: "hand", offset, windows: false } };
}

/** Whether the active viewport and its partner can show the same place. */
export function isPlaced(view: View, stacks: readonly StackCard[]): boolean {
  return isComparable(stackOf(view, view.active, stacks), stackOf(view, partnerOf(view)?.id, stacks));
}

/** Both at the place of the active one from now on. */
export function linkedByPlace(view: View, stacks: readonly StackCard[]): View {
  const second = partnerOf(view);
  if (!second || !isPlaced(view, stacks)) return view;
  const link: Link = { first: view.active, second: second.id, by: "space", offset: 0, windows: false };
  const pos = beside(view, view.active, second, link, stacks);
  return { ...withPort(view, second.id, { pos, cine: null }), link };
}

/** The next way to be linked: by position where that means something, by hand, not at all. */
export function linkedNext(view: View, stacks: readonly StackCard[]): View {
  if (!view.link) return isPlaced(view, stacks) ? linkedByPlace(view, stacks) : linkedHere(view, stacks);
  return view.link.by === "space" ? linkedHere(view, stacks) : { ...view, link: null };
}

/**
 * Another series in the active viewport, at `start`; beside one of its space it opens at the same place, linked by
 * position. Whoever wants it otherwise undoes the link.
 */
export function withSeries(view: View, fresh: Viewport, stacks: readonly StackCard[]): View {
  const { active } = view;
  const shown = withPort(view, active, fresh);
  const card = stackOf(shown, active, stacks);
  const other = shown.viewports.find((one) => one.id !== active && isComparable(card, stackOf(shown, one.id, stacks)));
  const taken = view.link && view.link.first !== active && view.link.second !== active;
  if (!other || taken) return shown;
  const link: Link = { first: other.id, second: active, by: "space", offset: 0, windows: false };
  const pos = beside(shown, other.id, { ...fresh, id: active }, link, stacks);
  return { ...withPort(shown, active, { pos }), link };
}

/** Whether one window may mean the same in both: gray pictures whose values have the same, known unit. */
export function sameUnit(view: View, link: Link | null, stacks: readonly StackCard[]): boolean {
  const [first, second] = [link?.first, link?.second].map((id) => stackOf(view, id, stacks));
  return !!first && !!second && !first.color && !second.color && first.unit !== "" && first.unit === second.unit;
}

/** One window for both, the active one's, or each its own again. */
export function windowsShared(view: View, shared: boolean, stacks: readonly StackCard[]): View {
  const { link } = view;
  if (!link || (shared && !sameUnit(view, link, stacks))) return view;
  const linked = { ...view, link: { ...link, windows: shared } };
  const lead = port(view, leadOf(view, link));
  const other = otherOf(link, lead?.id ?? "");
  if (!shared || !lead) return linked;
  const own = stackOf(view, lead.id, stacks)?.windows[0];
  const first = own ? ({ center: own.center, width: own.width, function: own.function } as Viewport["voi"]) : null;
  const voi = lead.voi ?? first;
  return withPort(withPort(linked, lead.id, { voi }), other, { voi });
}

/** The view once what moved in one linked viewport has moved in the other; a viewport with another stack is let go. */
export function carried(before: View, after: View, stacks: readonly StackCard[]): View {
  const { link } = after;
  if (!link || link !== before.link) return after;
  const changed = [link.first, link.second].some((id) => port(after, id)?.stack !== port(before, id)?.stack);
  if (changed) return { ...after, link: null };
  const lead = port(after, after.active);
  if (!lead || (lead.id !== link.first && lead.id !== link.second)) return after;
  const was = port(before, lead.id);
  const windows = link.windows && sameUnit(after, link, stacks);
  const viewports = after.viewports.map((one) => {
    if (one.id !== otherOf(link, lead.id)) return one;
    const pos = beside(after, lead.id, one, link, stacks);
    const moved = lead.pos === was?.pos ? one : { ...one, pos, cine: null };
    return windows && lead.voi !== was?.voi ? { ...moved, voi: lead.voi } : moved;
  });
  return { ...after, viewports };
}

/** Where the other viewport belongs: as far away as it was put, or at the same place; where it is when it has none there. */
function beside(view: View, lead: string, other: Viewport, link: Link, stacks: readonly StackCard[]): number {
  const card = stackOf(view, other.id, stacks);
  const mm = placeSought(view, lead, link, stacks);
  if (mm !== null) return (card ? nearestTo(card, mm) : null) ?? other.pos;
  const sign = lead === link.first ? 1 : -1;
  return Math.min(Math.max(Math.round((port(view, lead)?.pos ?? 0) + sign * link.offset), 0), (card?.count ?? 1) - 1);
}

/** The place the other viewport has to show, in millimetres of its own stack; null when positions are counted. */
export function placeSought(view: View, lead: string, link: Link, stacks: readonly StackCard[]): number | null {
  const [card, other] = [stackOf(view, lead, stacks), stackOf(view, otherOf(link, lead), stacks)];
  if (!(link.by === "space" ? isComparable(card, other) : areMeasured(card, other))) return null;
  const mm = placeOf(card, port(view, lead)?.pos ?? 0);
  return mm === null ? null : mm + (lead === link.first ? 1 : -1) * link.offset;
}

/** The linked viewport that leads: the active one, else the first. */
export function leadOf(view: View, link: Link): string {
  return view.active === link.second ? link.second : link.first;
}

export function otherOf(link: Link, lead: string): string {
  return lead === link.first ? link.second : link.first;
}

export function port(view: View, id: string): Viewport | undefined {
  return view.viewports.find((one) => one.id === id);
}

export function stackOf(view: View, id: string | undefined, stacks: readonly StackCard[]): StackCard | undefined {
  const viewport = id === undefined ? undefined : port(view, id);
  return stacks.find((one) => one.id === viewport?.stack);
}

function withPort(view: View, id: string, change: Partial<Viewport>): View {
  return { ...view, viewports: view.viewports.map((one) => (one.id === id ? { ...one, ...change, id } : one)) };
}
