import { type OwnZoom, type Size, fitted } from "../../src/viewer/geometry";
import { Painter } from "../../src/viewer/painter";
import type { Remap } from "../../src/viewer/remap";
import type { Viewport } from "../../src/wire/messages";
import { frameMeta, stackCard, viewport } from "../frames";

interface Asked {
  /** Row by row. */
  greys: number[];
  columns: number;
  changes: Partial<Viewport>;
  remap: Remap | null;
  box: Size;
  own: OwnZoom;
}

let painter: Painter | undefined;

/** Paints a grey picture into a box at the page's corner, for tests/journeys/test_painter.py to look at. */
async function paint({ greys, columns, changes, remap, box, own }: Asked): Promise<void> {
  const rows = greys.length / columns;
  const values = Uint8ClampedArray.from(greys.flatMap((grey) => [grey, grey, grey, 255]));
  const bitmap = await createImageBitmap(new ImageData(values, columns, rows));
  const canvas = painter?.canvas ?? document.createElement("canvas");
  canvas.style.cssText = `position: absolute; left: 0; top: 0; width: ${box.w}px; height: ${box.h}px`;
  document.body.append(canvas);
  painter ??= new Painter(canvas);
  const dpr = devicePixelRatio;
  painter.resize(box.w * dpr, box.h * dpr);
  painter.clear();
  const stack = stackCard({ columns, rows });
  const { a, b, c, d, e, f } = fitted(viewport(changes), stack, box, own);
  const matrix = { a: a * dpr, b: b * dpr, c: c * dpr, d: d * dpr, e: e * dpr, f: f * dpr };
  painter.paint({ ready: { meta: frameMeta(), bitmap }, remap, exact: true }, stack, matrix, viewport(changes), true);
  bitmap.close();
}

/** Painted frames per second, one distinct picture after the other: for bench/painter.py. */
async function scroll(bitmaps: ImageBitmap[], palette: Viewport["palette"], seconds: number): Promise<number> {
  const canvas = document.querySelector("canvas") ?? document.createElement("canvas");
  const made = new Painter(canvas);
  const [columns, rows] = [bitmaps[0]?.width ?? 1, bitmaps[0]?.height ?? 1];
  const stack = stackCard({ columns, rows });
  const shown = viewport({ palette });
  const matrix = fitted(shown, stack, { w: canvas.width, h: canvas.height });
  return paced(seconds, (count) => {
    const bitmap = bitmaps[count % bitmaps.length];
    if (!bitmap) return;
    const meta = frameMeta({ fid: String(count) });
    made.paint({ ready: { meta, bitmap }, remap: null, exact: true }, stack, matrix, shown, true);
  });
}

/** Frames per second of something done once per frame. */
async function paced(seconds: number, step: (count: number) => void): Promise<number> {
  const begun = performance.now();
  let count = 0;
  while (performance.now() - begun < seconds * 1000) {
    await new Promise(requestAnimationFrame);
    step(count);
    count += 1;
  }
  return (count * 1000) / (performance.now() - begun);
}

Object.assign(globalThis, { paint, scroll, paced });
