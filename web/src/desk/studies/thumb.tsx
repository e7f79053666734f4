import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { SeriesCard } from "../../wire/messages";
import { pictureAddress } from "../calls";
import { isDark, timesRelit } from "../hands";

const chosen = new Map<string, number>();

/** The picture that stands for a series: its middle, fixed when first seen, so that a growing series does not flicker. */
function standsFor(series: SeriesCard): number {
  const before = chosen.get(series.id);
  if (before !== undefined && before < series.count) return before;
  const middle = Math.floor(series.count / 2);
  chosen.set(series.id, middle);
  return middle;
}

const TRIES = 3;

/** A small picture of a series; while it is not there, what it was made with. */
export function Thumb({ study, series }: { study: string; series: SeriesCard }): JSX.Element {
  const [tries, setTries] = useState(0);
  const [shown, setShown] = useState(false);
  return (
    <span class="tile-picture">
      <span aria-hidden="true">{series.modality || "?"}</span>
      {series.count > 0 && tries < TRIES && !isDark.value ? (
        <img
          key={`${tries} ${timesRelit.value}`}
          src={pictureAddress(study, series.id, standsFor(series), "thumb")}
          alt=""
          loading="lazy"
          decoding="async"
          class={shown ? "shown" : ""}
          onLoad={() => setShown(true)}
          onError={() => setTimeout(() => setTries((count) => (isDark.value ? count : count + 1)), 1500)}
        />
      ) : null}
    </span>
  );
}
