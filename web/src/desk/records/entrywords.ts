import { clockTime, type Facts, hasText, t } from "../../texts/texts";
import type { EntryCard } from "../../wire/messages";
import { sizeText } from "../format";

/** Names of the people of a consult by their id in it. */
export type Names = ReadonlyMap<string, string>;

/** One entry of the record as a sentence: kinds become words, ids become names, moments become times. */
export function entryWords(entry: EntryCard, names: Names): string {
  const id = `entry-${entry.kind.replaceAll(".", "-").replaceAll("_", "-")}`;
  if (!hasText(id)) return entry.kind;
  return t(id, { ...factsOf(entry, names), who: nameOf(entry, names) });
}

/** Who acts without being anybody. */
const PROGRAMS: ReadonlySet<string> = new Set(["system", "operator"]);

/** Who did it: a name, or nobody in particular. */
export function nameOf(entry: EntryCard, names: Names): string {
  return entry.actor_name || (names.get(entry.actor) ?? t(PROGRAMS.has(entry.actor) ? "entry-system" : "entry-staff"));
}

function factsOf(entry: EntryCard, names: Names): Facts {
  const facts: Facts = { name: t("entry-somebody"), reason: "", minutes: 0, time: "", count: 0, basis: "", code: "" };
  for (const [fact, value] of Object.entries(entry.facts)) {
    if (value === null) continue;
    if (fact === "participant" || fact === "holder") facts.name = names.get(String(value)) ?? t("entry-somebody");
    else if (fact.endsWith("_ms") && typeof value === "number") facts.time = clockTime(value);
    else if (fact === "size_bytes") facts.size = sizeText(Number(value));
    else if (Array.isArray(value)) {
      facts[fact] = value.length;
      if (fact === "factors") facts.factors = value.map((factor) => t(`factor-${String(factor).replaceAll("_", "-")}`)).join(", ");
      if (fact === "stacks") facts.count = value.length;
    } else facts[fact] = typeof value === "boolean" ? String(value) : value;
  }
  return facts;
}

/** Entries about single pictures are many; they are rolled up elsewhere on the page. */
export function isAboutPictures(entry: EntryCard): boolean {
  return entry.kind.startsWith("instances.");
}
