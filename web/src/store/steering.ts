import { type ReadonlySignal, computed, signal } from "@preact/signals-core";
import type { Token, View, ViewSet, Viewport } from "../wire/messages";

/** Sends a view; resolves with the server's answer, rejects when nobody answered. */
export type SendView = (said: ViewSet) => Promise<{ ok: true; rev?: number } | { ok: false; code: string }>;

/** What follows from a change of one viewport for the others (linked ones), before anybody sees it. */
export type Settle = (before: View, after: View) => View;

const EVERY_MS = 25;
/** How long a hand has to be still, once control is gone, before it means a view of its own. */
const REST_MS = 500;

/**
 * The view on the light box: the newest one of the server, or ahead of it what the presenter's own hand just did.
 * The presenter sees every gesture at once and ignores echoes older than the last one. Whoever may look around and
 * does not steer leaves the shared view by changing what they see, and comes back with `back`.
 */
export class Steering {
  readonly #view = signal<View | null>(null);
  readonly #own = signal<View | null>(null);
  readonly #token = signal<Token | null>(null);
  readonly #me = signal("");
  readonly #may = signal(false);
  /** The newest view the server told, to go back to when a proposal is refused. */
  #told: View | null = null;
  #cseq = 0;
  #send: SendView | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #sentAt = Number.NEGATIVE_INFINITY;
  #restsAt = Number.NEGATIVE_INFINITY;
  #pending = false;

  constructor(
    readonly refused: (code: string) => void,
    readonly settle: Settle = (_, after) => after,
  ) {}

  /** The shared one. */
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
  /** What is on this person's screen. */
  readonly shown = computed(() => this.#own.value ?? this.#view.value);
  /**
   * The same but for positions, which are those of when anything else last changed: what stands beside the picture
   * depends on this and rests while somebody scrolls, fifty times a second.
   */
  readonly arrangement = withoutPositions(this.shown);
  /** Whether there is a shared view at all, and of which stack its active viewport is. */
  readonly lit = computed(() => this.#view.value !== null);
  readonly sharedStack = computed(() => activeViewport(this.#view.value)?.stack ?? null);
  /** Whether their hands move what is on their screen as it is: they steer, or look at a view of their own. */
  readonly holds = computed(() => this.mine.value || this.#own.value !== null);
  /** Whether they would leave the shared view by changing what they see. */
  readonly leaves = computed(() => !this.holds.value && this.#may.value && this.#view.value !== null);
  /** Whether they may change what is on their screen, either way. */
  readonly free = computed(() => this.holds.value || this.leaves.value);

  be(participant: string): void {
    this.#me.value = participant;
  }

  /** Whether this person may look around alone now. */
  allow(may: boolean): void {
    this.#may.value = may;
  }

  /** A view from the server; `cseq` comes back only to its author. */
  take(view: View, cseq: number | null): void {
    if (!this.#told || view.rev >= this.#told.rev) this.#told = view;
    const before = this.#view.value;
    if (this.mine.value && this.#isBehind(cseq)) return;
    if (this.mine.value && cseq === null && this.#pending) return;
    if (before && view.rev < before.rev) return;
    this.#view.value = view;
  }

  /** The server's word about looking around alone; echoes older than the last one sent are ignored. */
  alone(view: View | null, cseq: number | null = null): void {
    if (view && (this.mine.value || this.#isBehind(cseq))) return;
    this.#own.value = view;
  }

  /** Whether an echo is older than what this hand did since: said, or waiting for the next beat. */
  #isBehind(cseq: number | null): boolean {
    return cseq !== null && (cseq < this.#cseq || this.#timer !== undefined);
  }

  control(token: Token | null): void {
    const before = this.#token.value;
    const isTaken = this.mine.value && token?.holder !== this.#me.value;
    this.#token.value = token;
    if (isTaken) this.#restsAt = performance.now() + REST_MS;
    if (before?.token_epoch !== token?.token_epoch) this.#cancel();
    if (this.mine.value) this.#own.value = null;
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

  /** Back to the shared view on this screen, at once; late echoes of the own one are ignored. */
  back(): void {
    this.#cancel();
    this.#cseq += 1;
    this.#own.value = null;
  }

  /** A hand on one viewport (the active one unless named), which becomes the active one. */
  propose(change: (viewport: Viewport) => Viewport, id?: string): void {
    this.arrange((before) => {
      const active = id ?? before.active;
      const viewports = before.viewports.map((one) => (one.id === active ? change(one) : one));
      return { ...before, active, viewports };
    });
  }

  /** A change of the whole view: shown at once, sent at the next beat (newest wins). */
  arrange(change: (view: View) => View): void {
    if (!this.#send || !(this.mine.value || this.free.value) || this.#isStillMoving()) return;
    const target = this.mine.value ? this.#view : this.#own;
    const before = this.shown.value ?? emptyView(this.#me.value);
    target.value = this.settle(before, change(before));
    this.#pending = true;
    const wait = this.#sentAt + EVERY_MS - performance.now();
    if (wait <= 0) this.#flush();
    else this.#timer ??= setTimeout(() => this.#flush(), wait);
  }

  /** The hand that control was taken from is still at it: it meant the shared view, not one of its own. */
  #isStillMoving(): boolean {
    const now = performance.now();
    if (this.mine.value || now >= this.#restsAt) return false;
    this.#restsAt = now + REST_MS;
    return true;
  }

  #flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const scope = this.mine.value ? "shared" : "mine";
    const view = scope === "shared" ? this.#view.value : this.#own.value;
    const token = this.#token.value;
    if (!view || !token || !this.#send) return;
    this.#sentAt = performance.now();
    this.#cseq += 1;
    const cseq = this.#cseq;
    const { layout, active, viewports, link } = view;
    const said = { cseq, scope, token_epoch: token.token_epoch, layout, active, viewports, link } as ViewSet;
    void this.#send(said)
      .then((answer) => {
        if (!answer.ok) this.#undo(answer.code, cseq, scope);
        else if (cseq === this.#cseq && scope === "shared" && this.#timer === undefined) this.#catchUp(answer.rev);
      })
      .catch(() => undefined)
      .finally(() => {
        if (cseq === this.#cseq) this.#pending = this.#timer !== undefined;
      });
  }

  /** The server has changed what this hand said (a clip starts) before it answered: that view came too early to be taken. */
  #catchUp(rev: number | undefined): void {
    if (rev !== undefined && this.#told && this.#told.rev >= rev) this.#view.value = this.#told;
  }

  #undo(code: string, cseq: number, scope: "shared" | "mine"): void {
    this.refused(code);
    if (cseq !== this.#cseq) return;
    if (scope === "mine") this.#own.value = null;
    else if (this.#told) this.#view.value = this.#told;
  }

  #cancel(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#pending = false;
  }
}

function withoutPositions(view: ReadonlySignal<View | null>): ReadonlySignal<View | null> {
  let kept: View | null = null;
  let known = "";
  return computed(() => {
    const now = view.value;
    const but = now && { ...now, rev: 0, at_ms: 0, viewports: now.viewports.map((one) => ({ ...one, pos: 0 })) };
    const key = JSON.stringify(but);
    if (key !== known) [kept, known] = [now, key];
    return kept;
  });
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
