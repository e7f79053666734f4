import { type BasisName, type BasisWords, missingWords, ownWords } from "../../consent/bases";
import type { AskedOpinion, AskOpinion, SessionTypeCard } from "../../wire/messages";
import { basesOf, clampMinutes, MINUTES_MIN } from "../consults/draft";
import { couldBeAddress, type DraftWays, plainWays, waysAsked } from "../consults/ways";
import { fieldMs } from "../format";

export const QUESTION_MAX = 2000;
export const REPORT_MAX = 20_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
export const SOONEST_MIN = 5;
export const FARTHEST_DAYS = 31;
const NAME_MAX = 80;

export type Urgency = NonNullable<AskOpinion["urgency"]>;
export const URGENCIES: readonly Urgency[] = ["routine", "soon", "urgent"];
/** Hours from now that are offered, and what each urgency presets. */
export const DUE_HOURS = ["1", "4", "24", "72", "168"] as const;
export type Due = (typeof DUE_HOURS)[number] | "own";
const USUAL: Record<Urgency, Due> = { urgent: "4", soon: "24", routine: "72" };

/** What a request is about: a study, or the pictures of a running consult. */
export interface Source {
  study: string;
  consult: string;
}

/** A request that is being filled in. */
export interface AskDraft extends Source {
  /** Further studies whose series may be ticked. */
  others: string[];
  series: string[];
  question: string;
  urgency: Urgency;
  /** Hours from when it is sent, or a time of one's own; "": what the urgency presets. */
  due: Due | "";
  /** As a `datetime-local` field has it: in the reader's zone. */
  dueAt: string;
  minutes: number;
  whom: "colleague" | "outside";
  colleague: string;
  name: string;
  ways: DraftWays;
  basis: BasisName | "";
  words: BasisWords;
  report: string;
  blind: boolean;
  othersShown: boolean;
}

/** An empty form, filled in as far as the policy presets it. */
export function newAsk(source: Source, type: SessionTypeCard, basis: BasisName | ""): AskDraft {
  return {
    ...source,
    others: [],
    series: [],
    question: "",
    urgency: "routine",
    due: "",
    dueAt: "",
    minutes: type.minutes,
    whom: "outside",
    colleague: "",
    name: "",
    ways: plainWays(),
    basis,
    words: {},
    report: "",
    blind: false,
    othersShown: false,
  };
}

/**
 * A form for the same question again, about these studies: its pictures, report and minutes; until when is counted anew.
 *
 * Who has answered is asked again; for somebody who did not, another name is to be filled in.
 */
export function askLike(asked: AskedOpinion, series: readonly string[], studies: readonly string[], type: SessionTypeCard): AskDraft {
  const [study = "", ...others] = studies;
  const again = asked.state === "answered";
  const whom = again && asked.colleague_id !== null ? "colleague" : "outside";
  return {
    ...newAsk({ study, consult: "" }, type, basesOf(type).find((one) => one === asked.basis) ?? ""),
    others,
    series: [...series],
    question: asked.question,
    urgency: asked.urgency,
    minutes: clampMinutes(asked.minutes, type.minutes_max),
    whom,
    colleague: whom === "colleague" ? (asked.colleague_id ?? "") : "",
    name: again && whom === "outside" ? asked.reader_name : "",
    report: asked.first_report,
    blind: asked.blind,
    othersShown: asked.others_shown,
  };
}

/** Where the form about a study, or out of a consult, waits half filled. */
export function askPlace({ study, consult }: Source): string {
  return `${consult || study} opinion`;
}

/** Which of the due times holds: the chosen one, else what the urgency presets. */
export function dueOf(draft: Pick<AskDraft, "due" | "urgency">): Due {
  return draft.due || USUAL[draft.urgency];
}

/** When the answer is needed, as of now; undefined while a time of one's own is not filled in. */
export function dueMs(draft: Pick<AskDraft, "due" | "dueAt" | "urgency">, nowMs: number): number | undefined {
  const due = dueOf(draft);
  return due === "own" ? fieldMs(draft.dueAt) : nowMs + Number(due) * HOUR_MS;
}

export interface AskProblem {
  /** Where: `series`, `question`, `due`, `minutes`, `colleague`, `name`, `link-to-1`, `code-to-1`, `basis`, a word of it, `report`. */
  field: string;
  /** Key of the words. */
  words: string;
}

/** What keeps this form from being sent, in the order of the page. */
export function askProblems(draft: AskDraft, type: SessionTypeCard, nowMs: number): AskProblem[] {
  const found: AskProblem[] = [];
  const say = (field: string, words: string): void => void found.push({ field, words });
  if (draft.series.length === 0 && draft.consult === "") say("series", "need-series");
  if (draft.question.trim() === "") say("question", "asking-need-question");
  else if (draft.question.length > QUESTION_MAX) say("question", "asking-need-shorter");
  const due = dueMs(draft, nowMs);
  if (due === undefined) say("due", "asking-need-due");
  else if (due < nowMs + SOONEST_MIN * MINUTE_MS) say("due", "asking-need-later-due");
  else if (due > nowMs + FARTHEST_DAYS * 24 * HOUR_MS) say("due", "asking-need-nearer-due");
  if (draft.minutes < MINUTES_MIN || draft.minutes > type.minutes_max) say("minutes", "need-minutes");
  found.push(...readerProblems(draft));
  if (draft.basis === "") say("basis", "need-basis");
  else for (const name of missingWords(draft.basis, draft.words)) say(name, "need-basis-word");
  if (draft.report.length > REPORT_MAX) say("report", "asking-need-shorter");
  return found;
}

function readerProblems({ whom, colleague, name, ways }: AskDraft): AskProblem[] {
  if (whom === "colleague") return colleague === "" ? [{ field: "colleague", words: "asking-need-colleague" }] : [];
  const found: AskProblem[] = [];
  if (name.trim() === "") found.push({ field: "name", words: "need-name" });
  else if (name.length > NAME_MAX) found.push({ field: "name", words: "need-shorter-name" });
  if (!couldBeAddress(ways.linkBy, ways.linkTo)) found.push({ field: "link-to-1", words: `need-address-${ways.linkBy}` });
  if (!couldBeAddress(ways.codeBy, ways.codeTo)) found.push({ field: "code-to-1", words: `need-address-${ways.codeBy}` });
  return found;
}

/** What is asked of the server; a form with problems has no body. */
export function askBody(draft: AskDraft, type: SessionTypeCard, nowMs: number): AskOpinion {
  const { basis } = draft;
  const due = dueMs(draft, nowMs);
  if (basis === "" || due === undefined) throw new Error("the form has problems");
  const ways = waysAsked({ ...draft.ways, fromDoors: false, after: null }, type, nowMs);
  return {
    question: draft.question.trim(),
    due_ms: Math.round(due),
    minutes: draft.minutes,
    basis,
    basis_words: ownWords(basis, draft.words),
    urgency: draft.urgency,
    series_ids: draft.consult ? [] : draft.series,
    consult_id: draft.consult || null,
    ...(draft.whom === "colleague" ? { colleague_id: draft.colleague } : { name: draft.name.trim(), ways }),
    first_report: draft.report.trim(),
    blind: draft.blind,
    others_shown: draft.othersShown,
  };
}

interface Refusal {
  code: string;
  facts: Record<string, unknown>;
}
const AT_FIELD: Readonly<Record<string, string>> = {
  bad_name: "name",
  basis_needed: "basis",
  minutes_out_of_range: "minutes",
  not_a_clinician: "colleague",
  two_patients: "series",
};
const NAMED: Readonly<Record<string, string>> = { due_ms: "due", question: "question", first_report: "report", basis: "basis" };

/** The field a refusal is about; "" when it is about the whole. */
export function fieldOf({ code, facts }: Refusal, { linkBy }: Pick<DraftWays, "linkBy">): string {
  if (code === "bad_address") return facts.kind === linkBy ? "link-to-1" : "code-to-1";
  if (code === "bad_value" && typeof facts.field === "string") return NAMED[facts.field] ?? "";
  return AT_FIELD[code] ?? "";
}
