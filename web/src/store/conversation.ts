import { type ReadonlySignal, signal } from "@preact/signals-core";
import type { ChatLine, Viewport } from "../wire/messages";

/** A message of mine that the server has not confirmed yet. */
export interface Waiting {
  cid: string;
  text: string;
  /** What it speaks of. */
  picture: Viewport | null;
  /**
   * `unkept`: everybody was shown it, the server cannot store it yet; `stored`: its line has not come back yet;
   * `refused`: sending again is up to the person.
   */
  state: "sending" | "unkept" | "stored" | "refused";
  /** Why it was refused. */
  code: string;
  /** Its place among all that is not in the chat yet. */
  turn: number;
}

/** A line that was shown and is not stored; `lost`: the server that had it is gone. */
export interface Unkept {
  line: ChatLine;
  lost: boolean;
  turn: number;
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
  readonly #unkept = signal<readonly Unkept[]>([]);
  readonly #read = signal(0);
  #sending = new Set<string>();
  #send: SendChat | null = null;
  #turn = 0;
  #me = "";

  constructor(readonly newId: () => string = () => crypto.randomUUID()) {}

  get lines(): ReadonlySignal<readonly ChatLine[]> {
    return this.#lines;
  }

  get waiting(): ReadonlySignal<readonly Waiting[]> {
    return this.#waiting;
  }

  /** What was said and is not stored yet, but for what is waiting here; in the order it came. */
  get unkept(): ReadonlySignal<readonly Unkept[]> {
    return this.#unkept;
  }

  /** Whose page this is: only their own line confirms what they wrote. */
  be(me: string): void {
    this.#me = me;
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
    const confirmed = new Set(lines.filter((line) => this.#isMine(line)).map((line) => line.cid).filter(Boolean));
    if (confirmed.size > 0) this.#waiting.value = this.#waiting.value.filter((one) => !confirmed.has(one.cid));
    this.#forget(lines);
  }

  /** Lines that the server has and cannot store yet, and such that it never will. */
  takeUnkept(lines: readonly ChatLine[], gone: readonly ChatLine[] = []): void {
    this.#forget([...lines, ...gone]);
    for (const line of lines) {
      if (this.#isMine(line) && this.#waits(line.cid)) {
        this.#mark(line.cid, "unkept");
        // the next one need not wait for a disk
        this.#sending.delete(line.cid);
      } else {
        this.#unkept.value = [...this.#unkept.value, { line, lost: false, turn: (this.#turn += 1) }];
      }
    }
    for (const line of gone) if (this.#isMine(line) && this.#waits(line.cid)) this.#mark(line.cid, "sending");
    this.#next();
  }

  /** Back with a server that has these: of what else was not stored nothing is left but what is shown here. */
  returned(lines: readonly ChatLine[]): void {
    this.#unkept.value = this.#unkept.value.map((one) => ({ ...one, lost: true }));
    this.takeUnkept(lines);
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
    const said: Waiting = { cid: this.newId(), text, picture, state: "sending", code: "", turn: (this.#turn += 1) };
    this.#waiting.value = [...this.#waiting.value, said];
    this.#next();
  }

  /** Connected: everything unconfirmed goes again under its own cid, which makes a repetition harmless. */
  connected(send: SendChat): void {
    this.#send = send;
    this.#sending.clear();
    for (const one of this.#waiting.value) if (one.state === "unkept") this.#mark(one.cid, "sending");
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

  /** Put away what will never be stored. */
  dismiss(line: ChatLine): void {
    this.#forget([line]);
  }

  #isMine(line: ChatLine): boolean {
    return this.#me === "" || line.author === this.#me;
  }

  #waits(cid: string): boolean {
    return this.#waiting.value.some((one) => one.cid === cid);
  }

  #forget(lines: readonly ChatLine[]): void {
    const known = new Set(lines.map((line) => `${line.author} ${line.cid}`));
    if (this.#unkept.value.some(({ line }) => known.has(`${line.author} ${line.cid}`))) {
      this.#unkept.value = this.#unkept.value.filter(({ line }) => !known.has(`${line.author} ${line.cid}`));
    }
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
      // one that everybody was shown is the server's to store; a new connection says it again
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
