import type { StackCard, Viewport } from "../wire/messages";
import type { Matrix } from "./geometry";
import { paletteFilter } from "./palettefilter";
import type { Scene } from "./scene";
import { MOST_PIXELS, Toned } from "./toned";

const BACKGROUND = "#000";

/**
 * Draws one picture on a 2D canvas; called from the one drawing queue only. There is no WebGL painter because none was
 * faster (`bench/painter.py`): drawing (scaled, turned, mirrored) and inverting cost the same for any size of picture; a
 * palette is a table for a small picture, and for a large one a filter that the browser lays over the canvas, on a GPU
 * where there is one.
 */
export class Painter {
  readonly #context: CanvasRenderingContext2D;
  readonly #toned = new Toned();
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
    this.#blacken();
    this.#toned.forget();
    this.#painted = "";
  }

  /** `matrix` takes image pixels to device pixels; `fast` while things move. Painting the same again costs nothing. */
  paint(scene: Scene, stack: StackCard, matrix: Matrix, viewport: Viewport, fast: boolean): void {
    const palette = stack.color ? null : viewport.palette;
    const same = JSON.stringify([scene.ready?.meta.fid, scene.remap, Object.values(matrix), viewport.invert, palette, fast]);
    if (same === this.#painted) return;
    this.#painted = same;
    this.#blacken();
    if (!scene.ready) return;
    const context = this.#context;
    context.setTransform(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f);
    context.imageSmoothingEnabled = true;
    context.imageSmoothingQuality = fast ? "low" : "high";
    const { bitmap } = scene.ready;
    const isSmall = bitmap.width * bitmap.height <= MOST_PIXELS;
    const tone = { remap: scene.remap, invert: viewport.invert, palette: isSmall ? palette : null };
    const isToned = tone.remap !== null || tone.palette !== null;
    context.drawImage(isToned ? this.#toned.of(bitmap, tone) : bitmap, 0, 0, stack.columns, stack.rows);
    if (viewport.invert && !isToned) this.#invert(stack);
    this.#color(isSmall ? null : palette);
  }

  #blacken(): void {
    const context = this.#context;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = BACKGROUND;
    context.fillRect(0, 0, this.canvas.width, this.canvas.height);
  }

  /** |255 − value| within the image; what lies around it stays black. */
  #invert({ columns, rows }: StackCard): void {
    const context = this.#context;
    context.globalCompositeOperation = "difference";
    context.fillStyle = "#fff";
    context.fillRect(0, 0, columns, rows);
    context.globalCompositeOperation = "source-over";
  }

  /** Colors come last, over what is drawn: every palette leaves the black around the image black. */
  #color(palette: Viewport["palette"]): void {
    const filter = palette ? paletteFilter(palette) : "";
    if (this.canvas.style.filter !== filter) this.canvas.style.filter = filter;
  }
}
