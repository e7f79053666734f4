/** The server's time as this page can know it: the best of a few `time:ping` round trips, NTP's way. */
export class Clock {
  #offset = 0;
  #bestTrip = Number.POSITIVE_INFINITY;

  constructor(readonly local: () => number = () => Date.now()) {}

  /** Server epoch ms, now. */
  now(): number {
    return this.local() + this.#offset;
  }

  /** The shortest round trip so far, in ms; null before the first. */
  get trip(): number | null {
    return this.#bestTrip === Number.POSITIVE_INFINITY ? null : Math.min(60_000, Math.round(this.#bestTrip));
  }

  /** A message that carries the server's time gives a first guess, before any round trip. */
  hint(serverMs: number): void {
    if (this.#bestTrip === Number.POSITIVE_INFINITY) this.#offset = serverMs - this.local();
  }

  /** Forget old round trips: a new round of pings begins. */
  restart(): void {
    this.#bestTrip = Number.POSITIVE_INFINITY;
  }

  /** A ping sent at local `t0` came back now with the server's `t1`; the shortest trip knows best. */
  sample(t0: number, t1: number): void {
    const back = this.local();
    const trip = back - t0;
    if (trip < 0 || trip > this.#bestTrip) return;
    this.#bestTrip = trip;
    this.#offset = t1 - (t0 + trip / 2);
  }
}
