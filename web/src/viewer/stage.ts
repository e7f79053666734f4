import { type ReadonlySignal, effect, signal } from "@preact/signals-core";
import { ring, shownPos } from "../store/picture";
import { activeViewport } from "../store/steering";
import type { FrameMeta, StackCard, View, Viewport, Window } from "../wire/messages";
import type { Picture } from "../worker/protocol";
import { type Command, changed, commandOf } from "./commands";
import { Corners } from "./corners";
import { type Matrix, NO_ZOOM, type OwnZoom, type Point, type Size, fitted, inverse, transform } from "./geometry";
import { Gestures } from "./gestures";
import { Hand, type Subject, type ToolName } from "./hand";
import { Painter } from "./painter";
import { type Scene, sceneFor } from "./scene";
import type { Ready, Shelf } from "./shelf";

/** What the stage needs from the room; it never touches the socket. */
export interface StagePorts {
  view: ReadonlySignal<View | null>;
  stacks: ReadonlySignal<readonly StackCard[]>;
  steers: ReadonlySignal<boolean>;
  /** No input and no promise of freshness: the line is down, the lease is late. */
  paused: ReadonlySignal<boolean>;
  tool: ReadonlySignal<ToolName>;
  /** Whether single letters act (WCAG 2.1.4). */
  letters: ReadonlySignal<boolean>;
  clinician: boolean;
  shelf: Shelf;
  now: () => number;
  propose: (change: (viewport: Viewport) => Viewport) => void;
  focus: (pictures: Picture[]) => void;
  painted: (meta: FrameMeta) => void;
  sized: (size: Size, dpr: number) => void;
  command: (command: Command) => void;
}

const DPR_AT_MOST = 2;
const REST_MS = 160;

/** The picture's box: a canvas, its words, one drawing queue, hands and keys. */
export class Stage implements Subject {
  readonly #canvas = document.createElement("canvas");
  readonly #painter: Painter;
  readonly #corners: Corners;
  readonly #end = new AbortController();
  readonly #own = signal<OwnZoom>(NO_ZOOM);
  readonly #waiting = signal(false);
  readonly #empty = signal(true);
  #queued = 0;
  #rest: ReturnType<typeof setTimeout> | undefined;
  #moved = Number.NEGATIVE_INFINITY;
  #held: Ready | null = null;
  #asked = "";
  #painted = "";
  #box: Size = { w: 0, h: 0 };

  constructor(
    readonly element: HTMLElement,
    readonly ports: StagePorts,
  ) {
    this.#canvas.className = "stage-canvas";
    this.#canvas.setAttribute("aria-hidden", "true");
    element.append(this.#canvas);
    this.#painter = new Painter(this.#canvas);
    this.#corners = new Corners(element, ports.clinician);
    new Gestures(element, new Hand(this), this.#end.signal);
    element.addEventListener("keydown", (event) => this.#key(event), { signal: this.#end.signal });
    this.#watchSize();
    this.#watchView();
  }

  /** The exact frame is on its way. */
  get waiting(): ReadonlySignal<boolean> {
    return this.#waiting;
  }

  /** Nothing is painted. */
  get empty(): ReadonlySignal<boolean> {
    return this.#empty;
  }

  /** This person's own magnification. */
  get ownZoom(): ReadonlySignal<OwnZoom> {
    return this.#own;
  }

  followAgain(): void {
    this.setOwn(NO_ZOOM);
  }

  dispose(): void {
    this.#end.abort();
    cancelAnimationFrame(this.#queued);
    clearTimeout(this.#rest);
    this.#painter.clear();
    this.element.replaceChildren();
  }

  /** A bitmap came to the shelf. */
  arrived(): void {
    this.#queue();
  }

  /** Overwrite the canvas now, not at the next frame. */
  dark(): void {
    this.#held = null;
    this.#painted = "";
    this.#asked = "";
    this.#painter.clear();
    this.#corners.clear();
    this.#waiting.value = false;
    this.#empty.value = true;
  }

  run(command: Command): void {
    const now = this.#viewport();
    if (!now || !this.steers()) return;
    this.propose((before) => changed(before, now.stack, command, this.ports.now()));
  }

  // --- what hands act on ------------------------------------------------------------------------------------------

  box(): Size {
    return this.#box;
  }

  steers(): boolean {
    return this.ports.steers.value && !this.ports.paused.value;
  }

  tool(): ToolName {
    return this.ports.tool.value;
  }

  own(): OwnZoom {
    return this.#own.value;
  }

  setOwn(own: OwnZoom): void {
    this.#own.value = own;
    this.#moved = performance.now();
    this.#queue();
  }

  propose(change: (before: Viewport) => Viewport): void {
    this.ports.propose(change);
  }

  step(by: number): void {
    this.run({ name: "step", by });
  }

  grip(at: Point): ReturnType<Subject["grip"]> {
    const now = this.#viewport();
    if (!now) return null;
    const matrix = fitted(now.viewport, now.stack, this.#box);
    const pos = shownPos(now.viewport, this.ports.now());
    return {
      start: { ...now.viewport, pos },
      stack: now.stack,
      matrix,
      img: transform(inverse(matrix), at),
      window: now.stack.color ? null : this.windowNow(),
      boxH: this.#box.h,
      dx: 0,
      dy: 0,
    };
  }

  /** The window in use: the chosen one, else what the frame on screen was rendered with. */
  windowNow(): Window | null {
    return this.#viewport()?.viewport.voi ?? this.#held?.meta.window ?? null;
  }

  // --- drawing ----------------------------------------------------------------------------------------------------

  #viewport(): { viewport: Viewport; stack: StackCard } | null {
    const viewport = activeViewport(this.ports.view.value);
    const stack = this.ports.stacks.value.find((one) => one.id === viewport?.stack);
    return viewport && stack ? { viewport, stack } : null;
  }

  #watchSize(): void {
    const observer = new ResizeObserver(() => {
      const { clientWidth: w, clientHeight: h } = this.element;
      if (w === 0 || h === 0) return;
      this.#box = { w, h };
      const dpr = Math.min(globalThis.devicePixelRatio, DPR_AT_MOST);
      if (this.#painter.resize(Math.round(w * dpr), Math.round(h * dpr))) this.#draw();
      this.setOwn(NO_ZOOM);
      this.ports.sized(this.#box, dpr);
    });
    observer.observe(this.element);
    this.#end.signal.addEventListener("abort", () => observer.disconnect());
  }

  #watchView(): void {
    const stop = effect(() => {
      const found = this.#viewport();
      this.#moved = performance.now();
      if (found) this.#ask(found.viewport, found.stack);
      this.#queue();
    });
    this.#end.signal.addEventListener("abort", stop);
  }

  /** Tell the worker which pictures to have ready; the one on screen stays until another replaces it. */
  #ask(viewport: Viewport, stack: StackCard): void {
    const pos = shownPos(viewport, this.ports.now());
    const asked = JSON.stringify([stack.id, pos, viewport.voi, viewport.cine !== null, this.#held?.meta.fid]);
    if (asked === this.#asked) return;
    this.#asked = asked;
    const pictures: Picture[] = ring(viewport, stack.count, pos).map((one) => ({
      stack: stack.id,
      pos: one,
      voi: viewport.voi,
    }));
    if (this.#held) pictures.push(this.#held.meta);
    this.ports.focus(pictures.map(({ stack: of, pos: one, voi }) => ({ stack: of, pos: one, voi })));
  }

  #queue(): void {
    if (this.#queued === 0) this.#queued = requestAnimationFrame(() => this.#turn());
  }

  #turn(): void {
    this.#queued = 0;
    const found = this.#viewport();
    this.#draw();
    if (found?.viewport.cine) {
      this.#ask(found.viewport, found.stack);
      this.#queue();
    }
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => this.#atRest(), REST_MS);
  }

  #draw(): void {
    const found = this.#viewport();
    if (!found) {
      if (!this.#empty.value) this.dark();
      return;
    }
    const { viewport, stack } = found;
    const pos = shownPos(viewport, this.ports.now());
    // Whatever left the shelf is closed and cannot be drawn; a better copy of the same picture takes its place.
    if (this.#held) this.#held = this.ports.shelf.get(this.#held.meta) ?? null;
    const scene = sceneFor(viewport, stack, pos, this.ports.shelf, this.#held);
    const css = fitted(viewport, stack, this.#box, this.#own.value);
    const fast = performance.now() - this.#moved < REST_MS;
    this.#painter.paint(scene, stack, inDevice(css, this.#canvas.width / (this.#box.w || 1)), viewport.invert, fast);
    this.#corners.show(scene, viewport, stack, css, this.#box.w);
    this.#note(scene, viewport, stack);
  }

  #note(scene: Scene, viewport: Viewport, stack: StackCard): void {
    this.#empty.value = scene.ready === null;
    this.#waiting.value = !scene.exact && viewport.cine === null;
    this.#held = scene.ready;
    if (!scene.ready || !scene.exact || scene.ready.meta.fid === this.#painted) return;
    this.#painted = scene.ready.meta.fid;
    this.#ask(viewport, stack);
    this.ports.painted(scene.ready.meta);
  }

  /** Once nothing moves: the finer drawing, and the words for those who listen. */
  #atRest(): void {
    const found = this.#viewport();
    if (!found || this.#end.signal.aborted) return;
    if (performance.now() - this.#moved >= REST_MS) this.#draw();
    const scene = { ready: this.#held, remap: null, exact: true };
    const words = Corners.described(scene, found.viewport, found.stack, this.ports.clinician);
    if (this.element.getAttribute("aria-label") !== words) this.element.setAttribute("aria-label", words);
  }

  #key(event: KeyboardEvent): void {
    if (event.target !== this.element) return;
    const command = commandOf(event, this.ports.letters.value);
    if (!command) return;
    event.preventDefault();
    this.run(command);
    this.ports.command(command);
  }
}

function inDevice(matrix: Matrix, dpr: number): Matrix {
  const { a, b, c, d, e, f } = matrix;
  return { a: a * dpr, b: b * dpr, c: c * dpr, d: d * dpr, e: e * dpr, f: f * dpr };
}
