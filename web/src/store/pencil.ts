import { type ReadonlySignal, type Signal, computed, effect, signal } from "@preact/signals-core";
import type { MarkCard, MarkDrop, MarkPut } from "../wire/messages";
import type { Drawings } from "./drawings";
import { type Shape, shapeOf } from "./shape";

export type Drawn = ({ ok: true } & Record<string, unknown>) | { ok: false; code: string };

export interface PencilPorts {
  put: (said: MarkPut) => Promise<Drawn>;
  drop: (said: MarkDrop) => Promise<Drawn>;
  refused: (code: string) => void;
}

/** A mark as it is on screen: this hand's newest stroke before the server's; `card` has what it measures. */
export interface Seen {
  id: string;
  shape: Shape;
  card: MarkCard | null;
}

/** What of one mark is still on its way; `wanted` null: taken away. */
interface Errand {
  wanted: Shape | null;
  rev: number;
  busy: boolean;
  /** The server has it; its own word about it may still come. */
  settled: boolean;
}

interface Step {
  id: string;
  before: Shape | null;
  after: Shape | null;
}

const EVERY_MS = 110;
const AGAIN_MS = 400;
const STEPS = 100;

/**
 * One person's pencil: what it draws is seen at once here and at most ten times a second by everybody else, the final
 * stroke always; its own steps can be taken back and done again.
 */
export class Pencil {
  readonly #errands = signal<ReadonlyMap<string, Errand>>(new Map());
  readonly #past = signal<readonly Step[]>([]);
  readonly #future = signal<readonly Step[]>([]);
  #nextAt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly drawings: Drawings,
    readonly ports: PencilPorts,
    readonly now: () => number = () => performance.now(),
  ) {
    effect(() => this.#tidy(this.drawings.marks.value));
  }

  readonly canUndo = computed(() => this.#past.value.length > 0);
  readonly canRedo = computed(() => this.#future.value.length > 0);
  /** Changes whenever what is to be seen changes. */
  get changes(): ReadonlySignal<unknown> {
    return this.#errands;
  }

  /** The marks of one picture, oldest first. */
  on(stack: number, pos: number): Seen[] {
    const errands = this.#errands.value;
    const seen: Seen[] = [];
    for (const card of this.drawings.on(stack, pos)) {
      const errand = errands.get(card.id);
      const shape = errand ? errand.wanted : shapeOf(card);
      if (shape) seen.push({ id: card.id, shape, card });
    }
    for (const [id, { wanted }] of errands) {
      const isNew = wanted?.stack === stack && wanted.pos === pos && !this.drawings.marks.value.has(id);
      if (isNew) seen.push({ id, shape: wanted, card: null });
    }
    return seen;
  }

  /** A mark as it is now; null when there is none. */
  shape(id: string): Shape | null {
    const errand = this.#errands.value.get(id);
    if (errand) return errand.wanted;
    const card = this.drawings.marks.value.get(id);
    return card ? shapeOf(card) : null;
  }

  newId(): string {
    return Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  /** A stroke further; null takes the mark away. Shown at once. */
  draw(id: string, wanted: Shape | null): void {
    const before = this.#errands.value.get(id);
    const rev = before?.rev ?? this.drawings.marks.value.get(id)?.rev ?? 0;
    this.#set(id, { wanted, rev, busy: before?.busy ?? false, settled: false });
    this.#beat();
  }

  /** The hand let go: from `before` to what is there now is one step that can be taken back. */
  done(id: string, before: Shape | null): void {
    const after = this.shape(id);
    if (JSON.stringify(before) === JSON.stringify(after)) return;
    this.#past.value = [...this.#past.value, { id, before, after }].slice(-STEPS);
    this.#future.value = [];
  }

  undo(): void {
    this.#go(this.#past, this.#future, "before");
  }

  redo(): void {
    this.#go(this.#future, this.#past, "after");
  }

  /** The line broke or pictures are gone: the server tells anew what there is. */
  forget(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#errands.value = new Map();
  }

  #go(from: Signal<readonly Step[]>, to: Signal<readonly Step[]>, side: "before" | "after"): void {
    const step = from.value.at(-1);
    if (!step) return;
    from.value = from.value.slice(0, -1);
    const leaving = side === "before" ? step.after : step.before;
    // somebody else took it away meanwhile: that step is no longer ours to take back
    if (leaving && !this.shape(step.id)) {
      this.#go(from, to, side);
      return;
    }
    to.value = [...to.value, step];
    this.draw(step.id, step[side]);
  }

  // --- on its way --------------------------------------------------------------------------------------------------

  #set(id: string, errand: Errand | null): void {
    const errands = new Map(this.#errands.value);
    if (errand) errands.set(id, errand);
    else errands.delete(id);
    this.#errands.value = errands;
  }

  #beat(): void {
    if (this.#timer !== undefined) return;
    const wait = Math.max(0, this.#nextAt - this.now());
    if (wait === 0) this.#next();
    else this.#later(wait);
  }

  #later(ms: number): void {
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#next();
    }, ms);
  }

  #next(): void {
    const due = [...this.#errands.value].find(([, errand]) => !errand.busy && !errand.settled);
    if (!due) return;
    this.#nextAt = this.now() + EVERY_MS;
    void this.#run(...due);
    this.#later(EVERY_MS);
  }

  async #run(id: string, errand: Errand): Promise<void> {
    const { wanted, rev } = errand;
    this.#set(id, { ...errand, busy: true });
    const answer = await this.#say(id, wanted, rev).catch((): Drawn => ({ ok: false, code: "unreachable" }));
    const now = this.#errands.value.get(id);
    if (!now) return;
    if (answer.ok) {
      const told = wanted ? Number(answer.rev ?? rev + 1) : 0;
      this.#set(id, { wanted: now.wanted, rev: told, busy: false, settled: now.wanted === wanted });
      this.#tidy(this.drawings.marks.value);
      this.#beat();
    } else if (answer.code === "rate") {
      setTimeout(() => {
        const still = this.#errands.value.get(id);
        if (still) this.#set(id, { ...still, busy: false });
        this.#beat();
      }, AGAIN_MS);
    } else {
      this.#set(id, null);
      this.ports.refused(answer.code);
    }
  }

  #say(id: string, wanted: Shape | null, rev: number): Promise<Drawn> {
    if (wanted) return this.ports.put({ id, ...wanted, base_rev: rev });
    return rev === 0 ? Promise.resolve({ ok: true }) : this.ports.drop({ id, base_rev: rev });
  }

  /** What the server shows as we want it needs no copy here. */
  #tidy(marks: ReadonlyMap<string, MarkCard>): void {
    const errands = this.#errands.peek();
    const left = [...errands].filter(([id, { settled, wanted, rev }]) => {
      const told = marks.get(id)?.rev ?? 0;
      return !settled || (wanted ? told < rev : told > 0);
    });
    if (left.length < errands.size) this.#errands.value = new Map(left);
  }
}
