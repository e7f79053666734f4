import type { Link, StackCard, View, Viewport } from "../wire/messages";

/**
 * Two viewports that scroll together. Where pictures lie in space is not on the wire, so a person puts them side by side
 * and positions keep that distance: it is said as "linked by hand", never as the same place.
 */

/** The viewport that may be linked with the active one: the next that shows something. */
export function partnerOf(view: View): Viewport | null {
  const at = view.viewports.findIndex((one) => one.id === view.active);
  if ((view.viewports[at]?.stack ?? null) === null) return null;
  const others = [...view.viewports.slice(at + 1), ...view.viewports.slice(0, at)];
  return others.find((one) => one.stack !== null) ?? null;
}

/** As the two stand now, so they stay: the second's position minus the first's. */
export function linkedHere(view: View): View {
  const first = view.viewports.find((one) => one.id === view.active);
  const second = partnerOf(view);
  if (!first || !second) return view;
  const link: Link = { first: first.id, second: second.id, by: "hand", offset: second.pos - first.pos, windows: false };
  return { ...view, link };
}

/** Whether one window may mean the same in both: gray pictures whose values have the same, known unit. */
export function sameUnit(view: View, link: Link | null, stacks: readonly StackCard[]): boolean {
  const [first, second] = [link?.first, link?.second].map((id) => stackOf(view, id, stacks));
  return !!first && !!second && !first.color && !second.color && first.unit !== "" && first.unit === second.unit;
}

/** The view once what moved in one linked viewport has moved in the other; a viewport with another stack is let go. */
export function carried(before: View, after: View, stacks: readonly StackCard[]): View {
  const { link } = after;
  if (!link) return after;
  const changed = [link.first, link.second].some((id) => port(after, id)?.stack !== port(before, id)?.stack);
  if (changed) return { ...after, link: null };
  const lead = port(after, after.active);
  if (!lead || (lead.id !== link.first && lead.id !== link.second)) return after;
  const other = lead.id === link.first ? link.second : link.first;
  const sign = lead.id === link.first ? 1 : -1;
  const was = port(before, lead.id);
  const windows = link.windows && sameUnit(after, link, stacks);
  const viewports = after.viewports.map((one) => {
    if (one.id !== other) return one;
    const stack = stacks.find((each) => each.id === one.stack);
    const pos = Math.min(Math.max(Math.round(lead.pos + sign * link.offset), 0), (stack?.count ?? 1) - 1);
    const moved = lead.pos === was?.pos ? one : { ...one, pos, cine: null };
    return windows && lead.voi !== was?.voi ? { ...moved, voi: lead.voi } : moved;
  });
  return { ...after, viewports };
}

function port(view: View, id: string): Viewport | undefined {
  return view.viewports.find((one) => one.id === id);
}

function stackOf(view: View, id: string | undefined, stacks: readonly StackCard[]): StackCard | undefined {
  const viewport = id === undefined ? undefined : port(view, id);
  return stacks.find((one) => one.id === viewport?.stack);
}
