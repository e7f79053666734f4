import type { FrameMeta, Window } from "../wire/messages";

/** Which picture: a position of a stack under a window (null: the image's own). */
export interface Picture {
  stack: number;
  pos: number;
  voi: Window | null;
}

/** What the page asks of the frames worker. */
export type ToWorker =
  /** A new connection: make a key pair for it; of the former one only sealed frames stay, if it was the same seat. */
  | { type: "begin"; session: string; participant: string }
  | { type: "key"; epoch: number; wrapped: string; lease_ms: number }
  /** The key may be held this long from now. */
  | { type: "lease"; epoch: number; left_ms: number }
  /** Viewing ends this long from now (null: nobody knows yet). */
  | { type: "deadline"; left_ms: number | null }
  | { type: "frame"; meta: FrameMeta; sealed: ArrayBuffer | null }
  /** The wanted pictures, most wanted first; everything else leaves the page. */
  | { type: "focus"; pictures: Picture[] }
  /** The page is out of sight: bitmaps go, keys stay under their lease. */
  | { type: "hide" }
  | { type: "show" }
  | { type: "dark" };

export type DarkReason = "lease" | "deadline" | "told";

/** What the page hears from it. Bitmaps are the only form in which a picture reaches the page. */
export type FromWorker =
  | { type: "public"; ecdh: string; have: string[] }
  /** The frame with this number is kept (or is of no use any more): it counts as received. */
  | { type: "stored"; n: number }
  /** These were lost or would not open: ask for them again. */
  | { type: "want"; fids: string[] }
  | { type: "bitmap"; meta: FrameMeta; bitmap: ImageBitmap }
  /** Close these bitmaps. */
  | { type: "drop"; keys: string[] }
  /** No lease for 10 s (true), or one again (false). */
  | { type: "blur"; on: boolean }
  /** Keys and frames are gone here; the page closes its bitmaps and clears its canvas. */
  | { type: "dark"; reason: DarkReason }
  | { type: "keyed"; epoch: number };

/** One name per picture, the same in page and worker. */
export function pictureKey(picture: Picture): string {
  return `${picture.stack}/${picture.pos}/${windowKey(picture.voi)}`;
}

function windowKey(voi: Window | null): string {
  return voi === null ? "own" : `${round(voi.center)},${round(voi.width)},${voi.function}`;
}

/** Six significant digits: the same window after a journey through JSON and the server's clamping. */
function round(value: number): string {
  return Number(value.toPrecision(6)).toString();
}
