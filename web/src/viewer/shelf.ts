import type { FrameMeta } from "../wire/messages";
import { type Picture, pictureKey } from "../worker/protocol";

export interface Ready {
  meta: FrameMeta;
  bitmap: ImageBitmap;
}

/** Decoded pictures the page may paint now; the worker says which come and go. */
export class Shelf {
  readonly #ready = new Map<string, Ready>();

  get(picture: Picture): Ready | undefined {
    return this.#ready.get(pictureKey(picture));
  }

  put(ready: Ready): void {
    const key = pictureKey(ready.meta);
    this.#ready.get(key)?.bitmap.close();
    this.#ready.set(key, ready);
  }

  drop(keys: readonly string[]): void {
    for (const key of keys) {
      this.#ready.get(key)?.bitmap.close();
      this.#ready.delete(key);
    }
  }

  /** Pictures of former epochs go: they may show what this person is no longer given. */
  retain(epoch: number): void {
    this.drop([...this.#ready].filter(([, ready]) => ready.meta.epoch < epoch).map(([key]) => key));
  }

  clear(): void {
    this.drop([...this.#ready.keys()]);
  }
}
