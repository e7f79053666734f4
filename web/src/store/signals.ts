import type { ChatLine } from "../wire/messages";

/** A patient's tap that no clinician has noticed yet. */
export interface Asked {
  author: string;
  kind: string;
  /** The newest line of this kind: noticing it notices those before it. */
  seq: number;
  /** How often it was tapped. */
  times: number;
  at_ms: number;
}

/** What patients have tapped and nobody has noticed, oldest first. */
export function unnoticed(lines: readonly ChatLine[]): Asked[] {
  const asked = new Map<string, Asked>();
  const nameOf = new Map<number, string>();
  for (const line of lines) {
    if (line.kind === "signal") {
      const name = `${line.author} ${line.text}`;
      nameOf.set(line.seq, name);
      const times = (asked.get(name)?.times ?? 0) + 1;
      asked.set(name, { author: line.author, kind: line.text, seq: line.seq, times, at_ms: line.at_ms });
    } else if (line.code === "signal_noticed") {
      const seq = Number(line.facts.signal);
      const name = nameOf.get(seq) ?? "";
      if ((asked.get(name)?.seq ?? 0) <= seq) asked.delete(name);
    }
  }
  return [...asked.values()].sort((one, other) => one.seq - other.seq);
}
