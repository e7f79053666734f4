import type { Shape } from "../store/shape";
import { type Area, type Matrix, type Point, type Size, transform } from "./geometry";
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
  /** The color of whose it is. */
  color: string;
  strength: number;
}

const LINE = "#ffe08a";
const CHOSEN = "#fff";
const HALO = "rgb(0 0 0 / 75%)";
const BLACK = "#f2b84b";
const HEAD_CSS = 11;
const HANDLE_CSS = 4;
const FONT = "13px system-ui, sans-serif";
const LINE_CSS = 17;
const APART_CSS = 10;
const MARGIN_CSS = 6;

/** Marks and pointers over the picture, on a canvas of their own: they move without the picture being drawn again. */
export class Ink {
  readonly #context: CanvasRenderingContext2D | null;
  #blank = true;

  constructor(readonly canvas: HTMLCanvasElement) {
    this.#context = canvas.getContext("2d");
    this.#isBlank(true);
  }

  resize(w: number, h: number): void {
    if (this.canvas.width === w && this.canvas.height === h) return;
    this.canvas.width = w;
    this.canvas.height = h;
    this.#isBlank(true);
  }

  clear(): void {
    if (this.#blank) return;
    this.#context?.setTransform(1, 0, 0, 1, 0, 0);
    this.#context?.clearRect(0, 0, this.canvas.width, this.canvas.height);
    this.#isBlank(true);
  }

  /** Out of the way while nothing is on it: the browser would lay it over every picture, pixel by pixel. */
  #isBlank(blank: boolean): void {
    this.#blank = blank;
    this.canvas.hidden = blank;
  }

  /** `matrix` takes image pixels to css pixels, `dpr` these to device pixels; `black` are areas others see black. */
  paint(marks: readonly Inked[], fingers: readonly Finger[], black: readonly Area[], matrix: Matrix, dpr: number): void {
    this.clear();
    const context = this.#context;
    if (!context || marks.length + fingers.length + black.length === 0) return;
    this.#isBlank(false);
    context.setTransform(dpr, 0, 0, dpr, 0, 0);
    paintBlack(context, black, matrix);
    context.lineJoin = context.lineCap = "round";
    const box = { w: this.canvas.width / dpr, h: this.canvas.height / dpr };
    for (const mark of marks) paintMark(context, mark, matrix, box);
    for (const finger of fingers) paintFinger(context, finger, matrix);
  }
}

/** To the host: where others see black. */
function paintBlack(context: CanvasRenderingContext2D, areas: readonly Area[], matrix: Matrix): void {
  context.lineJoin = "miter";
  context.lineCap = "butt";
  context.lineWidth = 1.5;
  context.strokeStyle = BLACK;
  context.setLineDash([6, 4]);
  for (const [left, top, right, bottom] of areas) {
    const [[x0, y0], [x1, y1]] = [transform(matrix, [left, top]), transform(matrix, [right, bottom])];
    context.strokeRect(x0, y0, x1 - x0, y1 - y0);
  }
  context.setLineDash([]);
}

function paintMark(context: CanvasRenderingContext2D, { shape, lines, selected, handles }: Inked, matrix: Matrix, box: Size): void {
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
  context.font = FONT;
  const width = Math.max(0, ...lines.map((line) => context.measureText(line).width));
  words(context, lines, labelPlace(shape.kind, shown.flat(), { w: width, h: lines.length * LINE_CSS }, box), color);
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

/**
 * Where words of this size begin (left, middle): beside the mark, right of it where there is room, else left of it, else
 * below or above, so that they neither lie on what they are about nor run out of the picture's box.
 */
export function labelPlace(kind: Shape["kind"], shown: readonly Point[], size: Size, box: Size): Point {
  const right = extreme(shown, ([x0], [x1]) => x1 > x0);
  const [x, y]: Point = kind === "text" ? right : [right[0] + APART_CSS, right[1]];
  // a mark that is out of the box takes its words along
  if (!shown.some(([px, py]) => px >= 0 && px <= box.w && py >= 0 && py <= box.h)) return [x, y];
  const kept = (value: number, room: number): number => Math.max(MARGIN_CSS, Math.min(value, room - MARGIN_CSS));
  const middle = Math.max(size.h / 2, Math.min(y, box.h - size.h / 2));
  if (x + size.w <= box.w - MARGIN_CSS) return [x, middle];
  if (kind === "text") return [kept(x, box.w - size.w), middle];
  const left = extreme(shown, ([x0], [x1]) => x1 < x0);
  if (left[0] - APART_CSS - size.w >= MARGIN_CSS) return [left[0] - APART_CSS - size.w, kept(left[1], box.h)];
  const [, low] = extreme(shown, ([, y0], [, y1]) => y1 > y0);
  const [, high] = extreme(shown, ([, y0], [, y1]) => y1 < y0);
  const below = low + APART_CSS + size.h / 2;
  return [kept(x, box.w - size.w), below + size.h / 2 <= box.h ? below : Math.max(size.h / 2, high - APART_CSS - size.h / 2)];
}

function extreme(points: readonly Point[], isFarther: (best: Point, point: Point) => boolean): Point {
  return points.reduce((best, point) => (isFarther(best, point) ? point : best), points[0] ?? [0, 0]);
}

/** How words run that somebody wrote, whatever language the page is read in: as their first letter does. */
export function directionOf(line: string): "ltr" | "rtl" {
  return /^\P{L}*[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(line) ? "rtl" : "ltr";
}

function words(context: CanvasRenderingContext2D, lines: readonly string[], [x, y]: Point, color: string): void {
  context.font = FONT;
  context.textBaseline = "middle";
  // the place beside a mark is counted from the left
  context.textAlign = "left";
  const top = y - ((lines.length - 1) * LINE_CSS) / 2;
  lines.forEach((line, at) => {
    context.direction = directionOf(line);
    context.strokeStyle = HALO;
    context.lineWidth = 3.5;
    context.strokeText(line, x, top + at * LINE_CSS);
    context.fillStyle = color;
    context.fillText(line, x, top + at * LINE_CSS);
  });
}

function paintFinger(context: CanvasRenderingContext2D, finger: Finger, matrix: Matrix): void {
  const [x, y] = transform(matrix, finger.at);
  const { color } = finger;
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
