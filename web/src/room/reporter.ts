import { signal } from "@preact/signals";
import type { Clock } from "../store/clock";
import type { Connection } from "../wire/socket";

const LESS = "lightbox.less";
const PINGS = 5;
const BETWEEN_PINGS_MS = 600;
const PINGS_EVERY_MS = 60_000;

export interface Measured {
  w: number;
  h: number;
  dpr: number;
}

/** What the server is told of this screen and this line, and the server's time asked for. */
export class Reporter {
  /** This person wants less data on this browser, whatever its line. */
  readonly less = signal(localStorage.getItem(LESS) === "on");
  /** The larger part of the picture's place, css pixels. */
  #screen: Measured = { w: 0, h: 0, dpr: 1 };

  constructor(
    readonly clock: Clock,
    readonly line: Pick<Connection, "say" | "tell">,
    readonly isUp: () => boolean,
    ended: AbortSignal,
  ) {
    const timer = setInterval(() => void this.askTime(), PINGS_EVERY_MS);
    ended.addEventListener("abort", () => clearInterval(timer));
  }

  get screen(): Measured {
    const { w, h, dpr } = this.#screen;
    return { w, h, dpr: Math.min(Math.max(dpr, 0.5), 8) };
  }

  sized(w: number, h: number, dpr: number): void {
    this.#screen = { w: Math.round(w), h: Math.round(h), dpr };
    this.report();
  }

  useLess(less: boolean): void {
    this.less.value = less;
    localStorage.setItem(LESS, less ? "on" : "off");
    this.report();
  }

  report(): void {
    const connection = (navigator as { connection?: { saveData?: boolean } }).connection;
    const save_data = this.less.value || connection?.saveData === true;
    const rtt = this.clock.trip;
    this.line.tell("client:report", { ...this.screen, hidden: document.hidden, save_data, rtt });
  }

  /** The best of a few round trips tells the server's clock, and how long the line is. */
  async askTime(): Promise<void> {
    this.clock.restart();
    for (let ping = 0; ping < PINGS && this.isUp(); ping += 1) {
      const t0 = this.clock.local();
      const answer = await this.line.say("time:ping", { t0 }).catch(() => null);
      if (answer?.ok && typeof answer.t1 === "number") this.clock.sample(t0, answer.t1);
      if (ping === 0 || ping === PINGS - 1) this.report();
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_PINGS_MS));
    }
  }
}
