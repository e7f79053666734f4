import { type ReadonlySignal, signal } from "@preact/signals-core";

const PLACE = "lightbox.letters";

/** Whether single letters act on the picture. */
export class Letters {
  readonly #on;

  constructor(
    readonly memory: Pick<Storage, "getItem" | "setItem">,
    readonly changed: () => void = () => undefined,
  ) {
    this.#on = signal(memory.getItem(PLACE) !== "off");
  }

  get on(): ReadonlySignal<boolean> {
    return this.#on;
  }

  turn(on: boolean): void {
    this.hear(on);
    this.changed();
  }

  /** What this person wants at another desk. */
  hear(on: boolean): void {
    this.#on.value = on;
    this.memory.setItem(PLACE, on ? "on" : "off");
  }
}
