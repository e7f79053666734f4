import type { Kind } from "../store/shape";
import { KINDS } from "../store/shape";
import type { Viewport } from "../wire/messages";
import { type Matrix, type OwnZoom, type Point, type Size, areaOf, imageVector, inverse, panned, transform, zoomed } from "./geometry";
import type { Button, Hands, Pointer } from "./gestures";
import type { MouseTools, Mover } from "./mouse";
import { magnifiedAt, movedBy } from "./ownzoom";
import type { Sketch } from "./sketch";
import type { Grip, Tool } from "./tools/grip";
import { pan } from "./tools/pan";
import { scroll } from "./tools/scroll";
import { adjustWindow } from "./tools/window";
import { zoom } from "./tools/zoom";

export type ToolName = Mover | "point" | Kind;
const TOOLS: Record<Mover, Tool> = { scroll, window: adjustWindow, zoom, pan };

export function drawingOf(tool: ToolName): Kind | null {
  return KINDS.find((one) => one === tool) ?? null;
}

/** What the hands of one person act on: one viewport on their screen. */
export interface Subject {
  /** How things stand now, or null when there is nothing to hold. */
  grip(at: Point): Grip | null;
  box(): Size;
  /** Image to css pixels, with one's own magnification. */
  matrix(): Matrix | null;
  picture(): { stack: number; pos: number } | null;
  /** Whether hands move what is shown. */
  holds(): boolean;
  /** Whether they would leave the shared view by moving it. */
  leaves(): boolean;
  tool(): ToolName;
  /** What lies under the buttons and the wheel of a mouse. */
  mouse(): MouseTools;
  own(): OwnZoom;
  setOwn(own: OwnZoom): void;
  propose(viewport: (before: Viewport) => Viewport): void;
  step(by: number): void;
  /** Null for who does not draw. */
  sketch(): Sketch | null;
  /** Whether moving points. */
  points(): boolean;
  /** Where this person points, css; null: nowhere any more. */
  point(at: Point | null): void;
  hover(at: Point | null): void;
  /** Whether this screen shows one of several viewports: a finger pulled sideways turns to another. */
  swipes(): boolean;
  turn(by: number): void;
  /** This viewport is the one worked in. */
  touched(): void;
  redraw(): void;
}

type Doing = "move" | "own" | "own-zoom" | "sketch" | "point" | "swipe" | "none";

const PER_CSS = 1 / 180;
const TAP_CSS = 4;
/** So far a finger has to go before it is known whether it swipes, and so far to have swiped. */
const SWIPE_KNOWN_CSS = 10;
const SWIPE_CSS = 44;
const LONG_PRESS_MS = 450;
const LONG_PRESS_CSS = 10;

/** The presenter's hands move the shared view, others' their own view of it or just the magnification of their screen. */
export class Hand implements Hands {
  #doing: Doing = "none";
  #grip: Grip | null = null;
  #tool: Tool = scroll;
  #own: OwnZoom | null = null;
  #middle: Point = [0, 0];
  #start: Point = [0, 0];
  #far = 0;
  #across = 0;
  /** A finger that may still turn out to swipe. */
  #maySwipe = false;
  #touch = false;
  #long: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly subject: Subject) {}

  hold(at: Point, button: Button, pointer: Pointer): boolean {
    const { subject } = this;
    subject.touched();
    subject.hover(null);
    this.#start = at;
    this.#far = 0;
    this.#touch = pointer !== "mouse";
    this.#doing = button === "left" ? this.#left(at) : "none";
    const tool = this.#doing !== "none";
    if (!tool) this.#doing = this.#moves(at, button, pointer);
    this.#across = 0;
    this.#maySwipe = !tool && this.#touch && subject.swipes() && subject.own().scale === 1;
    return this.#doing !== "none" || this.#maySwipe || subject.sketch() !== null;
  }

  /** What the left button or a finger does before it moves the picture: point, draw, take hold of a mark. */
  #left(at: Point): Doing {
    const { subject } = this;
    if (subject.points()) {
      subject.point(at);
      return "point";
    }
    const [sketch, matrix, picture] = [subject.sketch(), subject.matrix(), subject.picture()];
    if (!sketch) {
      this.#long = setTimeout(() => this.#pointInstead(), LONG_PRESS_MS);
      return "none";
    }
    if (!matrix || !picture) return "none";
    if (sketch.grab(at, matrix, this.#touch)) return "sketch";
    const kind = drawingOf(subject.tool());
    if (!kind) return "none";
    sketch.begin(kind, picture, transform(inverse(matrix), at));
    return "sketch";
  }

  /** A long press points, for hands without tools. */
  #pointInstead(): void {
    if (this.#far > LONG_PRESS_CSS || this.#doing === "sketch") return;
    this.#doing = "point";
    this.subject.point(this.#start);
  }

  #moves(at: Point, button: Button, pointer: Pointer): Doing {
    const { subject } = this;
    const grip = subject.grip(at);
    const chosen = this.#chosen(button, pointer, grip?.stack.count ?? 1);
    this.#own = subject.own();
    const turnsPages = chosen === "scroll" || chosen === "window";
    if (subject.holds() || (subject.leaves() && turnsPages && this.#own.scale === 1)) {
      this.#grip = grip;
      this.#tool = TOOLS[chosen];
      return grip ? "move" : "none";
    }
    if (chosen === "zoom" && pointer === "mouse") return "own-zoom";
    return this.#own.scale > 1 ? "own" : this.#long === undefined ? "none" : "own";
  }

  /** Left is the chosen tool, the others what this person laid there; a finger scrolls unless another tool was chosen. */
  #chosen(button: Button, pointer: Pointer, count: number): Mover {
    if (button !== "left") return this.subject.mouse()[button];
    const tool = this.subject.tool();
    const chosen: Mover = tool in TOOLS ? (tool as Mover) : "scroll";
    if (pointer === "touch" && chosen === "window") return count > 1 ? "scroll" : "pan";
    return chosen;
  }

  drag(dx: number, dy: number): void {
    const { subject } = this;
    this.#far = Math.max(this.#far, Math.hypot(dx, dy));
    const at: Point = [this.#start[0] + dx, this.#start[1] + dy];
    if (this.#maySwipe && this.#doing !== "point") {
      if (this.#far < SWIPE_KNOWN_CSS) return;
      this.#maySwipe = false;
      if (Math.abs(dx) > Math.abs(dy)) this.#doing = "swipe";
    }
    this.#across = dx;
    if (this.#doing === "point") subject.point(at);
    else if (this.#doing === "sketch") this.#sketched(at);
    else if (this.#doing === "own" && this.#own) subject.setOwn(movedBy(this.#own, dx, dy, subject.box()));
    else if (this.#doing === "own-zoom" && this.#own) {
      subject.setOwn(magnifiedAt(this.#own, Math.exp(-dy * PER_CSS), this.#start, subject.box()));
    } else if (this.#doing === "move" && this.#grip && this.#far >= TAP_CSS / 2) {
      const made = this.#tool({ ...this.#grip, dx, dy });
      subject.propose(() => made);
    }
  }

  #sketched(at: Point): void {
    const matrix = this.subject.matrix();
    if (matrix) this.subject.sketch()?.move(transform(inverse(matrix), at));
    this.subject.redraw();
  }

  letGo(): void {
    clearTimeout(this.#long);
    this.#long = undefined;
    const { subject } = this;
    const [sketch, matrix] = [subject.sketch(), subject.matrix()];
    if (this.#doing === "point") subject.point(null);
    else if (this.#doing === "swipe") {
      if (Math.abs(this.#across) >= SWIPE_CSS) subject.turn(this.#across < 0 ? 1 : -1);
    } else if (sketch && matrix && this.#doing === "sketch") {
      sketch.end(matrix);
    } else if (sketch && matrix && this.#far < TAP_CSS) sketch.tap(this.#start, matrix, this.#touch);
    this.#doing = "none";
    this.#grip = null;
    this.#own = null;
    subject.redraw();
  }

  pinchStart(middle: Point): void {
    this.#middle = middle;
    this.#own = this.subject.holds() ? null : this.subject.own();
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

  wheelMagnifies(): boolean {
    return this.subject.mouse().wheel === "zoom";
  }

  wheel(steps: number): void {
    if (this.subject.holds() || this.subject.leaves()) this.subject.step(steps);
  }

  magnify(factor: number, at: Point): void {
    if (!this.subject.holds()) {
      this.subject.setOwn(magnifiedAt(this.subject.own(), factor, at, this.subject.box()));
      return;
    }
    const grip = this.subject.grip(at);
    if (!grip) return;
    const area = zoomed(areaOf(grip.start, grip.stack), factor, transform(inverse(grip.matrix), at), grip.stack);
    this.subject.propose((before) => ({ ...before, area }));
  }

  doubleTap(at: Point): void {
    if (this.subject.holds() || drawingOf(this.subject.tool())) return;
    const own = this.subject.own();
    this.subject.setOwn(magnifiedAt(own, own.scale > 1 ? 1 / own.scale : 2, at, this.subject.box()));
  }

  hover(at: Point | null): void {
    if (this.subject.points()) this.subject.point(at);
    this.subject.hover(at);
  }
}
