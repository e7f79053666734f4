import type { StackCard, Viewport } from "../wire/messages";
import type { Matrix } from "./geometry";
import { type Palette, colorsOf } from "./palettes";
import { type Remap, remapTable } from "./remap";
import type { Scene } from "./scene";

const BACKGROUND = "#000";
const OUTLINE = "#f2b84b";

/** Draws one picture on a 2D canvas; called from the one drawing queue only. */
export class Painter {
  readonly #context: CanvasRenderingContext2D;
  readonly #mapped = new Mapped();
  #painted = "";

  constructor(readonly canvas: HTMLCanvasElement) {
    const context = canvas.getContext("2d", { alpha: false });
    if (!context) throw new Error("no 2d canvas");
    this.#context = context;
    this.clear();
  }

  /** Fit the canvas to its box; answers whether it changed. */
  resize(w: number, h: number): boolean {
    if (this.canvas.width === w && this.canvas.height === h) return false;
    this.canvas.width = w;
    this.canvas.height = h;
    this.#painted = "";
    return true;
  }

  /** Overwrite every pixel. */
  clear(): void {
    this.#context.setTransform(1, 0, 0, 1, 0, 0);
    this.#context.globalCompositeOperation = "source-over";
    this.#context.fillStyle = BACKGROUND;
    this.#context.fillRect(0, 0, this.canvas.width, this.canvas.height);
    this.#mapped.forget();
    this.#painted = "";
  }

  /** `matrix` takes image pixels to device pixels; `fast` while things move. Painting the same again costs nothing. */
  paint(scene: Scene, stack: StackCard, matrix: Matrix, viewport: Viewport, fast: boolean): void {
    const { invert } = viewport;
    const palette = stack.color ? null : viewport.palette;
    const same = JSON.stringify([scene.ready?.meta.fid, scene.remap, Object.values(matrix), invert, palette, fast, stack.black]);
    if (same === this.#painted) return;
    this.#painted = same;
    const context = this.#context;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = BACKGROUND;
    context.fillRect(0, 0, this.canvas.width, this.canvas.height);
    if (!scene.ready) return;
    context.setTransform(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f);
    context.imageSmoothingEnabled = true;
    context.imageSmoothingQuality = fast ? "low" : "high";
    const { bitmap } = scene.ready;
    const mapped = scene.remap !== null || palette !== null;
    const source = mapped ? this.#mapped.of(bitmap, scene.remap, palette, invert) : bitmap;
    context.drawImage(source, 0, 0, stack.columns, stack.rows);
    if (invert && !mapped) {
      context.globalCompositeOperation = "difference";
      context.fillStyle = "#fff";
      context.fillRect(0, 0, stack.columns, stack.rows);
      context.globalCompositeOperation = "source-over";
    }
    this.#outline(stack.black);
  }

  /** To the host: where others see black. */
  #outline(black: StackCard["black"]): void {
    if (black.length === 0) return;
    const context = this.#context;
    context.beginPath();
    for (const [left, top, right, bottom] of black) context.rect(left, top, right - left, bottom - top);
    // the path keeps its place, the line its width
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.setLineDash([6, 4]);
    context.lineWidth = 1.5;
    context.strokeStyle = OUTLINE;
    context.stroke();
    context.setLineDash([]);
  }
}

/** A grey picture through look-up tables (window, then inversion, then palette), on a canvas of its own. */
class Mapped {
  #canvas: HTMLCanvasElement | null = null;
  #bitmap: ImageBitmap | null = null;
  #made = "";

  of(bitmap: ImageBitmap, remap: Remap | null, palette: Palette | null, invert: boolean): HTMLCanvasElement {
    const canvas = (this.#canvas ??= document.createElement("canvas"));
    const made = JSON.stringify([remap, palette, invert]);
    if (bitmap === this.#bitmap && made === this.#made) return canvas;
    canvas.width = bitmap.width;
    canvas.height = bitmap.height;
    const context = canvas.getContext("2d", { alpha: false, willReadFrequently: true });
    if (!context) return canvas;
    context.drawImage(bitmap, 0, 0);
    const image = context.getImageData(0, 0, canvas.width, canvas.height);
    through(image.data, tablesOf(remap, palette, invert));
    context.putImageData(image, 0, 0);
    this.#bitmap = bitmap;
    this.#made = made;
    return canvas;
  }

  forget(): void {
    this.#bitmap = null;
    if (!this.#canvas) return;
    this.#canvas.width = 0;
    this.#canvas = null;
  }
}

type Table = Uint8Array | Uint8ClampedArray;

/** What each grey becomes in red, green and blue. */
export function tablesOf(remap: Remap | null, palette: Palette | null, invert: boolean): [Table, Table, Table] {
  const identity = Uint8Array.from({ length: 256 }, (_, grey) => grey);
  const windowed = remap ? remapTable(remap) : identity;
  const turned = invert ? windowed.map((grey) => 255 - grey) : windowed;
  const colors = palette ? colorsOf(palette) : [identity, identity, identity];
  const [red, green, blue] = colors.map((channel) => turned.map((grey) => channel[grey] ?? 0));
  return [red ?? identity, green ?? identity, blue ?? identity];
}

function through(values: Uint8ClampedArray, [red, green, blue]: [Table, Table, Table]): void {
  for (let at = 0; at < values.length; at += 4) {
    const grey = values[at] ?? 0;
    values[at] = red[grey] ?? 0;
    values[at + 1] = green[grey] ?? 0;
    values[at + 2] = blue[grey] ?? 0;
  }
}
