import { hasText, t } from "../texts/texts";
import type { StackNote } from "../wire/messages";

/** What sets a stack apart from the others of its series ("echo 2 of 3"), empty when it is the whole series. */
export function partWords(notes: readonly StackNote[]): string {
  return notes
    .filter((note) => note.code === "mixed")
    .map(partOf)
    .join(" · ");
}

/** What is odd about a stack, a sentence each. */
export function noteWords(notes: readonly StackNote[]): string[] {
  return notes.filter((note) => note.code !== "mixed" && hasText(textOf(note))).map((note) => t(textOf(note), plain(note)));
}

function textOf(note: StackNote): string {
  return `note-${note.code.replaceAll("_", "-")}`;
}

function partOf(note: StackNote): string {
  const named = `part-${String(note.facts.by).replaceAll("_", "-")}`;
  return note.facts.value !== undefined && hasText(named) ? t(named, { value: String(note.facts.value) }) : t("part", plain(note));
}

/** Facts as Fluent takes them; numbers of images are names, which no language groups by thousands. */
function plain(note: StackNote): Record<string, string | number> {
  const names = Object.fromEntries(["after", "before", "first"].map((name) => [name, String(note.facts[name] ?? "")]));
  return { ...note.facts, ...names };
}
