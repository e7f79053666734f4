import type { FrameMeta } from "../wire/messages";
import { pictureKey } from "./protocol";

const TIERS = ["preview", "lossy", "lossless"];

export interface Kept {
  meta: FrameMeta;
  sealed: ArrayBuffer;
}

/** Whether `next` shows at least what `before` shows: finer level first, then tier. */
export function atLeast(next: FrameMeta, before: FrameMeta): boolean {
  if (next.epoch !== before.epoch) return next.epoch > before.epoch;
  if (next.level !== before.level) return next.level < before.level;
  return TIERS.indexOf(next.tier) >= TIERS.indexOf(before.tier);
}

/** Sealed frames, the best of each picture, inside a byte budget; the least recently used leave first. */
export class Keep {
  readonly #frames = new Map<string, Kept>();
  readonly #lost = new Map<string, string>();
  #bytes = 0;

  constructor(readonly budget: number) {}

  get bytes(): number {
    return this.#bytes;
  }

  /** Keep it unless a better one is there; answers whether it was kept. */
  put(meta: FrameMeta, sealed: ArrayBuffer): boolean {
    const key = pictureKey(meta);
    const before = this.#frames.get(key);
    if (before && !atLeast(meta, before.meta)) return false;
    this.#remove(key);
    this.#lost.delete(key);
    this.#frames.set(key, { meta, sealed });
    this.#bytes += sealed.byteLength;
    this.#shrink(key);
    return true;
  }

  /** Addresses of what is kept of the newest epoch, the last used first. */
  addresses(most: number): string[] {
    const kept = [...this.#frames.values()].reverse();
    const newest = kept.reduce((epoch, { meta }) => Math.max(epoch, meta.epoch), 0);
    return kept
      .filter(({ meta }) => meta.epoch === newest)
      .slice(0, most)
      .map(({ meta }) => meta.fid);
  }

  get(key: string): Kept | undefined {
    const found = this.#frames.get(key);
    if (found) {
      this.#frames.delete(key);
      this.#frames.set(key, found);
    }
    return found;
  }

  /** A frame that would not open, or was given up: remember only its address. */
  lose(meta: FrameMeta): void {
    const key = pictureKey(meta);
    if (this.#frames.get(key)?.meta.fid === meta.fid) this.#remove(key);
    this.#lost.set(key, meta.fid);
  }

  /** The address of a frame that was here once and is not any more; told once. */
  takeLost(key: string): string | undefined {
    const fid = this.#lost.get(key);
    this.#lost.delete(key);
    return fid;
  }

  /** Frames of other epochs can never be opened again. */
  retain(epoch: number): void {
    for (const [key, kept] of [...this.#frames]) if (kept.meta.epoch < epoch) this.#remove(key);
    this.#lost.clear();
  }

  clear(): void {
    this.#frames.clear();
    this.#lost.clear();
    this.#bytes = 0;
  }

  #remove(key: string): void {
    const gone = this.#frames.get(key);
    if (!gone) return;
    this.#frames.delete(key);
    this.#bytes -= gone.sealed.byteLength;
  }

  #shrink(newest: string): void {
    for (const [key, kept] of [...this.#frames]) {
      if (this.#bytes <= this.budget) return;
      if (key === newest) continue;
      this.#remove(key);
      this.#lost.set(key, kept.meta.fid);
    }
  }
}
