import type { Seen } from "../store/pencil";
import { hasText, t } from "../texts/texts";
import type { FigureCard, MarkCard } from "../wire/messages";

/** What stands beside a mark: its words, what it measures, and how far that can be believed. */
export function markWords({ shape, card }: Seen): string[] {
  const lines = shape.text ? shape.text.split("\n") : [];
  return card ? [...lines, ...measuredWords(card)] : lines;
}

/** What a mark measures, and how far that can be believed. */
export function measuredWords(card: Pick<MarkCard, "measured" | "note">): string[] {
  const lines: string[] = [];
  for (const figure of card.measured) {
    if (figure.name === "min" || figure.name === "count") continue;
    lines.push(figureWords(figure, card.measured));
  }
  const note = `measured-${card.note.replaceAll("_", "-")}`;
  if (card.note !== "" && hasText(note)) lines.push(t(note));
  return lines;
}

function figureWords({ name, value, unit }: FigureCard, all: readonly FigureCard[]): string {
  const words = { value: rounded(value), unit };
  if (name === "max") {
    const least = all.find((one) => one.name === "min");
    if (least) return asOne(t("figure-range", { ...words, least: rounded(least.value) }).trim());
  }
  return asOne((hasText(`figure-${name}`) ? t(`figure-${name}`, words) : `${name} ${words.value} ${unit}`).trim());
}

/** Among words that run from the right, a value and its unit stand apart for themselves: they are read as one, from the left. */
export function asOne(words: string): string {
  return words.replaceAll("\u2069 \u2068", " ");
}

/** Three significant digits where they mean something, whole numbers from a hundred on. */
export function rounded(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return String(Number(value.toFixed(digits))).replace("-", "\u2212");
}

/** The value under the cursor: one of a gray picture, three of a color one. */
export function valueWords(values: readonly number[], unit: string): string {
  return `${values.map(rounded).join(" / ")} ${unit}`.trim();
}
