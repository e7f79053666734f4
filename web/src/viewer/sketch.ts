import type { Kind, Shape } from "../store/shape";
import type { Seen } from "../store/pencil";
import type { Matrix, Point } from "./geometry";
import { inverse, transform } from "./geometry";
import { bent, distanceTo, handlesOf, outline, shifted } from "./shape";
import { DRAW, strokesOf } from "./tools/draw";

/** What a pencil needs of the page: marks of the picture under the hand, and how to change them. */
export interface Sheet {
  marks(): Seen[];
  /** Whether this person may change it: its author, the host, who steers. */
  mayChange(seen: Seen): boolean;
  newId(): string;
  draw(id: string, shape: Shape | null): void;
  done(id: string, before: Shape | null): void;
  /** Words at a point; `write` is called once with what was typed, if anything. */
  ask(at: Point, write: (text: string) => void): void;
}

const NEAR_CSS = 8;
const NEAR_TOUCH_CSS = 18;
const SMALLEST_CSS = 4;

/** What is being drawn or moved on one picture; hands and keys act through it. */
export class Sketch {
  #selected = "";
  #now: { id: string; before: Shape | null; shape: Shape; from: Point; handle: number | null; stroke: number } | null = null;
  /** A drawing of several strokes between two of them. */
  #open: { id: string; shape: Shape; stroke: number } | null = null;

  constructor(readonly sheet: Sheet) {}

  get selected(): string {
    return this.#selected;
  }

  select(id: string): void {
    this.#selected = id;
  }

  /** A stroke of a tool begins. */
  begin(kind: Kind, picture: { stack: number; pos: number }, at: Point): void {
    const open = this.#open?.shape.kind === kind && this.#open.shape.pos === picture.pos ? this.#open : null;
    const stroke = open?.stroke ?? 0;
    const shape = { ...picture, kind, text: "", points: DRAW[kind](open?.shape.points ?? [], at, stroke) };
    this.#now = { id: open?.id ?? this.sheet.newId(), before: null, shape, from: at, handle: null, stroke };
    this.#selected = this.#now.id;
  }

  /** What may be taken hold of here: a handle or the body of the selected mark. */
  grab(css: Point, matrix: Matrix, touch: boolean): boolean {
    const seen = this.sheet.marks().find((one) => one.id === this.#selected);
    if (!seen || !this.sheet.mayChange(seen)) return false;
    const near = touch ? NEAR_TOUCH_CSS : NEAR_CSS;
    const handle = handlesOf(seen.shape).findIndex((point) => apart(transform(matrix, point), css) <= near);
    if (handle < 0 && !isNear(seen.shape, css, matrix, near)) return false;
    const from = transform(inverse(matrix), css);
    this.#now = { id: seen.id, before: seen.shape, shape: seen.shape, from, handle: handle < 0 ? null : handle, stroke: 0 };
    return true;
  }

  /** The mark under a tap becomes the selected one; elsewhere none is. Answers whether there is one. */
  tap(css: Point, matrix: Matrix, touch: boolean): boolean {
    const near = touch ? NEAR_TOUCH_CSS : NEAR_CSS;
    const found = this.sheet.marks().findLast((one) => isNear(one.shape, css, matrix, near));
    this.#selected = found?.id ?? "";
    return found !== undefined;
  }

  move(at: Point): void {
    const now = this.#now;
    if (!now) return;
    const { before, handle, from, shape } = now;
    if (before) {
      now.shape = handle === null ? shifted(before, [at[0] - from[0], at[1] - from[1]]) : bent(before, handle, at);
    } else {
      now.shape = { ...shape, points: DRAW[shape.kind](shape.points, at, now.stroke) };
    }
    if (this.#complete(now)) this.sheet.draw(now.id, now.shape);
  }

  /** The hand let go: a step of its own; what is too small to have been meant is taken back. */
  end(matrix: Matrix): void {
    const now = this.#now;
    this.#now = null;
    if (!now) return;
    if (now.before) {
      this.sheet.done(now.id, now.before);
    } else if (now.shape.kind === "text") {
      this.#selected = "";
      this.#write(now.id, now.shape);
    } else if (tooSmall(now.shape, matrix)) {
      if (now.stroke === 0) this.cancel(now.id);
    } else if (!this.#complete(now)) {
      this.#open = { id: now.id, shape: now.shape, stroke: now.stroke + 1 };
    } else {
      this.#open = null;
      this.sheet.draw(now.id, now.shape);
      this.sheet.done(now.id, null);
    }
  }

  /** Nothing half drawn stays. */
  cancel(id = this.#now?.id ?? this.#open?.id ?? ""): void {
    const had = this.#now?.before ?? null;
    this.#now = null;
    this.#open = null;
    if (id && had) this.sheet.draw(id, had);
    else if (id && this.sheet.marks().some((one) => one.id === id)) this.sheet.draw(id, null);
    if (!had) this.#selected = "";
  }

  /** The strokes of an unfinished drawing that are not on the sheet yet. */
  get pending(): Shape | null {
    const now = this.#now;
    if (now && !now.before && now.shape.kind !== "text" && !this.#complete(now)) return now.shape;
    return this.#now ? null : (this.#open?.shape ?? null);
  }

  /** Selects the next mark of the picture, for hands that have no mouse. */
  next(): void {
    const marks = this.sheet.marks();
    const at = marks.findIndex((one) => one.id === this.#selected);
    this.#selected = marks[(at + 1) % Math.max(1, marks.length)]?.id ?? "";
  }

  /** The selected mark moved (or, `last`, bent at its last point) by an image vector; one step of its own. */
  nudge([dx, dy]: Point, last: boolean): boolean {
    const seen = this.#mine();
    if (!seen) return false;
    const points = handlesOf(seen.shape);
    const [x, y] = points.at(-1) ?? [0, 0];
    const moved = last && points.length > 1 ? bent(seen.shape, points.length - 1, [x + dx, y + dy]) : shifted(seen.shape, [dx, dy]);
    this.sheet.draw(seen.id, moved);
    this.sheet.done(seen.id, seen.shape);
    return true;
  }

  remove(): boolean {
    const seen = this.#mine();
    if (!seen) return false;
    this.sheet.draw(seen.id, null);
    this.sheet.done(seen.id, seen.shape);
    this.#selected = "";
    return true;
  }

  /** A mark without a hand: of a tool, about a point, `size` image pixels large; it is selected. */
  place(kind: Kind, picture: { stack: number; pos: number }, [x, y]: Point, size: number): void {
    const id = this.sheet.newId();
    const corners: Point[] = [[x - size / 2, y - size / 2], [x + size / 2, y + size / 2]];
    const points: Point[] = kind === "text" ? [[x, y]] : kind === "angle" ? [...corners, [x + size / 2, y - size / 2]] : corners;
    const shape = { ...picture, kind, text: "", points };
    if (kind === "text") {
      this.#write(id, shape);
      return;
    }
    this.sheet.draw(id, shape);
    this.sheet.done(id, null);
    this.#selected = id;
  }

  #mine(): Seen | undefined {
    const seen = this.sheet.marks().find((one) => one.id === this.#selected);
    return seen && this.sheet.mayChange(seen) ? seen : undefined;
  }

  #complete({ shape, stroke }: { shape: Shape; stroke: number }): boolean {
    return shape.kind !== "text" && stroke + 1 >= strokesOf(shape.kind);
  }

  #write(id: string, shape: Shape): void {
    this.sheet.ask(shape.points[0] ?? [0, 0], (text) => {
      if (text.trim() === "") return;
      this.sheet.draw(id, { ...shape, text: text.trim() });
      this.sheet.done(id, null);
    });
  }
}

function apart(one: Point, other: Point): number {
  return Math.hypot(one[0] - other[0], one[1] - other[1]);
}

function isNear(shape: Shape, css: Point, matrix: Matrix, near: number): boolean {
  return outline(shape).some((line) => distanceTo(css, line.map((point) => transform(matrix, point))) <= near);
}

function tooSmall(shape: Shape, matrix: Matrix): boolean {
  const [first, ...rest] = shape.points.map((point) => transform(matrix, point));
  return !first || rest.every((point) => apart(first, point) < SMALLEST_CSS);
}
