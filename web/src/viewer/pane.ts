import { type ReadonlySignal, signal } from "@preact/signals-core";
import type { Pencil } from "../store/pencil";
import { passed, shownPos } from "../store/picture";
import { t } from "../texts/texts";
import type { StackCard, Viewport, Window } from "../wire/messages";
import type { Picture } from "../worker/protocol";
import { Corners } from "./corners";
import { markWords } from "./figures";
import { type Matrix, NO_ZOOM, type OwnZoom, type Point, type Size, fitted, inverse, transform } from "./geometry";
import { Gestures } from "./gestures";
import { Grasp } from "./grasp";
import { Hand } from "./hand";
import { Ink } from "./ink";
import type { LinkSaid } from "./linkwords";
import { askWords } from "./markinput";
import { keptIn } from "./ownzoom";
import { Painter } from "./painter";
import type { Found, PaneHost } from "./panehost";
import { type Scene, sceneFor } from "./scene";
import { Sketch } from "./sketch";
import type { Ready } from "./shelf";

const IDENTITY: Matrix = { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0 };

/** One viewport on the stage: its picture, the ink over it, the words around it, the hands on it. */
export class Pane {
  readonly element = document.createElement("div");
  /** Around the canvas, which has a filter of its own: here it is blurred. */
  readonly #picture = document.createElement("div");
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
  #link = "";
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
    this.#picture.className = "pane-picture";
    this.#picture.append(this.#canvas);
    this.element.append(this.#picture, this.#inkCanvas, this.#empty);
    this.#painter = new Painter(this.#canvas);
    this.#ink = new Ink(this.#inkCanvas);
    this.#corners = new Corners(this.element, host.clinician);
    this.#makeClose();
    this.#sketch = this.#makeSketch(host.pencil);
    new Gestures(this.element, new Hand(new Grasp(this)), this.#end.signal);
  }

  get ownZoom(): ReadonlySignal<OwnZoom> {
    return this.#own;
  }

  setOwn(own: OwnZoom): void {
    this.#own.value = own;
    this.host.queue();
  }

  /** In css pixels. */
  box(): Size {
    return this.#box;
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
    this.#corners.say("link", "");
  }

  /** Answers whether the box changed. */
  resize(dpr: number): boolean {
    const { clientWidth: w, clientHeight: h } = this.element;
    if (w === 0 || h === 0) return false;
    const isNew = this.#painter.resize(Math.round(w * dpr), Math.round(h * dpr)) || w !== this.#box.w || h !== this.#box.h;
    this.#ink.resize(Math.round(w * dpr), Math.round(h * dpr));
    const before = this.#scale();
    this.#box = { w, h };
    if (before > 0) this.#own.value = keptIn(this.#own.value, this.#scale() / before, this.#box);
    return isNew;
  }

  /** Css pixels per image pixel, without this screen's own magnification; 0 while nothing is shown. */
  #scale(): number {
    if (!this.found || this.#box.w === 0) return 0;
    const { a, b } = fitted(this.found.viewport, this.found.stack, this.#box);
    return Math.hypot(a, b);
  }

  /** Whether it can be closed, and how it is linked. */
  label(closable: boolean, link: LinkSaid): void {
    this.#close.hidden = !closable;
    this.#close.setAttribute("aria-label", t("viewport-close"));
    this.#link = link.words;
    this.#corners.say("link", link.words);
    this.element.classList.toggle("pane-apart", link.apart);
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
    const now = this.host.now();
    const pos = shownPos(viewport, stack, now);
    // Whatever left the shelf is closed and cannot be drawn; a better copy of the same picture takes its place.
    if (this.#held) this.#held = shelf.get(this.#held.meta) ?? null;
    const scene = sceneFor(viewport, stack, pos, shelf, this.#held, passed(viewport, stack, now));
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
    if (!scene.ready || scene.ready.meta.fid === this.#painted) return;
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
    this.#ink.paint(marks, this.host.fingers(stack.id, pos), stack.black, css, dpr);
  }

  /** The words on the picture for somebody who cannot see it. */
  words(): string {
    if (!this.found) return t("picture-none");
    const scene = { ready: this.#held, remap: null, exact: true };
    const described = Corners.described(scene, this.found.viewport, this.found.stack, this.host.clinician);
    const marks = this.#held ? this.#marks().flatMap((seen) => markWords(seen)) : [];
    return [described, ...(this.#link ? [this.#link] : []), ...marks].join(", ");
  }

  /** What it shows now and must not leave the page. */
  kept(): Picture | null {
    return this.#held?.meta ?? null;
  }

  /** Image to css pixels, with this screen's own magnification. */
  matrix(): Matrix | null {
    return this.found ? fitted(this.found.viewport, this.found.stack, this.#box, this.#own.value) : null;
  }

  imageAt(at: Point): Point | null {
    const matrix = this.matrix();
    return matrix ? transform(inverse(matrix), at) : null;
  }

  picture(): { stack: number; pos: number } | null {
    return this.#held ? { stack: this.#held.meta.stack, pos: this.#held.meta.pos } : null;
  }

  /** The window in use: the chosen one, else what the frame on screen was rendered with. */
  windowNow(): Window | null {
    return this.found?.viewport.voi ?? this.#held?.meta.window ?? null;
  }

  /** Null for who does not draw. */
  sketch(): Sketch | null {
    return this.host.draws() ? this.#sketch : null;
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
      ask: (at, write) => askWords(this.element, transform(this.matrix() ?? IDENTITY, at), write),
    });
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
