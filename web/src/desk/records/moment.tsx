import type { JSX } from "preact";
import { t } from "../../texts/texts";
import { exactText, zoneName } from "../format";

/** A moment of the record on the reader's own clock; resting on it shows UTC, as the record holds it. */
export function Moment({ ms }: { ms: number }): JSX.Element {
  return (
    <time dateTime={new Date(ms).toISOString()} title={utcText(ms)}>
      {exactText(ms)}
    </time>
  );
}

/** Whose clock the times on a page are, said once. */
export function WhoseClock(): JSX.Element {
  return <p class="quiet small">{t("times-zone", { zone: zoneName() })}</p>;
}

/** 2026-11-22 14:30:05 UTC: the same figures whoever reads them, to be held against an export or a log. */
export function utcText(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}
