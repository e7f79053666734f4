import { type Palette, colorsOf } from "./palettes";
import { type Remap, remapTable } from "./remap";

/** Above this many pixels a table takes longer than a frame lasts. */
export const MOST_PIXELS = 1_000_000;

/** What becomes of a picture's greys, in this order. */
export interface Tone {
  remap: Remap | null;
  invert: boolean;
  palette: Palette | null;
}

/** A grey picture through a table, on a canvas of its own; a larger one than `MOST_PIXELS` is reduced to so many. */
export class Toned {
  #canvas: HTMLCanvasElement | null = null;
  #bitmap: ImageBitmap | null = null;
  #made = "";

  of(bitmap: ImageBitmap, tone: Tone): HTMLCanvasElement {
    const canvas = (this.#canvas ??= document.createElement("canvas"));
    const made = JSON.stringify(tone);
    if (bitmap === this.#bitmap && made === this.#made) return canvas;
    const scale = Math.min(1, Math.sqrt(MOST_PIXELS / (bitmap.width * bitmap.height)));
    canvas.width = Math.max(1, Math.round(bitmap.width * scale));
    canvas.height = Math.max(1, Math.round(bitmap.height * scale));
    const context = canvas.getContext("2d", { alpha: false, willReadFrequently: true });
    if (!context) return canvas;
    context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    const image = context.getImageData(0, 0, canvas.width, canvas.height);
    through(new Uint32Array(image.data.buffer), wordsOf(tone));
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

/** What each grey becomes, as a pixel of an ImageData read as one word. */
export function wordsOf({ remap, invert, palette }: Tone): Uint32Array {
  const windowed = remap ? remapTable(remap) : Uint8Array.from({ length: 256 }, (_, grey) => grey);
  const [red, green, blue] = palette ? colorsOf(palette) : [null, null, null];
  return Uint32Array.from(windowed, (value) => {
    const grey = invert ? 255 - value : value;
    return 0xff000000 + ((blue?.[grey] ?? grey) << 16) + ((green?.[grey] ?? grey) << 8) + (red?.[grey] ?? grey);
  });
}

/** Word by word, four times faster than byte by byte; grey, so that any of the three colors tells. */
function through(pixels: Uint32Array, words: Uint32Array): void {
  for (let at = 0; at < pixels.length; at += 1) pixels[at] = words[((pixels[at] ?? 0) >>> 8) & 255] ?? 0;
}
