import { type ReadonlySignal, computed, signal } from "@preact/signals-core";
import { Failed } from "../wire/http";
import type { Note, SaveNote, SignNote } from "../wire/messages";

/** How a note is kept: the routes of one consult. */
export interface NotePort {
  read: () => Promise<Note>;
  save: (asked: SaveNote) => Promise<Note>;
  sign: (asked: SignNote) => Promise<Note>;
}

/** Where what is written stands: `waiting` to be saved, or in words of its own when it could not be. */
export type Standing = "loading" | "saved" | "waiting" | "failed" | "conflict" | "ended";

const AFTER_MS = 2000;
const AGAIN_MS = 5000;

/** The note of one consult while its host writes it: saved by itself, one save at a time, nothing lost on the way. */
export class NoteWriting {
  readonly #note = signal<Note | null>(null);
  readonly #text = signal("");
  readonly #standing = signal<Standing>("loading");
  #timer: ReturnType<typeof setTimeout> | undefined;
  #saving: Promise<void> | null = null;

  /** Words stand here that are not saved yet. */
  readonly isDue = computed(() => ["waiting", "failed"].includes(this.#standing.value));

  constructor(readonly port: NotePort) {}

  get note(): ReadonlySignal<Note | null> {
    return this.#note;
  }

  get text(): ReadonlySignal<string> {
    return this.#text;
  }

  get standing(): ReadonlySignal<Standing> {
    return this.#standing;
  }

  /** What is kept now; words that wait here stay. Throws `Failed`. */
  async open(): Promise<void> {
    const note = await this.port.read();
    if (this.isDue.value) return;
    this.#kept(note);
    this.#text.value = note.draft.text;
  }

  write(text: string): void {
    this.#text.value = text;
    if (this.#standing.value === "conflict" || this.#standing.value === "ended") return;
    this.#standing.value = "waiting";
    this.#later(AFTER_MS);
  }

  /** Save at once what is due; done when nothing is, or it could not be. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    while (this.#saving) await this.#saving;
    if (!this.isDue.value) return;
    this.#saving = this.#save().finally(() => (this.#saving = null));
    await this.#saving;
  }

  /** Sign the words as they stand here. Throws `Failed`. */
  async sign(code: string): Promise<void> {
    await this.flush();
    const note = this.#note.value;
    if (!note || this.#standing.value !== "saved") throw new Failed(0, this.#standing.value === "conflict" ? "conflict" : "unreachable");
    const { version, revision } = note.draft;
    const signed = await this.port.sign({ version, revision, code });
    this.#kept(signed);
    this.#text.value = signed.draft.text;
  }

  /** After a conflict: the words that were written elsewhere, or one's own over them. */
  async settle(whose: "theirs" | "mine"): Promise<void> {
    const note = await this.port.read();
    this.#kept(note);
    if (whose === "theirs") this.#text.value = note.draft.text;
    else this.write(this.#text.value);
  }

  /** Nobody writes here any more; what is due is saved. */
  close(): void {
    void this.flush();
  }

  async #save(): Promise<void> {
    const note = this.#note.value;
    if (!note) return;
    const text = this.#text.value;
    const { version, revision } = note.draft;
    try {
      this.#kept(await this.port.save({ version, revision, text }), text);
    } catch (error) {
      this.#refused(error instanceof Failed ? error.code : "unknown");
    }
  }

  #kept(note: Note, text?: string): void {
    this.#note.value = note;
    const isBehind = text !== undefined && text !== this.#text.value;
    this.#standing.value = isBehind ? "waiting" : "saved";
    if (isBehind) this.#later(AFTER_MS);
  }

  #refused(code: string): void {
    if (code === "conflict" || code === "locked") {
      this.#standing.value = code === "locked" ? "ended" : "conflict";
      return;
    }
    this.#standing.value = "failed";
    this.#later(AGAIN_MS);
  }

  #later(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), ms);
  }
}
