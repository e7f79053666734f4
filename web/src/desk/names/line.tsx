import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../../components/button";
import { t } from "../../texts/texts";
import type { SeriesCard } from "../../wire/messages";
import { scopeOf } from "./areas";
import { NamesDialog } from "./dialog";
import { maskedAreas, namesState } from "./sheets";

interface NamesLineProps {
  study: string;
  series: SeriesCard;
  onDecided: (series: SeriesCard) => void;
  /** Say it also where nobody has to look. */
  always?: boolean;
}

/** How a series stands to names in its pictures, and the way to look through it. */
export function NamesLine({ study, series, onDecided, always }: NamesLineProps): JSX.Element | null {
  const [open, setOpen] = useState(false);
  const state = namesState(series);
  if (!state && !always) return null;
  return (
    <div class="names-line" data-names={state}>
      {state ? (
        <span class={state === "held" ? "tone-attention small" : "quiet small"}>
          {t(`names-${state}`, { count: maskedAreas(series), for: scopeOf(series.stacks.flatMap((stack) => stack.masks)) })}
        </span>
      ) : null}
      <Button opens="dialog" onClick={() => setOpen(true)}>
        {t(state === "held" ? "names-check" : state ? "names-again" : "names-mask")}
      </Button>
      {open ? <NamesDialog study={study} series={series} onDecided={onDecided} onClose={() => setOpen(false)} /> : null}
    </div>
  );
}
