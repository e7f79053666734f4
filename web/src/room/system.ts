import { hasText, t } from "../texts/texts";
import type { ChatLine, ParticipantCard } from "../wire/messages";

/** A system line in the reader's words: its code, with ids of people replaced by their names. */
export function systemWords(line: ChatLine, people: readonly ParticipantCard[], me: string): string {
  // The withdrawal has its own line; that it pauses the pictures needs no second one.
  if (line.code === "paused" && line.facts.reason === "withdrawn") return "";
  const id = `line-${line.code.replaceAll("_", "-")}`;
  if (!hasText(id)) return "";
  const facts: Record<string, string | number> & { name: string; mine: string } = { name: "", mine: "other" };
  for (const [fact, value] of Object.entries(line.facts)) {
    const person = people.find((one) => one.id === value);
    facts[fact] = person?.name ?? (typeof value === "boolean" ? String(value) : value);
    if (person) {
      facts.name = person.name;
      facts.mine = person.id === me ? "me" : "other";
    }
  }
  return t(id, facts);
}
