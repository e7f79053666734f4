import { signal } from "@preact/signals-core";

/** Where half-filled forms outlast a reload of this tab, as one text. */
export interface TabMemory {
  load: () => string | null | Promise<string | null>;
  save: (text: string) => void;
  clear: () => void;
}

type Forms = Readonly<Record<string, object>>;

const KEPT_AT_MOST = 24;

/**
 * What somebody began to fill in and has not sent, by the place it stands in. Closing a dialog does not lose it, a reload
 * of this tab neither; sending it does, and the end of what it belongs to.
 */
export class Unsent {
  readonly #forms = signal<Forms>({});
  #memory: TabMemory | null = null;

  /** What this tab kept is there again, under what was filled in since. */
  remember(memory: TabMemory): void {
    this.#memory = memory;
    const found = memory.load();
    if (found instanceof Promise) void found.then((text) => this.#add(memory, text));
    else this.#add(memory, found);
  }

  at(place: string): object | undefined {
    return this.#forms.value[place];
  }

  /** As it stands at this moment, for whoever changes it. */
  peek(place: string): object | undefined {
    return this.#forms.peek()[place];
  }

  keep(place: string, form: object): void {
    // the newest stands last: it is the last to go
    const others = Object.entries(this.#forms.peek()).filter(([other]) => other !== place);
    this.#are({ ...Object.fromEntries(others), [place]: form });
  }

  drop(place: string): void {
    const { [place]: gone, ...others } = this.#forms.peek();
    if (gone) this.#are(others);
  }

  /** Everything that was begun for something that is over. */
  dropUnder(start: string): void {
    for (const place of Object.keys(this.#forms.peek())) if (place.startsWith(start)) this.drop(place);
  }

  /** Nothing stays, here or in the tab. */
  forget(): void {
    this.#forms.value = {};
    this.#memory?.clear();
  }

  #are(forms: Forms): void {
    this.#forms.value = Object.fromEntries(Object.entries(forms).slice(-KEPT_AT_MOST));
    if (Object.keys(forms).length === 0) this.#memory?.clear();
    else this.#memory?.save(JSON.stringify(this.#forms.value));
  }

  #add(memory: TabMemory, text: string | null): void {
    if (memory !== this.#memory) return;
    const forms = { ...formsIn(text), ...this.#forms.peek() };
    if (Object.keys(forms).length > 0) this.#are(forms);
  }
}

/** What another version or another hand wrote there is not trusted. */
function formsIn(text: string | null): Forms {
  try {
    const found: unknown = JSON.parse(text ?? "null");
    if (typeof found !== "object" || found === null || Array.isArray(found)) return {};
    return Object.fromEntries(Object.entries(found).filter((entry): entry is [string, object] => typeof entry[1] === "object" && entry[1] !== null));
  } catch {
    return {};
  }
}
