import type { MaskAsked, MaskCard } from "../../wire/messages";

/** A black area in image pixels; right and bottom are the first ones outside. */
export interface Area {
  id: number;
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface ImageSize {
  columns: number;
  rows: number;
}

/** What is being drawn, and what was there before each change. */
export interface Drawing {
  areas: readonly Area[];
  past: readonly (readonly Area[])[];
  next: number;
}

export type Corner = "nw" | "ne" | "sw" | "se";
export const CORNERS: readonly Corner[] = ["nw", "ne", "sw", "se"];
const SMALLEST = 4;
const UNDO_MOST = 200;

export function drawingOf(masks: readonly MaskCard[]): Drawing {
  const areas = masks.map(({ left, top, right, bottom }, at) => ({ id: at + 1, left, top, right, bottom }));
  return { areas, past: [], next: areas.length + 1 };
}

function changed(drawing: Drawing, areas: readonly Area[]): Drawing {
  return { ...drawing, areas, past: [...drawing.past, drawing.areas].slice(-UNDO_MOST) };
}

function replaced(drawing: Drawing, id: number, change: (area: Area) => Area): Drawing {
  return changed(drawing, drawing.areas.map((area) => (area.id === id ? change(area) : area)));
}

/** A new area between two points; its id is `next` of the drawing before. */
export function added(drawing: Drawing, [x0, y0]: [number, number], [x1, y1]: [number, number], size: ImageSize): Drawing {
  const [left, right] = span(x0, x1, size.columns);
  const [top, bottom] = span(y0, y1, size.rows);
  const area = { id: drawing.next, left, top, right, bottom };
  return { ...changed(drawing, [...drawing.areas, area]), next: drawing.next + 1 };
}

/** Whole pixels covering both points, inside the image, never smaller than one can get hold of. */
function span(from: number, to: number, length: number): [number, number] {
  const least = Math.min(SMALLEST, length);
  const low = Math.max(0, Math.floor(Math.min(from, to, length - least)));
  const high = Math.min(length, Math.max(Math.ceil(Math.max(from, to)), low + least));
  return [low, high];
}

export function moved(drawing: Drawing, id: number, dx: number, dy: number, size: ImageSize): Drawing {
  return replaced(drawing, id, (area) => {
    const x = Math.round(Math.min(Math.max(dx, -area.left), size.columns - area.right));
    const y = Math.round(Math.min(Math.max(dy, -area.top), size.rows - area.bottom));
    return { ...area, left: area.left + x, right: area.right + x, top: area.top + y, bottom: area.bottom + y };
  });
}

/** One corner goes elsewhere; the opposite one stays. */
export function resized(drawing: Drawing, id: number, corner: Corner, dx: number, dy: number, size: ImageSize): Drawing {
  return replaced(drawing, id, (area) => {
    const west = corner.endsWith("w");
    const north = corner.startsWith("n");
    const least = { x: Math.min(SMALLEST, size.columns), y: Math.min(SMALLEST, size.rows) };
    return {
      ...area,
      left: west ? between(area.left + dx, 0, area.right - least.x) : area.left,
      right: west ? area.right : between(area.right + dx, area.left + least.x, size.columns),
      top: north ? between(area.top + dy, 0, area.bottom - least.y) : area.top,
      bottom: north ? area.bottom : between(area.bottom + dy, area.top + least.y, size.rows),
    };
  });
}

function between(value: number, low: number, high: number): number {
  return Math.round(Math.min(Math.max(value, low), high));
}

export function removed(drawing: Drawing, id: number): Drawing {
  return changed(drawing, drawing.areas.filter((area) => area.id !== id));
}

export function undone(drawing: Drawing): Drawing {
  const before = drawing.past.at(-1);
  return before ? { ...drawing, areas: before, past: drawing.past.slice(0, -1) } : drawing;
}

/** For whom areas are black. */
export type Scope = "lay" | "guests" | "all";
export const SCOPES: readonly Scope[] = ["lay", "guests", "all"];
const ROLES: Record<Scope, MaskAsked["roles"]> = {
  lay: ["patient", "observer"],
  guests: ["specialist", "patient", "observer"],
  all: ["provider", "specialist", "patient", "observer"],
};

/** The widest scope somebody chose before; guests where nobody has. */
export function scopeOf(masks: readonly MaskCard[]): Scope {
  const roles = new Set(masks.flatMap((mask) => mask.roles));
  if (roles.has("provider")) return "all";
  return roles.size === 0 || roles.has("specialist") ? "guests" : "lay";
}

export function masksOf(drawing: Drawing, scope: Scope): MaskAsked[] {
  return drawing.areas.map(({ left, top, right, bottom }) => ({ left, top, right, bottom, roles: ROLES[scope] }));
}
