import { emptyViewport } from "../store/steering";
import type { View } from "../wire/messages";

export const LAYOUTS = ["1x1", "1x2", "2x1", "2x2"] as const;
export type Layout = (typeof LAYOUTS)[number];

const IDS = ["a", "b", "c", "d"];

export function layoutOf(view: View): string {
  return view.layout.join("x");
}

/**
 * The view in another layout. What is shown stays, the active viewport in any case; new viewports are empty and the
 * first of them becomes active, so that the next series chosen appears beside what was shown.
 */
export function arranged(view: View, layout: Layout): View {
  const [rows, columns] = layout.split("x").map(Number) as [number, number];
  const wanted = rows * columns;
  const active = view.viewports.find((one) => one.id === view.active);
  const rest = view.viewports.filter((one) => one.id !== view.active && one.stack !== null);
  const kept = view.viewports.filter((one) => one === active || rest.slice(0, wanted - 1).includes(one));
  const free = IDS.filter((id) => !kept.some((one) => one.id === id));
  const added = free.slice(0, wanted - kept.length).map(emptyViewport);
  const viewports = [...kept, ...added].slice(0, wanted);
  return pruned({ ...view, layout: [rows, columns], viewports, active: added[0]?.id ?? view.active });
}

/** One viewport closed: the others move together. */
export function closed(view: View, id: string): View {
  const viewports = view.viewports.filter((one) => one.id !== id);
  const first = viewports[0];
  if (!first) return view;
  const active = view.active === id ? first.id : view.active;
  const remaining = viewports.length;
  if (remaining <= 2) {
    const layout: [number, number] = remaining === 1 ? [1, 1] : [1, 2];
    return pruned({ ...view, layout, viewports, active });
  }
  return pruned({ ...view, viewports: view.viewports.map((one) => (one.id === id ? emptyViewport(id) : one)), active });
}

/** A link needs both its viewports. */
function pruned(view: View): View {
  const { link } = view;
  const here = (id: string): boolean => view.viewports.some((one) => one.id === id && one.stack !== null);
  return link && !(here(link.first) && here(link.second)) ? { ...view, link: null } : view;
}
