import { type ReadonlySignal, signal } from "@preact/signals-core";
import type { ParticipantCard } from "../wire/messages";

/** Somebody would rather not have a person here. */
export interface Objection {
  /** Whom it is about. */
  person: ParticipantCard;
  /** Who objects, by id. */
  by: readonly string[];
}

/** Objections that the host has neither acted upon nor noted; one taken back and made again counts anew. */
export class Objections {
  readonly #open = signal<readonly Objection[]>([]);
  #noted = new Set<string>();

  get open(): ReadonlySignal<readonly Objection[]> {
    return this.#open;
  }

  /** Who is here now, and who objects to whom. */
  present(participants: readonly ParticipantCard[]): void {
    const standing = participants
      .filter((one) => one.presence !== "removed" && one.presence !== "left" && one.objections.length > 0)
      .map((person): Objection => ({ person, by: person.objections }));
    const keys = new Set(standing.flatMap(keysOf));
    this.#noted = new Set([...this.#noted].filter((key) => keys.has(key)));
    this.#open.value = standing.map((one) => without(one, this.#noted)).filter((one) => one.by.length > 0);
  }

  /** The host has read it. */
  note(objection: Objection): void {
    for (const key of keysOf(objection)) this.#noted.add(key);
    this.#open.value = this.#open.value.filter((one) => one.person.id !== objection.person.id);
  }
}

function keysOf({ person, by }: Objection): string[] {
  return by.map((id) => `${id} ${person.id}`);
}

function without(objection: Objection, keys: ReadonlySet<string>): Objection {
  return { ...objection, by: objection.by.filter((id) => !keys.has(`${id} ${objection.person.id}`)) };
}
