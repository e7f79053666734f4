import type { StackCard } from "../wire/messages";
import type { Matrix } from "./geometry";
import { type Remap, remapTable } from "./remap";
import type { Scene } from "./scene";

const BACKGROUND = "#000";
const OUTLINE = "#f2b84b";

/** Draws one picture on a 2D canvas; called from the one drawing queue only. */
export class Painter {
  readonly #context: CanvasRenderingContext2D;
  readonly #remapped = new Remapped();

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
    return true;
  }

  /** Overwrite every pixel. */
  clear(): void {
    this.#context.setTransform(1, 0, 0, 1, 0, 0);
    this.#context.globalCompositeOperation = "source-over";
    this.#context.fillStyle = BACKGROUND;
    this.#context.fillRect(0, 0, this.canvas.width, this.canvas.height);
    this.#remapped.forget();
  }

  /** `matrix` takes image pixels to device pixels; `fast` while things move. */
  paint(scene: Scene, stack: StackCard, matrix: Matrix, invert: boolean, fast: boolean): void {
    const context = this.#context;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = BACKGROUND;
    context.fillRect(0, 0, this.canvas.width, this.canvas.height);
    if (!scene.ready) return;
    context.setTransform(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f);
    context.imageSmoothingEnabled = true;
    context.imageSmoothingQuality = fast ? "low" : "high";
    const { bitmap } = scene.ready;
    const source = scene.remap ? this.#remapped.of(bitmap, scene.remap) : bitmap;
    context.drawImage(source, 0, 0, stack.columns, stack.rows);
    if (invert) {
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

/** A grey picture through a look-up table, on a canvas of its own. */
class Remapped {
  #canvas: HTMLCanvasElement | null = null;

  of(bitmap: ImageBitmap, remap: Remap): HTMLCanvasElement {
    const canvas = (this.#canvas ??= document.createElement("canvas"));
    canvas.width = bitmap.width;
    canvas.height = bitmap.height;
    const context = canvas.getContext("2d", { alpha: false, willReadFrequently: true });
    if (!context) return canvas;
    context.drawImage(bitmap, 0, 0);
    const image = context.getImageData(0, 0, canvas.width, canvas.height);
    const table = remapTable(remap);
    const values = image.data;
    for (let at = 0; at < values.length; at += 4) {
      const grey = table[values[at] ?? 0] ?? 0;
      values[at] = grey;
      values[at + 1] = grey;
      values[at + 2] = grey;
    }
    context.putImageData(image, 0, 0);
    return canvas;
  }

  forget(): void {
    if (!this.#canvas) return;
    this.#canvas.width = 0;
    this.#canvas = null;
  }
}
