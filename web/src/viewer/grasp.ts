import { shownPos } from "../store/picture";
import type { Viewport } from "../wire/messages";
import { type Matrix, type OwnZoom, type Point, type Size, fitted, inverse, transform } from "./geometry";
import type { Subject, ToolName } from "./hand";
import type { MouseTools } from "./mouse";
import type { Pane } from "./pane";
import type { PaneHost } from "./panehost";
import type { Sketch } from "./sketch";

/** A pane as hands take hold of it: nothing here paints. */
export class Grasp implements Subject {
  readonly #host: PaneHost;

  constructor(readonly pane: Pane) {
    this.#host = pane.host;
  }

  grip(at: Point): ReturnType<Subject["grip"]> {
    const { found } = this.pane;
    if (!found) return null;
    const { viewport, stack } = found;
    const box = this.box();
    const matrix = fitted(viewport, stack, box);
    return {
      start: { ...viewport, pos: shownPos(viewport, stack, this.#host.now()) },
      stack,
      matrix,
      img: transform(inverse(matrix), at),
      window: stack.color ? null : this.pane.windowNow(),
      boxH: box.h,
      dx: 0,
      dy: 0,
    };
  }

  box(): Size {
    return this.pane.box();
  }

  matrix(): Matrix | null {
    return this.pane.matrix();
  }

  picture(): { stack: number; pos: number } | null {
    return this.pane.picture();
  }

  holds(): boolean {
    return this.#host.holds();
  }

  leaves(): boolean {
    return this.#host.leaves();
  }

  tool(): ToolName {
    return this.#host.tool();
  }

  mouse(): MouseTools {
    return this.#host.mouse();
  }

  own(): OwnZoom {
    return this.pane.ownZoom.value;
  }

  setOwn(own: OwnZoom): void {
    this.pane.setOwn(own);
  }

  propose(change: (before: Viewport) => Viewport): void {
    this.#host.propose(this.pane, change);
  }

  step(by: number): void {
    this.#host.step(this.pane, by);
  }

  sketch(): Sketch | null {
    return this.pane.sketch();
  }

  points(): boolean {
    return this.#host.points();
  }

  point(at: Point | null): void {
    this.#host.point(this.picture(), at && this.pane.imageAt(at));
  }

  hover(at: Point | null): void {
    this.#host.hover(this.pane, at);
  }

  swipes(): boolean {
    return this.#host.swipes();
  }

  turn(by: number): void {
    this.#host.turn(by);
  }

  touched(): void {
    this.#host.touched(this.pane);
  }

  redraw(): void {
    this.#host.queue();
  }
}
