import { type Shelf } from "../viewer/shelf";
import type { Viewport } from "../wire/messages";

/** What a small picture shows: a viewport, and how much taller than wide its pixels are. */
export interface Small {
  viewport: Viewport;
  aspect: number;
}

interface Place {
  small: Small;
  painted: boolean;
}

const KEPT_AT_MOST = 64;

/** Small pictures of what is decoded here anyway; nothing is asked of the server, and all go dark with the big one. */
export class Thumbs {
  readonly #places = new Map<HTMLCanvasElement, Place>();
  /** What was painted small, for the next place that shows the same; newest last. */
  readonly #kept = new Map<string, HTMLCanvasElement>();
  #queued = 0;

  constructor(readonly shelf: Shelf) {}

  /** Show a picture on this canvas as soon as it is here; call the answer when the canvas goes. */
  show(canvas: HTMLCanvasElement, small: Small): () => void {
    this.#places.set(canvas, { small, painted: false });
    this.#paint(canvas);
    return () => {
      erase(canvas);
      this.#places.delete(canvas);
    };
  }

  /** A bitmap came to the shelf. */
  arrived(): void {
    if (this.#queued !== 0 || this.#places.size === 0) return;
    this.#queued = requestAnimationFrame(() => {
      this.#queued = 0;
      for (const [canvas, place] of this.#places) if (!place.painted) this.#paint(canvas);
    });
  }

  /** Overwrite all of them now. */
  clear(): void {
    cancelAnimationFrame(this.#queued);
    this.#queued = 0;
    for (const [canvas, place] of this.#places) {
      place.painted = false;
      erase(canvas);
    }
    for (const canvas of this.#kept.values()) erase(canvas);
    this.#kept.clear();
  }

  #paint(canvas: HTMLCanvasElement): void {
    const place = this.#places.get(canvas);
    const stack = place?.small.viewport.stack ?? null;
    if (!place || stack === null) return;
    const { viewport, aspect } = place.small;
    const { pos, voi, invert, rot, flip } = viewport;
    const name = JSON.stringify([stack, pos, voi, invert, rot, flip]);
    const ready = this.shelf.get({ stack, pos, voi });
    const kept = this.#kept.get(name);
    if (!ready && !kept) return;
    place.painted = true;
    if (ready) draw(canvas, ready.bitmap, viewport, aspect);
    else if (kept) canvas.getContext("2d", { alpha: false })?.drawImage(kept, 0, 0, canvas.width, canvas.height);
    if (ready) this.#keep(name, canvas);
  }

  #keep(name: string, painted: HTMLCanvasElement): void {
    const copy = document.createElement("canvas");
    copy.width = painted.width;
    copy.height = painted.height;
    copy.getContext("2d", { alpha: false })?.drawImage(painted, 0, 0);
    this.#kept.delete(name);
    this.#kept.set(name, copy);
    for (const [oldest, canvas] of this.#kept) {
      if (this.#kept.size <= KEPT_AT_MOST) break;
      erase(canvas);
      this.#kept.delete(oldest);
    }
  }
}

function draw(canvas: HTMLCanvasElement, bitmap: ImageBitmap, viewport: Viewport, aspect: number): void {
  const context = canvas.getContext("2d", { alpha: false });
  if (!context) return;
  erase(canvas);
  const side = canvas.width;
  const scale = side / Math.max(bitmap.width, bitmap.height * aspect);
  const [w, h] = [bitmap.width * scale, bitmap.height * aspect * scale];
  context.save();
  context.translate(side / 2, side / 2);
  context.scale(viewport.flip ? -1 : 1, 1);
  context.rotate((viewport.rot * Math.PI) / 180);
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, -w / 2, -h / 2, w, h);
  if (viewport.invert) {
    context.globalCompositeOperation = "difference";
    context.fillStyle = "#fff";
    context.fillRect(-w / 2, -h / 2, w, h);
  }
  context.restore();
}

function erase(canvas: HTMLCanvasElement): void {
  const context = canvas.getContext("2d", { alpha: false });
  if (!context) return;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.globalCompositeOperation = "source-over";
  context.fillStyle = "#000";
  context.fillRect(0, 0, canvas.width, canvas.height);
}
