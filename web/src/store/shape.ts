import type { MarkCard, MarkPut } from "../wire/messages";

export type Kind = MarkPut["kind"];
export const KINDS = ["arrow", "freehand", "text", "length", "angle", "ellipse", "rectangle"] as const;

/** A drawing without its history: what it is, on which picture, where (image pixel edges), what it says. */
export interface Shape {
  stack: number;
  pos: number;
  kind: Kind;
  points: [x: number, y: number][];
  text: string;
}

/** Everybody knows the kinds of this page's version; one from a newer server is left out. */
export function shapeOf({ stack, pos, kind, points, text }: MarkCard): Shape | null {
  const known = KINDS.find((one) => one === kind);
  return known ? { stack, pos, kind: known, points, text } : null;
}
