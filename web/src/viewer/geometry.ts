import type { SpacingAt, StackCard, Viewport } from "../wire/messages";

/**
 * Three planes, named in every variable: `img` image pixels with edges (0,0) at the outer corner of the first pixel,
 * `css` pixels of the page inside the picture's box, `dev` pixels of its canvas.
 */

export interface Size {
  w: number;
  h: number;
}

export type Area = [x0: number, y0: number, x1: number, y1: number];
export type Point = [x: number, y: number];

/** x' = a·x + c·y + e, y' = b·x + d·y + f, as canvas wants it. */
export interface Matrix {
  a: number;
  b: number;
  c: number;
  d: number;
  e: number;
  f: number;
}

/** One person's own magnification on top of the shared view: it never leaves this screen. */
export interface OwnZoom {
  scale: number;
  dx: number;
  dy: number;
}
export const NO_ZOOM: OwnZoom = { scale: 1, dx: 0, dy: 0 };

export function wholeArea(stack: StackCard): Area {
  return [0, 0, stack.columns, stack.rows];
}

export function areaOf(viewport: Viewport, stack: StackCard): Area {
  return viewport.area ?? wholeArea(stack);
}

/** How much taller than wide a pixel is: 1 unless the file says otherwise. */
export function pixelAspect(stack: StackCard): number {
  return stack.aspect > 0 && Number.isFinite(stack.aspect) ? stack.aspect : 1;
}

/** Turning (clockwise) and then mirroring, without scale or place. GSPS order, PS3.3 C.10.6. */
function turned(viewport: Viewport): Matrix {
  const [cos, sin] = ({ 0: [1, 0], 90: [0, 1], 180: [-1, 0], 270: [0, -1] } as const)[viewport.rot as 0];
  const sign = viewport.flip ? -1 : 1;
  return { a: sign * cos, b: sin, c: sign * -sin, d: cos, e: 0, f: 0 };
}

/** Image pixels → picture box: the whole displayed area is visible, centered, as large as fits. */
export function fitted(viewport: Viewport, stack: StackCard, box: Size, own: OwnZoom = NO_ZOOM): Matrix {
  const [x0, y0, x1, y1] = areaOf(viewport, stack);
  const aspect = pixelAspect(stack);
  const turn = turned(viewport);
  const wide = Math.abs(turn.a) * (x1 - x0) + Math.abs(turn.c) * (y1 - y0) * aspect;
  const high = Math.abs(turn.b) * (x1 - x0) + Math.abs(turn.d) * (y1 - y0) * aspect;
  const scale = Math.min(box.w / wide, box.h / high) * own.scale;
  const matrix = { a: turn.a * scale, b: turn.b * scale, c: turn.c * scale * aspect, d: turn.d * scale * aspect };
  const [x, y] = [(x0 + x1) / 2, (y0 + y1) / 2];
  return {
    ...matrix,
    e: box.w / 2 + own.dx - (matrix.a * x + matrix.c * y),
    f: box.h / 2 + own.dy - (matrix.b * x + matrix.d * y),
  };
}

export function transform(matrix: Matrix, [x, y]: Point): Point {
  return [matrix.a * x + matrix.c * y + matrix.e, matrix.b * x + matrix.d * y + matrix.f];
}

export function inverse(matrix: Matrix): Matrix {
  const { a, b, c, d, e, f } = matrix;
  const det = a * d - b * c;
  return {
    a: d / det,
    b: -b / det,
    c: -c / det,
    d: a / det,
    e: (c * f - d * e) / det,
    f: (b * e - a * f) / det,
  };
}

/** The image vector under a movement on the page. */
export function imageVector(matrix: Matrix, dx: number, dy: number): Point {
  const back = inverse(matrix);
  return [back.a * dx + back.c * dy, back.b * dx + back.d * dy];
}

const SMALLEST_SIDE = 8;
const LARGEST = 4;

/** Magnified about an image point that stays where it is; within what a view may hold (8 px … 4 × the image). */
export function zoomed(area: Area, factor: number, [x, y]: Point, stack: StackCard): Area {
  const [x0, y0, x1, y1] = area;
  const narrowest = Math.max(SMALLEST_SIDE / (x1 - x0), SMALLEST_SIDE / (y1 - y0));
  const widest = Math.min((LARGEST * stack.columns) / (x1 - x0), (LARGEST * stack.rows) / (y1 - y0));
  const shrink = Math.min(Math.max(1 / factor, narrowest), widest);
  return [x + (x0 - x) * shrink, y + (y0 - y) * shrink, x + (x1 - x) * shrink, y + (y1 - y) * shrink];
}

/** Shifted by an image vector, but never so far that the picture leaves the area. */
export function panned(area: Area, [dx, dy]: Point, stack: StackCard): Area {
  const [x0, y0, x1, y1] = area;
  const x = kept(-dx, x0, x1, stack.columns);
  const y = kept(-dy, y0, y1, stack.rows);
  return [x0 + x, y0 + y, x1 + x, y1 + y];
}

/** A tenth of the area (and at least its border) stays on the image. */
function kept(shift: number, low: number, high: number, length: number): number {
  const margin = Math.min((high - low) / 10, length / 10);
  return Math.min(Math.max(shift, margin - high), length - margin - low);
}

export type Letters = [left: string, right: string, top: string, bottom: string];

/** Where the letters of an unturned picture stand once it is turned and mirrored. */
export function lettersShown(letters: Letters, rot: number, flip: boolean): Letters {
  let [left, right, top, bottom] = letters;
  for (let quarter = 0; quarter < rot / 90; quarter += 1) [left, right, top, bottom] = [bottom, top, left, right];
  return flip ? [right, left, top, bottom] : [left, right, top, bottom];
}

const NICE = [1, 2, 5];

/** A scale bar of a round length, at most `most` of the box's width: its millimetres and css pixels. */
export function scaleBar(mmPerCss: number, boxW: number, most = 0.25): { mm: number; css: number } | null {
  const limit = mmPerCss * boxW * most;
  if (!(limit > 0) || !Number.isFinite(limit)) return null;
  const power = 10 ** Math.floor(Math.log10(limit));
  const mm = NICE.map((one) => one * power).filter((one) => one <= limit).at(-1) ?? power;
  return { mm, css: mm / mmPerCss };
}

/** The spacing of one position: its own where they differ within the stack. */
export function spacingAt(stack: StackCard, pos: number): SpacingAt | null {
  if (stack.spacings.length > 0) return stack.spacings[pos] ?? null;
  const [row, column] = stack.spacing_mm ?? [0, 0];
  return column ? { row_mm: row, column_mm: column, origin: stack.spacing_origin } : null;
}

/** Millimetres under one css pixel, or null when the file gives no spacing. */
export function mmPerCss(spacing: SpacingAt | null, matrix: Matrix): number | null {
  return spacing ? spacing.column_mm / Math.hypot(matrix.a, matrix.b) : null;
}
