import type { JSX } from "preact";
import { t } from "../texts/texts";

/** Something is on its way: its place is held, a word is read out, and a quick answer shows neither. */
export function Loading({ lines = 3 }: { lines?: number }): JSX.Element {
  return (
    <div class="loading" role="status">
      <span class="unseen">{t("loading")}</span>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} class="loading-line" aria-hidden="true" />
      ))}
    </div>
  );
}
