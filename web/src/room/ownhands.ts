import { Letters } from "../viewer/letters";
import { MouseKept, isAsDelivered } from "../viewer/mouse";
import { OwnWindowsKept } from "../viewer/ownwindows";
import type { Slot } from "../viewer/presets";
import { Failed, mayPass } from "../wire/http";
import type { ChangePreferences, KeyHeld, Preferences, WindowHeld, WindowsHeld } from "../wire/messages";

/** Who of the staff this is, and where what they have in hand is kept for every desk of theirs. */
export interface Owner {
  id: string;
  read: () => Promise<Preferences>;
  change: (changed: ChangePreferences) => Promise<Preferences>;
}

const UNSENT = "lightbox.unsent-hands";
const REST_MS = 1000;
const AGAIN_MS = 30_000;
/** What the server keeps windows for; those of an odd file stay on this browser. */
const KIND = /^[A-Z0-9_ ]{0,16}\|(|OD|HU|MGML|Z_EFF|ED|EDW|HU_MOD|PCT)$/;
const PLACES = 255;
/** The server takes so many kinds of pictures in one change; the rest follows. */
const PARTS_AT_ONCE = 20;

/**
 * What this person has in hand: found on this browser at once; of staff also kept by the server, for every desk. Each part
 * (mouse, letters, the windows of one kind of pictures) is as the last desk that changed it left it.
 */
export class OwnHands {
  readonly mouse: MouseKept;
  readonly letters: Letters;
  /** The windows this person keeps. */
  readonly windows: OwnWindowsKept;
  /** Parts that the server has not heard of yet, each with when it was changed last. */
  readonly #unsent: Map<string, number>;
  #changes = 0;
  #isAsking = false;
  #hasMet = false;
  #hasLeft = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly memory: Pick<Storage, "getItem" | "setItem">,
    readonly owner: Owner | null,
  ) {
    this.mouse = new MouseKept(memory, () => this.#changed("mouse"));
    this.letters = new Letters(memory, () => this.#changed("letters"));
    this.windows = new OwnWindowsKept(memory, (kind) => this.#changed(kind));
    this.#unsent = new Map(found(memory).map((part) => [part, 0]));
  }

  /** The line is there, or there again: what was changed is told, and what other desks changed is heard. */
  meet(): void {
    void this.#exchange();
  }

  /** Out of sight, perhaps for good: what was changed a moment ago is told now. */
  hurry(): void {
    if (this.#unsent.size > 0) void this.#exchange();
  }

  leave(): void {
    this.#hasLeft = true;
    clearTimeout(this.#timer);
    this.hurry();
  }

  #changed(part: string): void {
    if (!this.owner || (part.includes("|") && !KIND.test(part))) return;
    this.#unsent.set(part, ++this.#changes);
    this.#remember();
    this.#later(REST_MS);
  }

  #later(ms: number): void {
    clearTimeout(this.#timer);
    if (!this.#hasLeft) this.#timer = setTimeout(() => void this.#exchange(), ms);
  }

  async #exchange(): Promise<void> {
    if (!this.owner || this.#isAsking) return;
    clearTimeout(this.#timer);
    this.#isAsking = true;
    const sent = [...this.#unsent].slice(0, PARTS_AT_ONCE);
    try {
      const heard = await (sent.length > 0 ? this.owner.change(this.#told(this.owner.id, sent)) : this.owner.read());
      this.#answered(heard, sent);
    } catch (error) {
      if (!(error instanceof Failed)) throw error;
      // it stays on this browser, and is told when the line is back, with the next change, or in the next room
      if (mayPass(error) && this.#unsent.size > 0) this.#later(AGAIN_MS);
      return;
    } finally {
      this.#isAsking = false;
    }
    if (this.#unsent.size > 0) this.#later(REST_MS);
  }

  #told(person: string, sent: readonly [string, number][]): ChangePreferences {
    const parts = new Set(sent.map(([part]) => part));
    return {
      person,
      ...(parts.has("mouse") ? { mouse: this.mouse.tools.value } : {}),
      ...(parts.has("letters") ? { letters: this.letters.on.value } : {}),
      windows: [...parts].filter((part) => KIND.test(part)).map((kind) => this.#held(kind)),
    };
  }

  /** A browser that somebody else signed in on meanwhile answers for them: that is nobody's business here. */
  #answered(heard: Preferences, sent: readonly [string, number][]): void {
    if (heard.person !== this.owner?.id) return;
    for (const [part, change] of sent) if (this.#unsent.get(part) === change) this.#unsent.delete(part);
    if (heard.mouse && !this.#unsent.has("mouse")) this.mouse.hear(heard.mouse);
    if (heard.letters !== null && !this.#unsent.has("letters")) this.letters.hear(heard.letters);
    for (const kind of heard.windows) {
      if (!this.#unsent.has(kindOf(kind))) this.windows.hear(kindOf(kind), kind.kept, kind.row?.map(slotOf));
    }
    if (!this.#hasMet) this.#bring(heard);
    this.#hasMet = true;
    this.#remember();
  }

  /** What was arranged on this browser before the server kept any of it. */
  #bring(heard: Preferences): void {
    if (!heard.mouse && !isAsDelivered(this.mouse.tools.value)) this.#changed("mouse");
    if (heard.letters === null && !this.letters.on.value) this.#changed("letters");
    const known = new Set(heard.windows.map(kindOf));
    for (const [kind, own] of this.windows.all.value) if (!known.has(kind) && (own.kept.length > 0 || own.row)) this.#changed(kind);
  }

  #held(kind: string): WindowsHeld {
    const own = this.windows.all.value.get(kind);
    const [modality = "", unit = ""] = kind.split("|");
    return {
      modality,
      unit: unit as WindowsHeld["unit"],
      kept: (own?.kept ?? []).filter(inBounds),
      row: own?.row?.flatMap(keyOf) ?? null,
    };
  }

  #remember(): void {
    if (this.owner) this.memory.setItem(UNSENT, JSON.stringify([...this.#unsent.keys()]));
  }
}

function kindOf({ modality, unit }: WindowsHeld): string {
  return `${modality}|${unit}`;
}

function slotOf({ name, shows }: KeyHeld): Slot {
  return typeof shows === "number" ? { name, file: shows } : { name, window: shows };
}

function keyOf(slot: Slot): KeyHeld[] {
  // half a letter, where a name was cut, is none
  const name = slot.name.replace(/\p{Cs}/gu, "");
  if ("file" in slot) return slot.file <= PLACES ? [{ name, shows: slot.file }] : [];
  return inBounds(slot.window) ? [{ name, shows: slot.window }] : [];
}

function inBounds({ center, width }: WindowHeld): boolean {
  return Math.abs(center) <= 1e6 && width > 0 && width <= 2e6;
}

/** What another version or another hand wrote there is not trusted. */
function found(memory: Pick<Storage, "getItem">): string[] {
  try {
    const parts: unknown = JSON.parse(memory.getItem(UNSENT) ?? "[]");
    if (!Array.isArray(parts)) return [];
    return parts.filter((part: unknown): part is string => typeof part === "string" && (part === "mouse" || part === "letters" || KIND.test(part)));
  } catch {
    return [];
  }
}
