import type { Viewport } from "../wire/messages";
import { type OwnZoom, type Point, type Size, imageVector, inverse, panned, transform, zoomed, areaOf } from "./geometry";
import type { Button, Hands, Pointer } from "./gestures";
import { magnifiedAt, movedBy } from "./ownzoom";
import type { Grip, Tool } from "./tools/grip";
import { pan } from "./tools/pan";
import { scroll } from "./tools/scroll";
import { adjustWindow } from "./tools/window";
import { zoom } from "./tools/zoom";

export type ToolName = "scroll" | "window" | "zoom" | "pan";
const TOOLS: Record<ToolName, Tool> = { scroll, window: adjustWindow, zoom, pan };

/** What the hands of one person act on. */
export interface Subject {
  /** How things stand now, or null when there is nothing to hold. */
  grip(at: Point): Grip | null;
  box(): Size;
  steers(): boolean;
  tool(): ToolName;
  own(): OwnZoom;
  setOwn(own: OwnZoom): void;
  propose(viewport: (before: Viewport) => Viewport): void;
  step(by: number): void;
}

/** The presenter's hands move the shared view; everybody else's magnify their own screen and keep following. */
export class Hand implements Hands {
  #grip: Grip | null = null;
  #tool: Tool = scroll;
  #own: OwnZoom | null = null;
  #middle: Point = [0, 0];

  constructor(readonly subject: Subject) {}

  hold(at: Point, button: Button, pointer: Pointer): boolean {
    if (!this.subject.steers()) {
      this.#own = this.subject.own();
      return this.#own.scale > 1;
    }
    this.#own = null;
    this.#grip = this.subject.grip(at);
    if (!this.#grip) return false;
    this.#tool = TOOLS[this.#chosen(button, pointer, this.#grip.stack.count)];
    return true;
  }

  /** Left is the chosen tool, right zooms, middle pans; a finger scrolls unless another tool was chosen. */
  #chosen(button: Button, pointer: Pointer, count: number): ToolName {
    if (button === "right") return "zoom";
    if (button === "middle") return "pan";
    const chosen = this.subject.tool();
    if (pointer === "touch" && chosen === "window") return count > 1 ? "scroll" : "pan";
    return chosen;
  }

  drag(dx: number, dy: number): void {
    if (this.#own) this.subject.setOwn(movedBy(this.#own, dx, dy, this.subject.box()));
    const grip = this.#grip;
    if (this.#own || !grip) return;
    const made = this.#tool({ ...grip, dx, dy });
    this.subject.propose(() => made);
  }

  letGo(): void {
    this.#grip = null;
    this.#own = null;
  }

  pinchStart(middle: Point): void {
    this.#middle = middle;
    this.#own = this.subject.steers() ? null : this.subject.own();
    this.#grip = this.#own ? null : this.subject.grip(middle);
  }

  pinch(factor: number, dx: number, dy: number): void {
    const box = this.subject.box();
    if (this.#own) {
      this.subject.setOwn(movedBy(magnifiedAt(this.#own, factor, this.#middle, box), dx, dy, box));
      return;
    }
    const grip = this.#grip;
    if (!grip) return;
    const { start, stack, matrix, img } = grip;
    const [x, y] = imageVector(matrix, dx / factor, dy / factor);
    const area = panned(zoomed(areaOf(start, stack), factor, img, stack), [x, y], stack);
    this.subject.propose(() => ({ ...start, area }));
  }

  wheel(steps: number): void {
    if (this.subject.steers()) this.subject.step(steps);
  }

  magnify(factor: number, at: Point): void {
    if (!this.subject.steers()) {
      this.subject.setOwn(magnifiedAt(this.subject.own(), factor, at, this.subject.box()));
      return;
    }
    const grip = this.subject.grip(at);
    if (!grip) return;
    const area = zoomed(areaOf(grip.start, grip.stack), factor, transform(inverse(grip.matrix), at), grip.stack);
    this.subject.propose((before) => ({ ...before, area }));
  }

  doubleTap(at: Point): void {
    if (this.subject.steers()) return;
    const own = this.subject.own();
    this.subject.setOwn(magnifiedAt(own, own.scale > 1 ? 1 / own.scale : 2, at, this.subject.box()));
  }
}
