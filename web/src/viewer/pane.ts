import { type ReadonlySignal, signal } from "@preact/signals-core";
import type { Pencil } from "../store/pencil";
import { shownPos } from "../store/picture";
import { t } from "../texts/texts";
import type { StackCard, Viewport, Window } from "../wire/messages";
import type { Picture } from "../worker/protocol";
import { Corners } from "./corners";
import { markWords } from "./figures";
import { type Matrix, NO_ZOOM, type OwnZoom, type Point, type Size, fitted, inverse, transform } from "./geometry";
import { Gestures } from "./gestures";
import { Hand, type Subject, type ToolName } from "./hand";
import { type Finger, Ink } from "./ink";
import { Painter } from "./painter";
import { type Scene, sceneFor } from "./scene";
import { Sketch } from "./sketch";
import type { Ready, Shelf } from "./shelf";

/** What a pane needs of the stage it stands on. */
export interface PaneHost {
  clinician: boolean;
  shelf: Shelf;
  now: () => number;
  tool: () => ToolName;
  holds: () => boolean;
  leaves: () => boolean;
  points: () => boolean;
  pencil: Pencil;
  /** Whether this person draws. */
  draws: () => boolean;
  mayChange: (author: string) => boolean;
  fingers: (stack: number, pos: number) => Finger[];
  propose: (pane: Pane, change: (before: Viewport) => Viewport) => void;
  step: (pane: Pane, by: number) => void;
  touched: (pane: Pane) => void;
  point: (picture: { stack: number; pos: number } | null, at: Point | null) => void;
  hover: (pane: Pane, at: Point | null) => void;
  painted: (ready: Ready) => void;
  close: (pane: Pane) => void;
  queue: () => void;
}

export interface Found {
  viewport: Viewport;
  stack: StackCard;
}

/** One viewport on the stage: its picture, the ink over it, the words around it, the hands on it. */
export class Pane implements Subject {
  readonly element = document.createElement("div");
  readonly #canvas = document.createElement("canvas");
  readonly #inkCanvas = document.createElement("canvas");
  readonly #close = document.createElement("button");
  readonly #empty = document.createElement("p");
  readonly #painter: Painter;
  readonly #ink: Ink;
  readonly #corners: Corners;
  readonly #sketch: Sketch;
  readonly #own = signal<OwnZoom>(NO_ZOOM);
  readonly #end = new AbortController();
  #box: Size = { w: 0, h: 0 };
  #held: Ready | null = null;
  #painted = "";
  found: Found | null = null;
  waiting = false;

  constructor(
    readonly id: string,
    readonly host: PaneHost,
  ) {
    this.element.className = "pane";
    this.element.dataset.pane = id;
    this.#canvas.className = "stage-canvas";
    this.#inkCanvas.className = "stage-ink";
    for (const canvas of [this.#canvas, this.#inkCanvas]) canvas.setAttribute("aria-hidden", "true");
    this.#empty.className = "pane-empty";
    this.element.append(this.#canvas, this.#inkCanvas, this.#empty);
    this.#painter = new Painter(this.#canvas);
    this.#ink = new Ink(this.#inkCanvas);
    this.#corners = new Corners(this.element, host.clinician);
    this.#makeClose();
    this.#sketch = this.#makeSketch(host.pencil);
    new Gestures(this.element, new Hand(this), this.#end.signal);
  }

  get ownZoom(): ReadonlySignal<OwnZoom> {
    return this.#own;
  }

  /** What is painted now. */
  get held(): Ready | null {
    return this.#held;
  }

  dispose(): void {
    this.#end.abort();
    this.#painter.clear();
    this.#ink.clear();
    this.element.remove();
  }

  /** Overwritten now, not at the next frame. */
  dark(): void {
    this.#held = null;
    this.#painted = "";
    this.waiting = false;
    this.#painter.clear();
    this.#ink.clear();
    this.#corners.clear();
  }

  /** Answers whether the box changed. */
  resize(dpr: number): boolean {
    const { clientWidth: w, clientHeight: h } = this.element;
    if (w === 0 || h === 0) return false;
    const isNew = this.#painter.resize(Math.round(w * dpr), Math.round(h * dpr)) || w !== this.#box.w || h !== this.#box.h;
    this.#ink.resize(Math.round(w * dpr), Math.round(h * dpr));
    this.#box = { w, h };
    if (isNew) this.#own.value = NO_ZOOM;
    return isNew;
  }

  /** Whether it can be closed, and how it is linked. */
  label(closable: boolean, link: string): void {
    this.#close.hidden = !closable;
    this.#close.setAttribute("aria-label", t("viewport-close"));
    this.#corners.say("link", link);
  }

  value(words: string): void {
    this.#corners.say("value", words);
  }

  // --- drawing ----------------------------------------------------------------------------------------------------

  draw(found: Found | null, fast: boolean): void {
    this.found = found;
    this.#empty.hidden = found !== null;
    if (!found) {
      this.#empty.textContent = t("viewport-empty");
      if (this.#held || this.#painted !== "") this.dark();
      return;
    }
    const { viewport, stack } = found;
    const { shelf } = this.host;
    const pos = shownPos(viewport, this.host.now());
    // Whatever left the shelf is closed and cannot be drawn; a better copy of the same picture takes its place.
    if (this.#held) this.#held = shelf.get(this.#held.meta) ?? null;
    const scene = sceneFor(viewport, stack, pos, shelf, this.#held);
    const css = fitted(viewport, stack, this.#box, this.#own.value);
    const dpr = this.#dpr();
    this.#painter.paint(scene, stack, inDevice(css, dpr), viewport, fast);
    this.#corners.show(scene, viewport, stack, css, this.#box.w);
    this.#note(scene, viewport);
    this.#inked(scene, stack, css, dpr);
  }

  #dpr(): number {
    return this.#canvas.width / (this.#box.w || 1);
  }

  #note(scene: Scene, viewport: Viewport): void {
    this.waiting = !scene.exact && viewport.cine === null;
    this.#held = scene.ready;
    if (!scene.ready || !scene.exact || scene.ready.meta.fid === this.#painted) return;
    this.#painted = scene.ready.meta.fid;
    this.host.painted(scene.ready);
  }

  /** Marks and fingers belong to the picture that is painted, not to the one that is still to come. */
  #inked(scene: Scene, stack: StackCard, css: Matrix, dpr: number): void {
    if (!scene.ready) {
      this.#ink.clear();
      return;
    }
    const { pos } = scene.ready.meta;
    const { selected, pending } = this.#sketch;
    const marks = this.host.pencil.on(stack.id, pos).map((seen) => ({
      shape: seen.shape,
      lines: markWords(seen),
      selected: seen.id === selected,
      handles: this.host.mayChange(seen.card?.author ?? ""),
    }));
    if (pending?.stack === stack.id && pending.pos === pos) marks.push({ shape: pending, lines: [], selected: true, handles: true });
    this.#ink.paint(marks, this.host.fingers(stack.id, pos), css, dpr);
  }

  /** The words on the picture for somebody who cannot see it. */
  words(): string {
    if (!this.found) return t("picture-none");
    const scene = { ready: this.#held, remap: null, exact: true };
    const described = Corners.described(scene, this.found.viewport, this.found.stack, this.host.clinician);
    const marks = this.#held ? this.#marks().flatMap((seen) => markWords(seen)) : [];
    return [described, ...marks].join(", ");
  }

  /** What it shows now and must not leave the page. */
  kept(): Picture | null {
    return this.#held?.meta ?? null;
  }

  // --- what hands act on ------------------------------------------------------------------------------------------

  box(): Size {
    return this.#box;
  }

  holds(): boolean {
    return this.host.holds();
  }

  leaves(): boolean {
    return this.host.leaves();
  }

  points(): boolean {
    return this.host.points();
  }

  tool(): ToolName {
    return this.host.tool();
  }

  own(): OwnZoom {
    return this.#own.value;
  }

  setOwn(own: OwnZoom): void {
    this.#own.value = own;
    this.host.queue();
  }

  propose(change: (before: Viewport) => Viewport): void {
    this.host.propose(this, change);
  }

  step(by: number): void {
    this.host.step(this, by);
  }

  matrix(): Matrix | null {
    return this.found ? fitted(this.found.viewport, this.found.stack, this.#box, this.#own.value) : null;
  }

  picture(): { stack: number; pos: number } | null {
    return this.#held ? { stack: this.#held.meta.stack, pos: this.#held.meta.pos } : null;
  }

  grip(at: Point): ReturnType<Subject["grip"]> {
    if (!this.found) return null;
    const { viewport, stack } = this.found;
    const matrix = fitted(viewport, stack, this.#box);
    return {
      start: { ...viewport, pos: shownPos(viewport, this.host.now()) },
      stack,
      matrix,
      img: transform(inverse(matrix), at),
      window: stack.color ? null : this.windowNow(),
      boxH: this.#box.h,
      dx: 0,
      dy: 0,
    };
  }

  /** The window in use: the chosen one, else what the frame on screen was rendered with. */
  windowNow(): Window | null {
    return this.found?.viewport.voi ?? this.#held?.meta.window ?? null;
  }

  sketch(): Sketch | null {
    return this.host.draws() ? this.#sketch : null;
  }

  point(at: Point | null): void {
    this.host.point(this.picture(), at && this.imageAt(at));
  }

  imageAt(at: Point): Point | null {
    const matrix = this.matrix();
    return matrix ? transform(inverse(matrix), at) : null;
  }

  hover(at: Point | null): void {
    this.host.hover(this, at);
  }

  touched(): void {
    this.host.touched(this);
  }

  redraw(): void {
    this.host.queue();
  }

  // --- parts ------------------------------------------------------------------------------------------------------

  #marks(): ReturnType<Pencil["on"]> {
    const picture = this.picture();
    return picture ? this.host.pencil.on(picture.stack, picture.pos) : [];
  }

  #makeSketch(pencil: Pencil): Sketch {
    return new Sketch({
      marks: () => this.#marks(),
      mayChange: ({ card }) => this.host.mayChange(card?.author ?? ""),
      newId: () => pencil.newId(),
      draw: (id, shape) => {
        pencil.draw(id, shape);
        this.host.queue();
      },
      done: (id, before) => pencil.done(id, before),
      ask: (at, write) => this.#ask(at, write),
    });
  }

  /** A line to type into, on the picture where its words will stand. */
  #ask(at: Point, write: (text: string) => void): void {
    const [x, y] = transform(this.matrix() ?? { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0 }, at);
    const input = document.createElement("input");
    input.className = "input mark-input";
    input.maxLength = 200;
    input.dir = "auto";
    input.setAttribute("aria-label", t("mark-words"));
    input.style.setProperty("--x", `${Math.min(x, this.#box.w - 180)}px`);
    input.style.setProperty("--y", `${y}px`);
    let over = false;
    const finish = (text: string): void => {
      if (over) return;
      over = true;
      input.remove();
      write(text);
      this.element.parentElement?.focus({ preventScroll: true });
    };
    input.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.isComposing) return;
      if (event.key === "Enter") finish(input.value);
      if (event.key === "Escape") finish("");
    });
    input.addEventListener("pointerdown", (event) => event.stopPropagation());
    input.addEventListener("blur", () => finish(input.value));
    this.element.append(input);
    // after the browser has given the focus to what was pressed
    setTimeout(() => input.focus(), 0);
  }

  #makeClose(): void {
    this.#close.type = "button";
    this.#close.className = "pane-close";
    this.#close.textContent = "×";
    this.#close.hidden = true;
    this.#close.addEventListener("pointerdown", (event) => event.stopPropagation());
    this.#close.addEventListener("click", () => this.host.close(this));
    this.element.append(this.#close);
  }
}

function inDevice(matrix: Matrix, dpr: number): Matrix {
  const { a, b, c, d, e, f } = matrix;
  return { a: a * dpr, b: b * dpr, c: c * dpr, d: d * dpr, e: e * dpr, f: f * dpr };
}
