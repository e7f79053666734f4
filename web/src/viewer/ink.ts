import type { Shape } from "../store/shape";
import { type Matrix, type Point, transform } from "./geometry";
import { handlesOf, outline } from "./shape";

/** A mark to paint, with its words. */
export interface Inked {
  shape: Shape;
  lines: readonly string[];
  selected: boolean;
  /** Whether the selected one can be bent and moved by this person. */
  handles: boolean;
}

/** Somebody's finger, fading: 1 is fresh, 0 is gone. */
export interface Finger {
  at: Point;
  kind: string;
  name: string;
  steers: boolean;
  strength: number;
}

const LINE = "#ffe08a";
const CHOSEN = "#fff";
const HALO = "rgb(0 0 0 / 75%)";
const STEERS = "#6fb7ff";
const OTHERS = "#6fd3a1";
const HEAD_CSS = 11;
const HANDLE_CSS = 4;
const FONT = "13px system-ui, sans-serif";
const LINE_CSS = 17;

/** Marks and pointers over the picture, on a canvas of their own: they move without the picture being drawn again. */
export class Ink {
  readonly #context: CanvasRenderingContext2D | null;
  #blank = true;

  constructor(readonly canvas: HTMLCanvasElement) {
    this.#context = canvas.getContext("2d");
  }

  resize(w: number, h: number): void {
    if (this.canvas.width === w && this.canvas.height === h) return;
    this.canvas.width = w;
    this.canvas.height = h;
    this.#blank = true;
  }

  clear(): void {
    if (this.#blank) return;
    this.#context?.setTransform(1, 0, 0, 1, 0, 0);
    this.#context?.clearRect(0, 0, this.canvas.width, this.canvas.height);
    this.#blank = true;
  }

  /** `matrix` takes image pixels to css pixels, `dpr` these to device pixels. */
  paint(marks: readonly Inked[], fingers: readonly Finger[], matrix: Matrix, dpr: number): void {
    this.clear();
    const context = this.#context;
    if (!context || marks.length + fingers.length === 0) return;
    this.#blank = false;
    context.setTransform(dpr, 0, 0, dpr, 0, 0);
    context.lineJoin = context.lineCap = "round";
    for (const mark of marks) paintMark(context, mark, matrix);
    for (const finger of fingers) paintFinger(context, finger, matrix);
  }
}

function paintMark(context: CanvasRenderingContext2D, { shape, lines, selected, handles }: Inked, matrix: Matrix): void {
  const shown = outline(shape).map((line) => line.map((point) => transform(matrix, point)));
  const color = selected ? CHOSEN : LINE;
  if (shape.kind !== "text") {
    const path = new Path2D();
    for (const line of shown) line.forEach(([x, y], at) => (at === 0 ? path.moveTo(x, y) : path.lineTo(x, y)));
    if (shape.kind === "arrow") head(path, shown[0] ?? []);
    if (shape.kind === "length") for (const line of shown) ticks(path, line);
    haloed(context, path, color, selected ? 2.5 : 1.75);
  }
  if (selected && handles) {
    for (const [x, y] of handlesOf(shape).map((point) => transform(matrix, point))) {
      const knob = new Path2D();
      knob.arc(x, y, HANDLE_CSS, 0, 2 * Math.PI);
      haloed(context, knob, color, 1.5);
    }
  }
  words(context, lines, labelPlace(shape, shown.flat()), color);
}

function haloed(context: CanvasRenderingContext2D, path: Path2D, color: string, width: number): void {
  context.strokeStyle = HALO;
  context.lineWidth = width + 2.5;
  context.stroke(path);
  context.strokeStyle = color;
  context.lineWidth = width;
  context.stroke(path);
}

function head(path: Path2D, line: readonly Point[]): void {
  const [tail, tip] = line;
  if (!tail || !tip) return;
  const turn = Math.atan2(tip[1] - tail[1], tip[0] - tail[0]);
  for (const side of [-0.45, 0.45]) {
    path.moveTo(tip[0], tip[1]);
    path.lineTo(tip[0] - HEAD_CSS * Math.cos(turn + side), tip[1] - HEAD_CSS * Math.sin(turn + side));
  }
}

function ticks(path: Path2D, line: readonly Point[]): void {
  const [one, other] = line;
  if (!one || !other) return;
  const turn = Math.atan2(other[1] - one[1], other[0] - one[0]) + Math.PI / 2;
  const [dx, dy] = [5 * Math.cos(turn), 5 * Math.sin(turn)];
  for (const [x, y] of [one, other]) {
    path.moveTo(x - dx, y - dy);
    path.lineTo(x + dx, y + dy);
  }
}

/** Right of the rightmost point: words never lie on what they are about. */
function labelPlace(shape: Shape, shown: readonly Point[]): Point {
  if (shape.kind === "text") return shown[0] ?? [0, 0];
  const [x, y] = shown.reduce<Point>((best, point) => (point[0] > best[0] ? point : best), [Number.NEGATIVE_INFINITY, 0]);
  return [x + 10, y];
}

function words(context: CanvasRenderingContext2D, lines: readonly string[], [x, y]: Point, color: string): void {
  context.font = FONT;
  context.textBaseline = "middle";
  const top = y - ((lines.length - 1) * LINE_CSS) / 2;
  lines.forEach((line, at) => {
    context.strokeStyle = HALO;
    context.lineWidth = 3.5;
    context.strokeText(line, x, top + at * LINE_CSS);
    context.fillStyle = color;
    context.fillText(line, x, top + at * LINE_CSS);
  });
}

function paintFinger(context: CanvasRenderingContext2D, finger: Finger, matrix: Matrix): void {
  const [x, y] = transform(matrix, finger.at);
  const color = finger.steers ? STEERS : OTHERS;
  context.globalAlpha = finger.strength;
  const path = new Path2D();
  if (finger.kind === "cross") {
    path.moveTo(x - 10, y);
    path.lineTo(x + 10, y);
    path.moveTo(x, y - 10);
    path.lineTo(x, y + 10);
    haloed(context, path, color, 2);
  } else {
    path.arc(x, y, 8, 0, 2 * Math.PI);
    haloed(context, path, color, 2.5);
    context.fillStyle = color;
    context.beginPath();
    context.arc(x, y, 2.5, 0, 2 * Math.PI);
    context.fill();
  }
  words(context, [finger.name], [x + 14, y], color);
  context.globalAlpha = 1;
}
