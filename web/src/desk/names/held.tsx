import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../../components/button";
import { Panel } from "../../components/panel";
import { t } from "../../texts/texts";
import type { Consult, SeriesCard } from "../../wire/messages";
import { calls } from "../calls";
import { complain, notices } from "../notices";
import { seriesLine, seriesTitle } from "../studies/patientwords";
import { NamesDialog } from "./dialog";
import { isHeld } from "./sheets";

interface HeldBackProps {
  consult: Consult;
  onChange: () => void;
}

/** Series of a consult that guests are not shown yet; looking through them here lets guests see them at once. */
export function HeldBack({ consult, onChange }: HeldBackProps): JSX.Element | null {
  const [open, setOpen] = useState<{ study: string; series: SeriesCard }>();
  const held = new Map(consult.held.map((one) => [one.series_id, one.study_id]));
  const release = (): void => {
    calls.releaseConsult(consult.id).then((now) => {
      if (now.held.length < consult.held.length) notices.say(t("names-released"));
      onChange();
    }, complain);
  };
  const closed = (): void => {
    setOpen(undefined);
    release();
  };
  if (held.size === 0 && !open) return null;
  return (
    <Panel heading={t("held-heading")} tone="attention">
      <p>{t("held-words")}</p>
      <ul class="stack stack-tight">
        {consult.series
          .filter((series) => held.has(series.id))
          .map((series) => (
            <li key={series.id} class="row">
              <span class="grow">
                {seriesTitle(series)} <span class="quiet small">{seriesLine(series)}</span>
              </span>
              {series.stacks.some(isHeld) ? (
                <Button opens="dialog" onClick={() => setOpen({ study: held.get(series.id) ?? "", series })}>{t("names-check")}</Button>
              ) : (
                <Button onClick={release}>{t("held-show")}</Button>
              )}
            </li>
          ))}
      </ul>
      {open ? <NamesDialog study={open.study} series={open.series} onDecided={onChange} onClose={closed} /> : null}
    </Panel>
  );
}
