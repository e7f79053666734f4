import { type ReadonlySignal, computed, signal } from "@preact/signals-core";
import { Failed } from "../wire/http";
import type { CiteImage, CodeSent, DeclineOpinion, OpinionVersion, OwedOpinion, SignOpinion, Ticket, WindowSaid } from "../wire/messages";

/** Where an opinion is asked for and given: a colleague's routes, or those of a guest's seat. */
export interface OpinionPort {
  by: "guest" | "staff";
  read: () => Promise<OwedOpinion>;
  accept: () => Promise<OwedOpinion>;
  decline: (asked: DeclineOpinion) => Promise<OwedOpinion>;
  begin: () => Promise<OwedOpinion>;
  reveal: () => Promise<OwedOpinion>;
  sign: (asked: SignOpinion) => Promise<OwedOpinion>;
  sendCode: () => Promise<CodeSent>;
  /** Where a version of one's own lies as it was signed. */
  signedAt: (version: number) => string;
  ticket: () => Promise<Ticket>;
  /** One's own findings as DICOM files, for a present code. */
  findings?: (code: string) => Promise<Blob>;
  /** Brings pictures back to a page that was out of sight for long. */
  prove: (code: string) => Promise<unknown>;
}

/** A picture that the answer will rest on, as its author marked it; how well it was seen is the screen's own word. */
export interface Cited {
  stack: number;
  pos: number;
  window: WindowSaid | null;
  /** The window was chosen, not the file's own. */
  chosen: boolean;
  caption: string;
  series: number | null;
  image: number;
  quality: string;
}

/** An answer as far as it is filled in; empty: not chosen yet. */
export interface AnswerDraft {
  position: SignOpinion["position"] | "";
  confidence: SignOpinion["confidence"] | "";
  urgency: SignOpinion["urgency"] | "";
  next_step: SignOpinion["next_step"] | "";
  next_step_words: string;
  text: string;
  reason: string;
  images: Cited[];
}

export type AnswerField = "position" | "confidence" | "urgency" | "next_step" | "next_step_words" | "text" | "reason" | "images";

/** The screen somebody looks at, as they describe it. */
export interface Display {
  kind: NonNullable<CiteImage["display"]>;
  calibrated: boolean;
}

export const DISPLAYS: readonly Display["kind"][] = ["", "phone", "tablet", "laptop", "desktop", "medical"];
export const IMAGES_MAX = 24;
export const TEXT_MAX = 8000;
export const WORDS_MAX = 500;
/** Why no answer will come, as far as it is filled in. */
export interface Refusal {
  reason: DeclineOpinion["reason"] | "";
  words: string;
}

const UNREFUSED: Refusal = { reason: "", words: "" };
const EMPTY: AnswerDraft = { position: "", confidence: "", urgency: "", next_step: "", next_step_words: "", text: "", reason: "", images: [] };
const DRAFT = "lightbox.answer";
const DISPLAY = "lightbox.display";

type Store = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** One answer while it is written: in the room and outside it, over a reload of this tab, until it is signed. */
export class AnswerWriting {
  readonly #owed = signal<OwedOpinion | null>(null);
  readonly #draft = signal<AnswerDraft>(EMPTY);
  readonly #refusal = signal(UNREFUSED);
  readonly #amending = signal(false);
  readonly #display = signal<Display>({ kind: "", calibrated: false });
  #ahead_ms = 0;

  /** Whether it is being written now: the first version until it is signed, a later one once its author began it. */
  readonly isOpen = computed(() => {
    const owed = this.#owed.value;
    return owed?.state === "accepted" || (owed?.state === "answered" && this.#amending.value);
  });

  constructor(
    readonly port: OpinionPort,
    /** Of this tab: what is half written is nobody else's. */
    readonly tab: Store,
    /** Of this browser: the display somebody described once. */
    readonly browser: Store,
  ) {
    const kept = parsed(browser.getItem(DISPLAY)) as Partial<Display> | null;
    const kind = DISPLAYS.find((one) => one === kept?.kind) ?? "";
    this.#display.value = { kind, calibrated: kept?.calibrated === true };
  }

  get owed(): ReadonlySignal<OwedOpinion | null> {
    return this.#owed;
  }

  get draft(): ReadonlySignal<AnswerDraft> {
    return this.#draft;
  }

  get refusal(): ReadonlySignal<Refusal> {
    return this.#refusal;
  }

  get amending(): ReadonlySignal<boolean> {
    return this.#amending;
  }

  get display(): ReadonlySignal<Display> {
    return this.#display;
  }

  /** The server's clock. */
  now(): number {
    return Date.now() + this.#ahead_ms;
  }

  /** What is asked, and what of an answer this tab kept. Throws `Failed`. */
  async open(): Promise<void> {
    this.take(await this.port.read());
    const owed = this.#owed.value;
    const kept = parsed(this.tab.getItem(DRAFT)) as { id: string; draft: AnswerDraft; refusal?: Refusal } | null;
    if (kept?.id !== owed?.id || !kept) return;
    this.#draft.value = { ...EMPTY, ...kept.draft };
    this.#refusal.value = { ...UNREFUSED, ...kept.refusal };
    this.#amending.value = owed?.state === "answered";
  }

  take(owed: OwedOpinion): void {
    this.#ahead_ms = owed.server_ms - Date.now();
    this.#owed.value = owed;
  }

  change(changes: Partial<AnswerDraft>): void {
    this.#draft.value = { ...this.#draft.value, ...changes };
    this.keep();
  }

  /** Hold on to what is written: a reload of this tab finds it. */
  keep(): void {
    const id = this.#owed.value?.id;
    const begun = this.#draft.value !== EMPTY || this.#refusal.value !== UNREFUSED;
    if (id && begun) this.tab.setItem(DRAFT, JSON.stringify({ id, draft: this.#draft.value, refusal: this.#refusal.value }));
  }

  refuse(changes: Partial<Refusal>): void {
    this.#refusal.value = { ...this.#refusal.value, ...changes };
    this.keep();
  }

  looksAt(display: Display): void {
    this.#display.value = display;
    this.browser.setItem(DISPLAY, JSON.stringify(display));
  }

  /** Rest the answer on this picture too; one that is cited already keeps what was said of it, and takes the new window. */
  cite(picture: Omit<Cited, "caption">): "cited" | "again" | "full" {
    const { images } = this.#draft.value;
    const at = images.findIndex((one) => one.stack === picture.stack && one.pos === picture.pos);
    if (at < 0 && images.length >= IMAGES_MAX) return "full";
    const cited = images.map((one, index) => (index === at ? { ...one, ...picture } : one));
    this.change({ images: at < 0 ? [...images, { ...picture, caption: "" }] : cited });
    return at < 0 ? "cited" : "again";
  }

  /** What a picture shows, in its author's words. */
  caption(picture: Cited, caption: string): void {
    this.change({ images: this.#draft.value.images.map((one) => (one === picture || isSame(one, picture) ? { ...one, caption } : one)) });
  }

  uncite(picture: Cited): void {
    this.change({ images: this.#draft.value.images.filter((one) => !isSame(one, picture)) });
  }

  /** One that was taken out, back where it stood. */
  citeAgain(picture: Cited, at: number): void {
    const others = this.#draft.value.images.filter((one) => !isSame(one, picture));
    if (others.length < IMAGES_MAX) this.change({ images: others.toSpliced(at, 0, picture) });
  }

  /** A later version begins as the newest one says it; its reason is new. */
  amend(): void {
    const newest = this.#owed.value?.answers.at(-1);
    if (!newest) return;
    this.#amending.value = true;
    this.change(draftOf(newest));
  }

  /** The version that is signed stays as it is. */
  leaveAsIs(): void {
    this.#amending.value = false;
    this.#forget();
  }

  /** What is still missing, in the order of the form. */
  missing(): AnswerField[] {
    const draft = this.#draft.value;
    const needed: Exclude<AnswerField, "images">[] = ["position", "confidence", "urgency", "next_step", "text"];
    if (draft.next_step === "other") needed.splice(4, 0, "next_step_words");
    if (this.#amending.value) needed.push("reason");
    return needed.filter((name) => draft[name].trim() === "");
  }

  /** Sign it with this code. Throws `Failed`. */
  async sign(code: string): Promise<void> {
    const { position, confidence, urgency, next_step, images, reason, ...words } = this.#draft.value;
    if (position === "" || confidence === "" || urgency === "" || next_step === "") throw new Failed(0, "bad_value");
    const { kind, calibrated } = this.#display.value;
    const said = images.map(({ stack, pos, window, caption }) => ({ stack, pos, window, caption, display: kind, calibrated }));
    const over = this.#owed.value?.answers.length ?? 0;
    const answer = { ...words, position, confidence, urgency, next_step, images: said, over, reason: over > 0 ? reason : "" };
    this.take(await this.port.sign({ ...answer, code }));
    this.leaveAsIs();
  }

  async accept(): Promise<void> {
    this.take(await this.port.accept());
  }

  async decline(asked: DeclineOpinion): Promise<void> {
    this.take(await this.port.decline(asked));
    this.#forget();
  }

  async begin(): Promise<void> {
    this.take(await this.port.begin());
  }

  async reveal(): Promise<void> {
    this.take(await this.port.reveal());
  }

  #forget(): void {
    this.#draft.value = EMPTY;
    this.#refusal.value = UNREFUSED;
    this.tab.removeItem(DRAFT);
  }
}

function isSame(one: Cited, other: Cited): boolean {
  return one.stack === other.stack && one.pos === other.pos;
}

function draftOf(version: OpinionVersion): AnswerDraft {
  const { position, confidence, urgency, next_step, next_step_words, text } = version;
  const images = version.images.map((one) => ({
    stack: one.stack,
    pos: one.pos,
    window: one.window ? { center: one.window[0], width: one.window[1] } : null,
    chosen: one.window !== null,
    caption: one.caption,
    series: one.series_number,
    image: one.image_number,
    quality: one.quality,
  }));
  return { position, confidence, urgency, next_step, next_step_words, text, images, reason: "" };
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return null;
  }
}
