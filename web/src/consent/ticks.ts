import type { ConsentPart } from "../wire/messages";

/** What stands ticked on a form: `kind value`, one of them of kind `until`. */
export type Ticks = ReadonlySet<string>;

/** What a form's ticks say, as the wire takes it. */
export interface Ticked {
  stacks: number[];
  persons: string[];
  until_ms: number | null;
}

export function keyOf(kind: string, value: string): string {
  return `${kind} ${value}`;
}

/** How a form comes. */
export function firstTicks(parts: readonly ConsentPart[]): Ticks {
  return new Set(
    parts.flatMap((part) => part.choices.filter((one) => one.ticked).map((one) => keyOf(part.kind, one.value))),
  );
}

/** The same with one box ticked or not, or with another end chosen. */
export function withTick(ticks: Ticks, kind: string, value: string, on: boolean): Ticks {
  const kept = kind === "until" ? [...ticks].filter((one) => !one.startsWith("until ")) : [...ticks];
  const next = new Set(kept);
  if (on) next.add(keyOf(kind, value));
  else next.delete(keyOf(kind, value));
  return next;
}

/** The ticks as an answer, in the order of the form. */
export function tickedOf(parts: readonly ConsentPart[], ticks: Ticks): Ticked {
  const values = (kind: string): string[] =>
    parts
      .filter((part) => part.kind === kind)
      .flatMap((part) => part.choices.map((one) => one.value).filter((value) => ticks.has(keyOf(kind, value))));
  const until = values("until")[0];
  return {
    stacks: values("stack").map(Number),
    persons: values("person"),
    until_ms: until === undefined ? null : Number(until),
  };
}
