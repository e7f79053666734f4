import { type ReadonlySignal, computed, signal } from "@preact/signals-core";
import type { Token, View, ViewSet, Viewport } from "../wire/messages";

/** Sends a view; resolves with the server's answer, rejects when nobody answered. */
export type SendView = (said: ViewSet) => Promise<{ ok: true } | { ok: false; code: string }>;

const EVERY_MS = 25;

/**
 * The view on the light box: the newest one of the server, or ahead of it what the presenter's own hand just did.
 * The presenter sees every gesture at once and ignores echoes older than the last one sent.
 */
export class Steering {
  readonly #view = signal<View | null>(null);
  readonly #own = signal<View | null>(null);
  readonly #token = signal<Token | null>(null);
  readonly #me = signal("");
  /** The newest view the server told, to go back to when a proposal is refused. */
  #told: View | null = null;
  #cseq = 0;
  #send: SendView | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #sentAt = Number.NEGATIVE_INFINITY;
  #pending = false;

  constructor(readonly refused: (code: string) => void) {}

  get view(): ReadonlySignal<View | null> {
    return this.#view;
  }

  /** What this person looks at alone, beside the shared view; null while they follow. */
  get own(): ReadonlySignal<View | null> {
    return this.#own;
  }

  get token(): ReadonlySignal<Token | null> {
    return this.#token;
  }

  /** Whether this person steers. */
  readonly mine = computed(() => this.#me.value !== "" && this.#token.value?.holder === this.#me.value);

  be(participant: string): void {
    this.#me.value = participant;
  }

  /** A view from the server; `cseq` comes back only to its author. */
  take(view: View, cseq: number | null): void {
    if (!this.#told || view.rev >= this.#told.rev) this.#told = view;
    const before = this.#view.value;
    if (this.mine.value && cseq !== null && cseq < this.#cseq) return;
    if (this.mine.value && cseq === null && this.#pending) return;
    if (before && view.rev < before.rev) return;
    this.#view.value = view;
  }

  /** The server's word about looking around alone. */
  alone(view: View | null): void {
    this.#own.value = view;
  }

  control(token: Token | null): void {
    const before = this.#token.value;
    this.#token.value = token;
    if (before?.token_epoch !== token?.token_epoch) this.#cancel();
  }

  connected(send: SendView): void {
    this.#send = send;
  }

  /** A new connection starts from the server's snapshot. */
  disconnected(): void {
    this.#send = null;
    this.#cancel();
    const before = this.#view.value;
    if (before) this.#view.value = { ...before, rev: 0 };
    this.#told = null;
    this.#own.value = null;
  }

  /** Nothing is on the light box any more. */
  clear(): void {
    this.#cancel();
    this.#told = null;
    this.#view.value = null;
    this.#own.value = null;
  }

  /** The presenter's hand: shown at once, sent at the next beat (newest wins). */
  propose(change: (viewport: Viewport) => Viewport): void {
    if (!this.mine.value || !this.#send) return;
    const before = this.#view.value ?? emptyView(this.#me.value);
    const viewports = before.viewports.map((one) => (one.id === before.active ? change(one) : one));
    this.#view.value = { ...before, viewports };
    this.#pending = true;
    const wait = this.#sentAt + EVERY_MS - performance.now();
    if (wait <= 0) this.#flush();
    else this.#timer ??= setTimeout(() => this.#flush(), wait);
  }

  #flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const view = this.#view.value;
    const token = this.#token.value;
    if (!view || !token || !this.#send) return;
    this.#sentAt = performance.now();
    this.#cseq += 1;
    const cseq = this.#cseq;
    const { layout, active, viewports, link } = view;
    const said = { cseq, token_epoch: token.token_epoch, layout, active, viewports, link } as ViewSet;
    void this.#send(said)
      .then((answer) => {
        if (answer.ok) return;
        this.refused(answer.code);
        if (cseq === this.#cseq && this.#told) this.#view.value = this.#told;
      })
      .catch(() => undefined)
      .finally(() => {
        if (cseq === this.#cseq) this.#pending = this.#timer !== undefined;
      });
  }

  #cancel(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#pending = false;
  }
}

function emptyView(by: string): View {
  return { rev: 0, by, at_ms: 0, layout: [1, 1], active: "a", viewports: [emptyViewport("a")], link: null };
}

export function emptyViewport(id: string): Viewport {
  return { id, stack: null, pos: 0, voi: null, invert: false, rot: 0, flip: false, area: null, cine: null, palette: null };
}

/** The viewport the room looks at. */
export function activeViewport(view: View | null): Viewport | null {
  return view?.viewports.find((one) => one.id === view.active) ?? null;
}
