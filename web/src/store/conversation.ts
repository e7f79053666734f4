import { type ReadonlySignal, signal } from "@preact/signals-core";
import type { ChatLine, Viewport } from "../wire/messages";

/** A message of mine that the server has not confirmed yet. */
export interface Waiting {
  cid: string;
  text: string;
  /** What it speaks of. */
  picture: Viewport | null;
  /** `stored`: the server has it, its line has not come back yet; `refused`: sending again is up to the person. */
  state: "sending" | "stored" | "refused";
  /** Why it was refused. */
  code: string;
}

/** How a message leaves: resolves with its place in the chat, or with the code of a refusal; rejects when nobody answered. */
export type SendChat = (cid: string, text: string, picture: Viewport | null) => Promise<{ ok: true } | { ok: false; code: string }>;

/** Codes after which the same message may simply be sent again. */
const PASSING = new Set(["rate", "draining", "busy", "internal", "storage_unavailable"]);
const AGAIN_MS = 1500;

/** The chat: lines in the server's order, gap-free, and what is still on its way; nothing lost, nothing doubled. */
export class Conversation {
  readonly #lines = signal<readonly ChatLine[]>([]);
  readonly #waiting = signal<readonly Waiting[]>([]);
  readonly #read = signal(0);
  #sending = new Set<string>();
  #send: SendChat | null = null;

  constructor(readonly newId: () => string = () => crypto.randomUUID()) {}

  get lines(): ReadonlySignal<readonly ChatLine[]> {
    return this.#lines;
  }

  get waiting(): ReadonlySignal<readonly Waiting[]> {
    return this.#waiting;
  }

  /** Highest seq up to which no line is missing; a returning client asks for what follows. */
  get last(): number {
    return this.#lines.value.at(-1)?.seq ?? 0;
  }

  /** Everything up to here was on this screen. */
  read(seq: number): void {
    if (seq > this.#read.value) this.#read.value = seq;
  }

  /** How many lines others wrote that this person has not seen; what they answered to counts as seen. */
  unread(me: string): number {
    const own = this.#lines.value.findLast((line) => line.author === me)?.seq ?? 0;
    const read = Math.max(this.#read.value, own);
    return this.#lines.value.filter((line) => line.seq > read && line.kind !== "system" && line.author !== me).length;
  }

  /** New lines, in any order and possibly known ones. */
  take(lines: readonly ChatLine[]): void {
    if (lines.length === 0) return;
    const known = new Map(this.#lines.value.map((line) => [line.seq, line]));
    for (const line of lines) known.set(line.seq, line);
    this.#lines.value = [...known.values()].sort((one, other) => one.seq - other.seq);
    const confirmed = new Set(lines.map((line) => line.cid).filter(Boolean));
    if (confirmed.size > 0) this.#waiting.value = this.#waiting.value.filter((one) => !confirmed.has(one.cid));
  }

  /** The first seq that is missing between known lines, if any: those after it have to be fetched. */
  get gapAfter(): number | null {
    const lines = this.#lines.value;
    for (let at = 1; at < lines.length; at += 1) {
      const before = lines[at - 1]?.seq ?? 0;
      if ((lines[at]?.seq ?? 0) > before + 1) return before;
    }
    return null;
  }

  write(text: string, picture: Viewport | null = null): void {
    const said: Waiting = { cid: this.newId(), text, picture, state: "sending", code: "" };
    this.#waiting.value = [...this.#waiting.value, said];
    this.#next();
  }

  /** Connected: everything unconfirmed goes again under its own cid, which makes a repetition harmless. */
  connected(send: SendChat): void {
    this.#send = send;
    this.#sending.clear();
    this.#next();
  }

  disconnected(): void {
    this.#send = null;
    this.#sending.clear();
  }

  again(cid: string): void {
    this.#mark(cid, "sending");
    this.#next();
  }

  discard(cid: string): void {
    this.#waiting.value = this.#waiting.value.filter((one) => one.cid !== cid);
  }

  /** One at a time, in the order they were written. */
  #next(): void {
    const send = this.#send;
    const first = this.#waiting.value.find((one) => one.state === "sending");
    if (!send || !first || this.#sending.size > 0) return;
    this.#sending.add(first.cid);
    void this.#deliver(send, first);
  }

  async #deliver(send: SendChat, message: Waiting): Promise<void> {
    const answer = await send(message.cid, message.text, message.picture).catch(() => null);
    if (send !== this.#send) return;
    this.#sending.delete(message.cid);
    if (!answer || (!answer.ok && PASSING.has(answer.code))) {
      setTimeout(() => this.#next(), AGAIN_MS);
      return;
    }
    if (!answer.ok) this.#mark(message.cid, "refused", answer.code);
    else if (this.#lines.value.some((line) => line.cid === message.cid)) this.discard(message.cid);
    else this.#mark(message.cid, "stored");
    this.#next();
  }

  #mark(cid: string, state: Waiting["state"], code = ""): void {
    this.#waiting.value = this.#waiting.value.map((one) => (one.cid === cid ? { ...one, state, code } : one));
  }
}
