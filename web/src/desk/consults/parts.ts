import type { SessionTypeCard } from "../../wire/messages";
import type { Draft } from "./draft";

/** What every part of the form gets: the draft, how to change it, and what is wrong with a field. */
export interface FormPart {
  draft: Draft;
  /** What the policy says about this kind of consult. */
  type: SessionTypeCard;
  change: (part: Partial<Draft>) => void;
  wrong: (field: string) => string | undefined;
}

/** A part that other forms have as well: of the draft it knows these fields only. */
export interface PartOf<Field extends keyof Draft> {
  draft: Pick<Draft, Field>;
  type: SessionTypeCard;
  change: (part: Partial<Pick<Draft, Field>>) => void;
  wrong: (field: string) => string | undefined;
}
