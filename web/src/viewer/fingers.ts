import { signal } from "@preact/signals-core";
import { FADE_MS } from "../store/drawings";
import type { Point } from "./geometry";
import type { Finger } from "./ink";
import type { Pane } from "./pane";
import type { StagePorts } from "./stageports";

const VALUE_REST_MS = 150;
const FADE_EVERY_MS = 80;

/** Who points where on this screen, this person's own pointing, and the value under their resting cursor. */
export class Fingers {
  readonly #pointing = signal(false);
  #fading: ReturnType<typeof setTimeout> | undefined;
  #valueAt: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly ports: StagePorts,
    readonly redraw: () => void,
  ) {}

  /** Whether moving over the picture points. */
  get pointing(): boolean {
    return !this.ports.paused.value && (this.#pointing.value || this.ports.tool.value === "point");
  }

  start(): void {
    this.#pointing.value = true;
  }

  stop(): void {
    if (!this.#pointing.value) return;
    this.#pointing.value = false;
    this.ports.point(null, null);
  }

  dispose(): void {
    clearTimeout(this.#fading);
    clearTimeout(this.#valueAt);
  }

  on(stack: number, pos: number): Finger[] {
    const now = this.ports.drawings.now();
    const fingers: Finger[] = [];
    for (const one of this.ports.drawings.pointers.peek().values()) {
      if (one.stack !== stack || one.pos !== pos) continue;
      const left = 1 - (now - one.at) / FADE_MS;
      const { name, color } = this.ports.who(one.by);
      fingers.push({ at: [one.x, one.y], kind: one.kind, name, color, strength: Math.min(1, Math.max(0, 2 * left)) });
    }
    return fingers;
  }

  /** Old pointers fade, so somebody has to look again. */
  fade(): void {
    if (this.#fading !== undefined || this.ports.drawings.pointers.peek().size === 0) return;
    this.#fading = setTimeout(() => {
      this.#fading = undefined;
      this.ports.drawings.fade();
      this.redraw();
    }, FADE_EVERY_MS);
  }

  /** The value under a resting cursor, for clinicians. */
  hover(pane: Pane, at: Point | null): void {
    clearTimeout(this.#valueAt);
    pane.value("");
    if (!at || !this.ports.draws()) return;
    this.#valueAt = setTimeout(() => {
      const picture = pane.picture();
      const img = pane.imageAt(at);
      if (!picture || !img || this.ports.paused.value) return;
      void this.ports.value(picture, img).then((words) => {
        const still = pane.picture();
        if (still?.stack === picture.stack && still.pos === picture.pos) pane.value(words);
      });
    }, VALUE_REST_MS);
  }
}
