import { hasText, t } from "../texts/texts";
import type { ChatLine } from "../wire/messages";

/** A system line in the reader's words: its code, with ids of people replaced by their names; patients have words of their own. */
export function systemWords(line: ChatLine, names: ReadonlyMap<string, string>, me: string, clinician = true): string {
  // The withdrawal has its own line; that it pauses the pictures needs no second one.
  if (line.code === "paused" && line.facts.reason === "withdrawn") return "";
  const id = `line-${line.code.replaceAll("_", "-")}`;
  if (!hasText(id)) return "";
  const person = String(line.facts.participant ?? "");
  const name = names.get(person);
  // Somebody who came and went before this reader did: nothing to say.
  if (person !== "" && name === undefined) return "";
  const facts: Record<string, string | number> = { mine: person === me ? "me" : "other", name: name ?? "" };
  for (const [fact, value] of Object.entries(line.facts)) {
    if (fact !== "participant") facts[fact] = typeof value === "boolean" ? String(value) : value;
  }
  const plain = `${id}-plain`;
  return t(!clinician && hasText(plain) ? plain : id, facts);
}
