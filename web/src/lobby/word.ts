import { t } from "../texts/texts";

/** The number-and-word (`4 owl`) as somebody says it in the language of this page; the number is the same in all. */
export function wordText(said: string): string {
  const [number = "", ...word] = said.split(" ");
  return `${number} ${t("lobby-word", { word: word.join(" ") })}`;
}
