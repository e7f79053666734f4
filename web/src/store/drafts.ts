import { type ReadonlySignal, computed, signal } from "@preact/signals-core";
import type { Viewport } from "../wire/messages";
import { Unsent } from "./unsent";

/** Where a line goes: to everybody, or to host and specialists alone. */
export type Channel = "talk" | "clinicians";

/** What stands beside the picture: one of the two conversations, the kept views, the note, or one's opinion. */
export type Panel = Channel | "kept" | "note" | "opinion";

/** What is being written and not sent yet. */
export interface Draft {
  text: string;
  /** The picture the line will carry. */
  picture: Viewport | null;
}

const PLACE: Record<Channel, string> = { talk: "line talk", clinicians: "line clinicians" };
const NOTHING: Draft = { text: "", picture: null };

/** A draft for each channel: what was begun in one place can never be sent to the other. */
export class Drafts {
  readonly #panel = signal<Panel>("talk");
  readonly #channel = signal<Channel>("talk");
  /** The kept view whose name is being written. */
  readonly naming = signal<number | null>(null);
  readonly #drafts = { talk: this.#begun("talk"), clinicians: this.#begun("clinicians") };

  constructor(readonly unsent = new Unsent()) {}

  get panel(): ReadonlySignal<Panel> {
    return this.#panel;
  }

  /** Where was written last: what comes from elsewhere (a kept view) is put there. */
  get channel(): ReadonlySignal<Channel> {
    return this.#channel;
  }

  of(channel: Channel): ReadonlySignal<Draft> {
    return this.#drafts[channel];
  }

  open(panel: Panel): void {
    this.#panel.value = panel;
    if (panel === "talk" || panel === "clinicians") this.#channel.value = panel;
  }

  change(channel: Channel, changes: Partial<Draft>): void {
    const draft = { ...this.#drafts[channel].peek(), ...changes };
    if (draft.text === "" && !draft.picture) this.unsent.drop(PLACE[channel]);
    else this.unsent.keep(PLACE[channel], draft);
  }

  /** What was written leaves the draft; nothing when there is nothing to say. A picture alone says `otherwise`. */
  take(channel: Channel, otherwise: string): Draft | null {
    const { text, picture } = this.#drafts[channel].value;
    const said = text.trim() || (picture ? otherwise : "");
    if (said === "") return null;
    this.unsent.drop(PLACE[channel]);
    return { text: said, picture };
  }

  #begun(channel: Channel): ReadonlySignal<Draft> {
    return computed(() => ({ ...NOTHING, ...this.unsent.at(PLACE[channel]) }));
  }
}
