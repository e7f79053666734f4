import type { JSX } from "preact";
import { useMemo, useRef, useState } from "preact/hooks";
import { Banner } from "../../components/chip";
import { useHalfFilled } from "../../components/halffilled";
import { Panel } from "../../components/panel";
import { inLine, t } from "../../texts/texts";
import type { Consult, SessionTypeCard, StudyCard } from "../../wire/messages";
import { calls } from "../calls";
import { BasisChoice } from "../consults/basischoice";
import { basesOf, MINUTES_MIN } from "../consults/draft";
import { AboutStudy, FormFoot, toField } from "../consults/formparts";
import { useOwnStudies } from "../consults/ownstudies";
import { SeriesChoice } from "../consults/serieschoice";
import { Minutes } from "../consults/timechoice";
import { momentText } from "../format";
import { heldStacks } from "../names/sheets";
import { asFailed, notices, wordsOf } from "../notices";
import { mine, serverNow } from "../signedin";
import { unsent } from "../unsent";
import { type AskDraft, askBody, askPlace, askProblems, dueMs, fieldOf, newAsk } from "./askdraft";
import { AskLetter } from "./askletter";
import { ConsultPictures } from "./consultpictures";
import { Messages } from "./messages";
import { QuestionChoice } from "./questionchoice";
import { ReaderChoice } from "./readerchoice";
import { ReportChoice } from "./reportchoice";

/** What every part of this form gets. */
export interface AskPart {
  draft: AskDraft;
  type: SessionTypeCard;
  change: (part: Partial<AskDraft>) => void;
  wrong: (field: string) => string | undefined;
}

interface AskFormProps {
  /** What it is about: one of both. */
  study?: StudyCard;
  consult?: Consult;
  onAsked: (opinion: string) => void;
}

/** The whole request; without a type in the policy there is nothing to fill in. */
export function AskForm(props: AskFormProps): JSX.Element {
  const type = mine().policy.types.find((one) => one.kind === "second_opinion");
  return type ? <Filling {...props} type={type} /> : <Banner tone="attention">{t("asking-not-in-policy")}</Banner>;
}

function Filling({ study: given, consult, onAsked, type }: AskFormProps & { type: SessionTypeCard }): JSX.Element {
  const source = { study: given?.id ?? "", consult: consult?.id ?? "" };
  const empty = useMemo(() => newAsk(source, type, basesOf(type).find((one) => one === type.bases[0]) ?? ""), []);
  const { form: draft, change: fill, drop } = useHalfFilled<AskDraft>(unsent, askPlace(source), empty);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState({ field: "", words: "" });
  const form = useRef<HTMLFormElement>(null);
  const change = (part: Partial<AskDraft>): void => {
    setRefused({ field: "", words: "" });
    fill(part);
  };
  const { studies, setOthers, decided } = useOwnStudies(given, { others: draft.others, change });
  const problems = askProblems(draft, type, serverNow());
  const wrong = (field: string): string | undefined => {
    if (refused.field === field) return refused.words;
    const found = tried ? problems.find((problem) => problem.field === field) : undefined;
    return found && t(found.words, { least: MINUTES_MIN, most: type.minutes_max });
  };
  const ask = async (): Promise<void> => {
    setTried(true);
    const first = problems[0];
    if (first) {
      toField(form.current, first.field);
      return;
    }
    setBusy(true);
    try {
      const made = await calls.askOpinion(askBody(draft, type, serverNow()));
      drop();
      notices.say(t(draft.whom === "outside" && draft.ways.linkBy === "hand" ? "asking-made" : "asking-sent", { name: made.reader_name }));
      onAsked(made.id);
    } catch (error) {
      const field = fieldOf(asFailed(error), draft.ways);
      setRefused({ field, words: wordsOf(error) });
      setBusy(false);
      if (field) toField(form.current, field);
    }
  };
  const series = consult ? consult.series : studies.flatMap((one) => one.series.filter((each) => draft.series.includes(each.id)));
  const held = consult ? consult.held.length : series.filter((each) => heldStacks(each) > 0).length;
  const [study, ...others] = studies;
  const parts: AskPart = { draft, type, change, wrong };
  return (
    <form
      class="desk-page"
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void ask();
      }}
    >
      {study ? (
        <>
          <AboutStudy study={study} />
          <SeriesChoice
            draft={draft}
            change={change}
            wrong={wrong}
            study={study}
            others={others}
            onOthers={setOthers}
            onDecided={decided}
          />
        </>
      ) : null}
      {consult ? <ConsultPictures consult={consult} /> : null}
      {held > 0 ? <Banner tone="attention">{t("asking-held", { count: held })}</Banner> : null}
      <div class="two">
        <div class="stack">
          <QuestionChoice {...parts} />
          <ReaderChoice {...parts} />
          <Panel heading={t("asking-minutes")}>
            {type.fixed.includes("minutes") ? <p>{t("policy-fixed-minutes", { minutes: type.minutes })}</p> : <Minutes {...parts} />}
            <p class="quiet small">{t("asking-minutes-hint")}</p>
          </Panel>
          <BasisChoice {...parts} />
        </div>
        <div class="stack">
          <ReportChoice {...parts} />
          <AskLetter draft={draft} series={series} held={new Set(consult?.held.map((one) => one.series_id))} />
          <Messages draft={draft} type={type} />
        </div>
      </div>
      <FormFoot
        refused={refused.field ? "" : refused.words}
        missing={tried && problems[0] ? wrong(problems[0].field) : undefined}
        summary={summary(draft, series.length)}
        act={t("asking-send")}
        busy={busy}
      />
    </form>
  );
}

function summary(draft: AskDraft, series: number): string {
  const due = dueMs(draft, serverNow());
  const parts = [
    series === 0 ? t("no-series-yet") : t("series-ticked", { count: series }),
    draft.whom === "outside" ? draft.name.trim() : "",
    due === undefined ? "" : t("opinions-was-due", { when: momentText(due) }),
    t("minutes", { count: draft.minutes }),
  ];
  return inLine(parts);
}
