/** How far two clocks run apart at worst, as a share of the time that passed: what was measured long ago is worth less. */
const DRIFT = 1e-4;
/** The wall clock was set, or the machine slept: what was measured before says nothing any more. */
const JUMP_MS = 1_000;

/** A clock that no wall clock moves. */
function steady(): number {
  return performance.timeOrigin + performance.now();
}

/**
 * The server's time as this page can know it: the best of the `time:ping` round trips so far, NTP's way. A trip tells
 * the server's clock within half its length; a worse one never replaces a better one that drift has not spoiled yet, so
 * a line that pictures fill meanwhile does not move the clock.
 */
export class Clock {
  #offset = 0;
  #doubt = Number.POSITIVE_INFINITY;
  #measured = 0;
  #roundTrip = Number.POSITIVE_INFINITY;
  #wallAhead: number;

  constructor(
    readonly local: () => number = steady,
    readonly wall: () => number = () => Date.now(),
  ) {
    this.#wallAhead = wall() - local();
  }

  /** Server epoch ms, now. */
  now(): number {
    return this.local() + this.#offset;
  }

  /** By how much `now` may be wrong, in ms; infinite before the first round trip. */
  get doubt(): number {
    return this.#doubt + (this.local() - this.#measured) * DRIFT;
  }

  /** The shortest round trip of this round of pings, in ms; null before the first. */
  get trip(): number | null {
    return this.#roundTrip === Number.POSITIVE_INFINITY ? null : Math.min(60_000, Math.round(this.#roundTrip));
  }

  /**
   * A message that carries the server's time: before any round trip the first guess, later a bound, for none comes
   * before it was sent.
   */
  hint(serverMs: number): void {
    this.#watch();
    if (this.#doubt !== Number.POSITIVE_INFINITY && serverMs - this.now() <= this.doubt) return;
    this.#offset = serverMs - this.local();
    this.#doubt = Number.POSITIVE_INFINITY;
  }

  /** A new round of pings begins. */
  restart(): void {
    this.#watch();
    this.#roundTrip = Number.POSITIVE_INFINITY;
  }

  /** A ping sent at local `t0` came back now with the server's `t1`. */
  sample(t0: number, t1: number): void {
    const back = this.local();
    const trip = back - t0;
    if (trip < 0) return;
    this.#watch();
    this.#roundTrip = Math.min(this.#roundTrip, trip);
    if (trip / 2 > this.doubt) return;
    this.#doubt = trip / 2;
    this.#measured = back;
    this.#offset = t1 - (t0 + trip / 2);
  }

  #watch(): void {
    const ahead = this.wall() - this.local();
    if (Math.abs(ahead - this.#wallAhead) > JUMP_MS) this.#doubt = Number.POSITIVE_INFINITY;
    this.#wallAhead = ahead;
  }
}
