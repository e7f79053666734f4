import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../../components/button";
import { inLine, t } from "../../texts/texts";
import type { SeriesCard, StudyCard } from "../../wire/messages";
import { calls } from "../calls";
import { dayText } from "../format";
import { complain } from "../notices";
import { patientKey, patientName, studyTitle } from "../studies/patientwords";
import { NamesLine } from "../names/line";
import { SeriesWords } from "../studies/studycard";
import { Thumb } from "../studies/thumb";
import type { PartOf } from "./parts";

interface SeriesChoiceProps extends Omit<PartOf<"series">, "type"> {
  study: StudyCard;
  others: readonly StudyCard[];
  onOthers: (studies: StudyCard[]) => void;
  /** A series was looked through for names. */
  onDecided: (study: string, series: SeriesCard) => void;
}

/** Which series are shown: useful ones first, none ticked; the rest folded; other studies of the same patient on demand. */
export function SeriesChoice({ study, others, onOthers, onDecided, ...part }: SeriesChoiceProps): JSX.Element {
  const error = part.wrong("series");
  return (
    <section class="section" aria-labelledby="series-heading" data-field="series">
      <div class="row">
        <h2 id="series-heading">{t("which-series")}</h2>
        <span class="quiet small">{t("which-series-hint")}</span>
      </div>
      {error ? <span class="field-error">{error}</span> : null}
      <OfStudy study={study} onDecided={onDecided} {...part} />
      {others.map((other) => (
        <div key={other.id} class="stack stack-tight">
          <h3>{inLine([studyTitle(other), dayText(other.date), patientName(other.patient)])}</h3>
          <OfStudy study={other} onDecided={onDecided} {...part} />
        </div>
      ))}
      <AddStudy study={study} others={others} onOthers={onOthers} />
    </section>
  );
}

type OfStudyProps = Omit<SeriesChoiceProps, "others" | "onOthers">;

function OfStudy({ study, draft, change, onDecided }: OfStudyProps): JSX.Element {
  const useful = study.series.filter((series) => series.useful);
  const rest = study.series.filter((series) => !series.useful);
  const tick = (id: string, on: boolean): void =>
    change({ series: on ? [...draft.series, id] : draft.series.filter((one) => one !== id) });
  const tile = (series: SeriesCard): JSX.Element => (
    <li key={series.id}>
      <Tile study={study.id} series={series} ticked={draft.series.includes(series.id)} onTick={(on) => tick(series.id, on)} />
      {draft.series.includes(series.id) ? (
        <NamesLine study={study.id} series={series} onDecided={(now) => onDecided(study.id, now)} />
      ) : null}
    </li>
  );
  const isFoldedTicked = rest.some((series) => draft.series.includes(series.id));
  return (
    <>
      <ul class="tiles">{useful.map(tile)}</ul>
      {rest.length > 0 ? (
        <details open={isFoldedTicked || useful.length === 0}>
          <summary>{t("other-series", { count: rest.length })}</summary>
          <ul class="tiles">{rest.map(tile)}</ul>
        </details>
      ) : null}
    </>
  );
}

interface TileProps {
  study: string;
  series: SeriesCard;
  ticked: boolean;
  onTick: (on: boolean) => void;
}

function Tile({ study, series, ticked, onTick }: TileProps): JSX.Element {
  const names = ["tile", series.useful ? "" : "tile-useless", ticked ? "tile-ticked" : "", "tile-choice"];
  return (
    <label class={names.filter(Boolean).join(" ")}>
      <Thumb study={study} series={series} />
      <SeriesWords series={series} />
      <input
        type="checkbox"
        class="tick tile-tick"
        checked={ticked}
        onChange={(event) => onTick(event.currentTarget.checked)}
      />
    </label>
  );
}

type AddStudyProps = Pick<SeriesChoiceProps, "study" | "others" | "onOthers">;

/** Earlier studies of the same patient come first; whether it is one patient the server decides. */
function AddStudy({ study, others, onOthers }: AddStudyProps): JSX.Element {
  const [known, setKnown] = useState<StudyCard[]>();
  const taken = new Set([study.id, ...others.map((one) => one.id)]);
  const look = (): void => {
    calls.studies().then((heard) => setKnown(heard.studies), complain);
  };
  if (!known) {
    return (
      <div>
        <Button onClick={look}>
          {t("add-study")}
        </Button>
      </div>
    );
  }
  const same = (one: StudyCard): boolean => patientKey(one.patient) === patientKey(study.patient);
  const choices = known.filter((one) => !taken.has(one.id));
  choices.sort((one, other) => Number(same(other)) - Number(same(one)));
  if (choices.length === 0) return <p class="quiet small">{t("add-study-none")}</p>;
  const option = (one: StudyCard): JSX.Element => (
    <option key={one.id} value={one.id}>
      {inLine([patientName(one.patient), studyTitle(one), dayText(one.date)])}
    </option>
  );
  return (
    <label class="field">
      <span class="field-label">{t("add-study-label")}</span>
      <select
        class="input"
        value=""
        onChange={(event) => {
          const found = choices.find((one) => one.id === event.currentTarget.value);
          if (found) onOthers([...others, found]);
        }}
      >
        <option value="">{t("add-study-choose")}</option>
        {choices.map(option)}
      </select>
    </label>
  );
}
