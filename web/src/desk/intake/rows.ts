import type { Failed } from "../../wire/http";
import type { FileReport, Import } from "../../wire/messages";

export type RowState =
  | "waiting"
  | "sending"
  | "checking"
  | "reading"
  | "unpacked"
  | "not_sent"
  | "accepted"
  | "duplicate"
  | "not_an_image"
  | "unreadable";

/** One line of the list: a file on its way, or what became of a file (or of a member of a zip). */
export interface Row {
  key: number;
  name: string;
  state: RowState;
  code: string;
  kind: string;
  facts: Failed["facts"];
}

export function newRow(key: number, name: string): Row {
  return { key, name, state: "waiting", code: "", kind: "", facts: {} };
}

export function report(row: Row, heard: FileReport): void {
  row.state = heard.outcome;
  row.code = heard.code;
  row.kind = heard.kind;
}

/** What a person may have to do something about. */
export function isProblem(row: Row): boolean {
  return row.state === "unreadable" || row.state === "not_an_image" || row.state === "not_sent";
}

/** Those, worst first: what cannot be read may have to be copied again; what is no picture rarely matters. */
export function problemsOf(rows: readonly Row[]): Row[] {
  const isWorse = (row: Row): boolean => row.state !== "not_an_image";
  const problems = rows.filter(isProblem);
  return [...problems.filter(isWorse), ...problems.filter((row) => !isWorse(row))];
}

const COUNTED = ["accepted", "duplicate", "not_an_image", "unreadable"] as const;
export type Counts = Record<(typeof COUNTED)[number], number>;

export function noCounts(): Counts {
  return { accepted: 0, duplicate: 0, not_an_image: 0, unreadable: 0 };
}

/** Answers overtake each other: counts only ever grow. */
export function grow(counts: Counts, heard: Import): void {
  for (const name of COUNTED) counts[name] = Math.max(counts[name], heard[name]);
}
