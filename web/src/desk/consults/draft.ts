import type { NewConsult } from "../../wire/messages";
import { fieldMs } from "../format";

export const GUESTS_MAX = 8;
export const MINUTES_MIN = 5;
const NAME_MAX = 80;
const KEPT = "lightbox.consult";

export type GuestRole = "patient" | "specialist";
export type OtherBasis = "verbal_witness" | "guardian" | "documented" | "emergency";
export const OTHER_BASES: readonly OtherBasis[] = ["verbal_witness", "guardian", "documented", "emergency"];

export interface DraftGuest {
  key: number;
  role: GuestRole;
  name: string;
}

/** A consult that is being filled in. */
export interface Draft {
  person: string;
  study: string;
  /** Further studies whose series may be ticked. */
  others: string[];
  series: string[];
  guests: DraftGuest[];
  minutes: number;
  when: "now" | "later";
  /** As a `datetime-local` field has it: in the reader's zone. */
  start: string;
  basis: OtherBasis | "";
  note: string;
}

export function newDraft(person: string, study: string, patient: string, minutesMax: number): Draft {
  return {
    person,
    study,
    others: [],
    series: [],
    guests: [{ key: 1, role: "patient", name: patient }],
    minutes: Math.min(20, minutesMax),
    when: "now",
    start: "",
    basis: "",
    note: "",
  };
}

export function hasPatient(draft: Pick<Draft, "guests">): boolean {
  return draft.guests.some((guest) => guest.role === "patient");
}

export function withGuest(draft: Draft, role: GuestRole): Draft {
  const key = 1 + Math.max(0, ...draft.guests.map((guest) => guest.key));
  return { ...draft, guests: [...draft.guests, { key, role, name: "" }] };
}

/** Minutes as typed, kept inside what is allowed. */
export function clampMinutes(minutes: number, minutesMax: number): number {
  if (Number.isNaN(minutes)) return MINUTES_MIN;
  return Math.min(minutesMax, Math.max(MINUTES_MIN, Math.round(minutes)));
}

export interface DraftProblem {
  /** Where: `series`, `guests`, `guest-<key>`, `minutes`, `start`, `basis`, `note`. */
  field: string;
  /** Key of the words. */
  words: string;
}

/** What keeps this draft from becoming a consult, in the order of the page. */
export function problemsOf(draft: Draft, minutesMax: number, nowMs: number): DraftProblem[] {
  const found: DraftProblem[] = [];
  const say = (field: string, words: string): void => void found.push({ field, words });
  if (draft.series.length === 0) say("series", "need-series");
  if (draft.guests.length === 0) say("guests", "need-guest");
  const names = new Set<string>();
  for (const guest of draft.guests) {
    const name = guest.name.trim().toLocaleLowerCase();
    if (name === "") say(`guest-${guest.key}`, "need-name");
    else if (guest.name.length > NAME_MAX) say(`guest-${guest.key}`, "need-shorter-name");
    else if (names.has(name)) say(`guest-${guest.key}`, "need-other-name");
    names.add(name);
  }
  if (draft.guests.length > 0 && !hasPatient(draft)) {
    if (draft.basis === "") say("basis", "need-basis");
    if (draft.note.trim() === "") say("note", "need-note");
  }
  if (draft.minutes < MINUTES_MIN || draft.minutes > minutesMax) say("minutes", "need-minutes");
  if (draft.when === "later") {
    const start = fieldMs(draft.start);
    if (start === undefined) say("start", "need-start");
    else if (start < nowMs - 60_000) say("start", "need-later-start");
  }
  return found;
}

/** What is asked of the server. */
export function bodyOf(draft: Draft): NewConsult {
  const body: NewConsult = {
    series_ids: draft.series,
    guests: draft.guests.map(({ role, name }) => ({ role, name: name.trim() })),
    minutes: draft.minutes,
    start_ms: draft.when === "later" ? (fieldMs(draft.start) ?? null) : null,
  };
  if (hasPatient(draft) || draft.basis === "") return body;
  return { ...body, basis: draft.basis, basis_note: draft.note.trim() };
}

type Store = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** A half-filled form survives a reload of this tab, and only of this tab; another person never sees it. */
export function loadDraft(store: Store, person: string, study: string): Draft | undefined {
  try {
    const kept = JSON.parse(store.getItem(KEPT) ?? "null") as Draft | null;
    return kept?.person === person && kept.study === study ? kept : undefined;
  } catch {
    return undefined;
  }
}

export function saveDraft(store: Store, draft: Draft): void {
  store.setItem(KEPT, JSON.stringify(draft));
}

export function dropDraft(store: Store): void {
  store.removeItem(KEPT);
}
