import { effect } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { LiveRoom } from "./live";

/** Keeps the screen from going to sleep while a picture is on it; out of sight the browser takes the lock away itself. */
export class Awake {
  #lock: WakeLockSentinel | null = null;
  #wanted = false;
  #asking = false;

  constructor(readonly locks: WakeLock | undefined = globalThis.navigator.wakeLock) {}

  want(wanted: boolean): void {
    this.#wanted = wanted;
    if (wanted) void this.#take();
    else this.#free();
  }

  /** Back in sight: the lock is gone and has to be taken anew. */
  seen(hidden: boolean): void {
    if (hidden) this.#free();
    else if (this.#wanted) void this.#take();
  }

  async #take(): Promise<void> {
    if (this.#asking || (this.#lock && !this.#lock.released)) return;
    this.#asking = true;
    // refused on a low battery, out of sight, or without a secure context: then the screen sleeps as it likes
    const lock = await this.locks?.request("screen").catch(() => null);
    this.#asking = false;
    if (!lock) return;
    if (this.#wanted) this.#lock = lock;
    else void lock.release();
  }

  #free(): void {
    void this.#lock?.release();
    this.#lock = null;
  }
}

/** Awake while a picture is shown, asleep otherwise. */
export function useAwake(room: LiveRoom): void {
  useEffect(() => {
    const awake = new Awake();
    const seen = (): void => awake.seen(document.hidden);
    document.addEventListener("visibilitychange", seen);
    const stop = effect(() => {
      const { phase, dark, stacks } = room.facts;
      const shown = phase.value === "live" && dark.value === "" && stacks.value.length > 0;
      awake.want(shown && room.steering.lit.value && !room.over.value && room.line.value !== "over");
    });
    return () => {
      stop();
      document.removeEventListener("visibilitychange", seen);
      awake.want(false);
    };
  }, [room]);
}
