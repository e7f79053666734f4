import type { Point } from "./geometry";

export type Pointer = "mouse" | "touch" | "pen";
export type Button = "left" | "middle" | "right";

/** What hands do over the picture, in css pixels of its box; who listens decides what it means. */
export interface Hands {
  /** A drag begins; false: nothing to hold here. */
  hold(at: Point, button: Button, pointer: Pointer): boolean;
  drag(dx: number, dy: number): void;
  letGo(): void;
  /** Two fingers (or a trackpad): how far apart against the start, and how their middle moved. */
  pinchStart(middle: Point): void;
  pinch(factor: number, dx: number, dy: number): void;
  /** Whether a wheel magnifies, also without a key held. */
  wheelMagnifies(): boolean;
  /** Whole notches of a wheel, positive is down. */
  wheel(steps: number): void;
  magnify(factor: number, at: Point): void;
  doubleTap(at: Point): void;
  /** Over the picture without holding anything; null: gone elsewhere. */
  hover(at: Point | null): void;
}

const NOTCH = 100;
const TRACKPAD_NOTCH = 30;
const LINE = 16;
const PER_WHEEL_CSS = 1 / 300;
const DOUBLE_TAP_MS = 300;
const TAP_CSS = 12;
const BUTTONS: Record<number, Button> = { 0: "left", 1: "middle", 2: "right" };

/** Pointer, touch and wheel events of one element as gestures. `touch-action: none` keeps the browser's own out. */
export class Gestures {
  readonly #held = new Map<number, Point>();
  #start: Point | null = null;
  #pinch: { distance: number; middle: Point } | null = null;
  #wheel = 0;
  #tap: { at: Point; time: number } | null = null;

  constructor(
    readonly element: HTMLElement,
    readonly hands: Hands,
    signal: AbortSignal,
  ) {
    const options = { signal };
    element.addEventListener("pointerdown", (event) => this.#down(event), options);
    element.addEventListener("pointermove", (event) => this.#move(event), options);
    for (const type of ["pointerup", "pointercancel", "lostpointercapture"] as const) {
      element.addEventListener(type, (event) => this.#up(event), options);
    }
    element.addEventListener("pointerleave", () => this.hands.hover(null), options);
    element.addEventListener("wheel", (event) => this.#turn(event), { signal, passive: false });
    element.addEventListener("contextmenu", (event) => event.preventDefault(), options);
  }

  #at(event: MouseEvent): Point {
    const box = this.element.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }

  #down(event: PointerEvent): void {
    const button = BUTTONS[event.button];
    if (!button) return;
    if (button === "middle") event.preventDefault();
    const at = this.#at(event);
    this.#held.set(event.pointerId, at);
    this.element.setPointerCapture(event.pointerId);
    if (this.#held.size === 2) {
      this.#endDrag();
      this.#startPinch();
    } else if (this.#held.size === 1) {
      this.#countTap(event, at);
      if (this.hands.hold(at, button, event.pointerType as Pointer)) this.#start = at;
    }
  }

  #countTap(event: PointerEvent, at: Point): void {
    const before = this.#tap;
    this.#tap = { at, time: event.timeStamp };
    if (!before || event.pointerType === "mouse" || event.timeStamp - before.time > DOUBLE_TAP_MS) return;
    if (Math.hypot(at[0] - before.at[0], at[1] - before.at[1]) > 3 * TAP_CSS) return;
    this.#tap = null;
    this.hands.doubleTap(at);
  }

  #startPinch(): void {
    const [one, other] = [...this.#held.values()];
    if (!one || !other) return;
    this.#pinch = { distance: apart(one, other), middle: between(one, other) };
    this.hands.pinchStart(this.#pinch.middle);
  }

  #move(event: PointerEvent): void {
    const at = this.#at(event);
    if (!this.#held.has(event.pointerId)) {
      if (event.pointerType !== "touch") this.hands.hover(at);
      return;
    }
    this.#held.set(event.pointerId, at);
    if (this.#pinch) {
      const [one, other] = [...this.#held.values()];
      if (!one || !other) return;
      const middle = between(one, other);
      const [x, y] = this.#pinch.middle;
      this.hands.pinch(apart(one, other) / Math.max(1, this.#pinch.distance), middle[0] - x, middle[1] - y);
    } else if (this.#start) {
      this.hands.drag(at[0] - this.#start[0], at[1] - this.#start[1]);
    }
  }

  #up(event: PointerEvent): void {
    if (!this.#held.delete(event.pointerId)) return;
    if (this.#held.size < 2) this.#pinch = null;
    if (this.#held.size === 0) this.#endDrag();
  }

  #endDrag(): void {
    if (this.#start) this.hands.letGo();
    this.#start = null;
  }

  #turn(event: WheelEvent): void {
    event.preventDefault();
    const css = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : LINE);
    if (event.ctrlKey || event.metaKey || this.hands.wheelMagnifies()) {
      this.hands.magnify(Math.exp(-css * PER_WHEEL_CSS), this.#at(event));
      return;
    }
    // A mouse wheel comes in large notches: one is one frame. A trackpad's small steps are added up.
    const notch = Math.abs(css) >= NOTCH / 2 ? NOTCH : TRACKPAD_NOTCH;
    if (Math.sign(css) !== Math.sign(this.#wheel)) this.#wheel = 0;
    this.#wheel += css / notch;
    const steps = Math.abs(css) >= NOTCH / 2 ? Math.sign(css) * Math.max(1, Math.round(Math.abs(this.#wheel))) : Math.trunc(this.#wheel);
    if (steps === 0) return;
    this.#wheel = Math.abs(css) >= NOTCH / 2 ? 0 : this.#wheel - steps;
    this.hands.wheel(steps);
  }
}

function apart(one: Point, other: Point): number {
  return Math.hypot(one[0] - other[0], one[1] - other[1]);
}

function between(one: Point, other: Point): Point {
  return [(one[0] + other[0]) / 2, (one[1] + other[1]) / 2];
}
