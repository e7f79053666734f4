import { BASES, type BasisName, type BasisWords, missingWords, ownWords } from "../../consent/bases";
import type { Consult, GuestAsked, NewConsult, SessionTypeCard, StudyCard } from "../../wire/messages";
import { callName, fieldMs } from "../format";
import { serverNow } from "../signedin";
import { type DraftWays, couldBeAddress, plainWays, waysAsked } from "./ways";

export const GUESTS_MAX = 8;
export const MINUTES_MIN = 5;
const NAME_MAX = 80;

export type GuestRole = GuestAsked["role"];
/** What an observer is to the patient or the talk; "" for everybody else. */
export type ComesAs = NonNullable<GuestAsked["comes_as"]>;

const INVITED: readonly GuestRole[] = ["patient", "specialist", "observer"];

export interface DraftGuest {
  key: number;
  role: GuestRole;
  /** Drafts kept from before there were observers have none. */
  comesAs?: ComesAs;
  name: string;
  /** How link and code get to them; nothing chosen: handed over and read out. */
  ways?: DraftWays;
}

/** A consult that is being filled in. */
export interface Draft {
  kind: SessionTypeCard["kind"];
  /** The patient's name as the study has it, for whenever a patient is invited. */
  patient: string;
  /** Further studies whose series may be ticked. */
  others: string[];
  series: string[];
  guests: DraftGuest[];
  minutes: number;
  when: "now" | "later";
  /** As a `datetime-local` field has it: in the reader's zone. */
  start: string;
  basis: BasisName | "";
  words: BasisWords;
}

/** Where a form about this study waits, half filled. */
export function placeOf(study: string): string {
  return `${study} consult`;
}

/** A form of this type, filled in as far as the policy presets it. */
export function newDraft(patient: string, type: SessionTypeCard): Draft {
  const empty: Draft = {
    kind: type.kind,
    patient,
    others: [],
    series: [],
    guests: [],
    minutes: type.minutes,
    when: "now",
    start: "",
    basis: "",
    words: {},
  };
  return { ...empty, ...presetsOf(empty, type) };
}

/**
 * A form for another time of a consult, about these of its studies: the same pictures in the same order, people and minutes.
 *
 * Links are made anew; colleagues are let in on the new card.
 */
export function draftLike(consult: Consult, studies: readonly StudyCard[], types: readonly SessionTypeCard[]): Draft {
  const type = typeOf({ kind: consult.kind as Draft["kind"] }, types);
  const there = new Set(studies.flatMap((study) => study.series.map((series) => series.id)));
  const [first, ...others] = studies;
  const basis = basesOf(type).find((one) => one === consult.basis);
  return {
    ...newDraft(callName(first?.patient.name ?? ""), type),
    others: others.map((study) => study.id),
    series: consult.series.map((series) => series.id).filter((id) => there.has(id)),
    guests: consult.guests
      .filter((guest) => !guest.verified)
      .map((guest, at) => ({ key: at + 1, role: guest.role as GuestRole, comesAs: guest.comes_as as ComesAs, name: guest.name })),
    minutes: clampMinutes(consult.minutes, type.minutes_max),
    when: "later",
    ...(basis ? { basis } : {}),
  };
}

/** What another type makes of a form: its own minutes, its people (those who were named stay if they may), its ground. */
export function presetsOf(draft: Draft, type: SessionTypeCard): Partial<Draft> {
  const fixed = type.fixed.includes("guests");
  // the patient is named by the study, not by hand: a type that does not need them begins without
  const isPreset = (guest: DraftGuest): boolean => guest.role === "patient" && guest.name === draft.patient && !type.required.includes("patient");
  const left = draft.guests.filter((guest) => type.roles.includes(guest.role) && guest.name.trim() !== "" && !isPreset(guest));
  const guests: DraftGuest[] = [];
  for (const role of INVITED.filter((one) => type.required.includes(one))) {
    const at = left.findIndex((guest) => guest.role === role);
    const [named] = at < 0 ? [] : left.splice(at, 1);
    const comesAs = role === "observer" ? { comesAs: "interpreter" as const } : {};
    guests.push(named ?? { key: 0, role, ...comesAs, name: role === "patient" ? draft.patient : "" });
  }
  if (!fixed) guests.push(...left);
  const taken = guests.map((guest, at) => ({ ...guest, key: at + 1 }));
  const preset = basesOf(type).find((basis) => basis === type.bases[0]);
  return { kind: type.kind, minutes: type.minutes, guests: taken, basis: preset ?? "" };
}

/** The type a form is of; the first one when the clinic no longer offers it. */
export function typeOf(draft: Pick<Draft, "kind">, types: readonly SessionTypeCard[]): SessionTypeCard {
  const found = types.find((type) => type.kind === draft.kind) ?? types[0];
  if (!found) throw new Error("a policy has at least one type");
  return found;
}

/** The grounds without the patient's own word that a type takes. */
export function basesOf(type: SessionTypeCard): BasisName[] {
  return BASES.filter((basis) => type.bases.includes(basis)).sort((a, b) => type.bases.indexOf(a) - type.bases.indexOf(b));
}

/** Whom a form of this type may invite. */
export function rolesOf(type: SessionTypeCard): GuestRole[] {
  return INVITED.filter((role) => type.roles.includes(role));
}

/** Whether this is the only one of a role that the type needs. */
export function isNeeded(draft: Draft, type: SessionTypeCard, guest: DraftGuest): boolean {
  return type.required.includes(guest.role) && draft.guests.filter((one) => one.role === guest.role).length === 1;
}

/** How link and code get to a guest. */
export function waysOf(guest: Pick<DraftGuest, "ways">): DraftWays {
  return guest.ways ?? plainWays();
}

export function hasPatient(draft: Pick<Draft, "guests">): boolean {
  return draft.guests.some((guest) => guest.role === "patient");
}

export function withGuest(draft: Draft, role: GuestRole, comesAs: ComesAs = ""): Draft {
  const key = 1 + Math.max(0, ...draft.guests.map((guest) => guest.key));
  return { ...draft, guests: [...draft.guests, { key, role, comesAs, name: "" }] };
}

/** Minutes as typed, kept inside what is allowed. */
export function clampMinutes(minutes: number, minutesMax: number): number {
  if (Number.isNaN(minutes)) return MINUTES_MIN;
  return Math.min(minutesMax, Math.max(MINUTES_MIN, Math.round(minutes)));
}

export interface DraftProblem {
  /** Where: `series`, `guests`, `guest-<key>`, `link-to-<key>`, `code-to-<key>`, `minutes`, `start`, `basis`, or a word that the basis has to name. */
  field: string;
  /** Key of the words. */
  words: string;
}

/** What keeps this draft from becoming a consult, in the order of the page. */
export function problemsOf(draft: Draft, type: SessionTypeCard, nowMs: number): DraftProblem[] {
  const found: DraftProblem[] = [];
  const say = (field: string, words: string): void => void found.push({ field, words });
  if (draft.series.length === 0) say("series", "need-series");
  const missing = type.required.find((role) => !draft.guests.some((guest) => guest.role === role));
  if (draft.guests.length === 0) say("guests", "need-guest");
  else if (missing) say("guests", `policy-need-${missing}`);
  const names = new Set<string>();
  for (const guest of draft.guests) {
    const name = guest.name.trim().toLocaleLowerCase();
    if (name === "") say(`guest-${guest.key}`, "need-name");
    else if (guest.name.length > NAME_MAX) say(`guest-${guest.key}`, "need-shorter-name");
    else if (names.has(name)) say(`guest-${guest.key}`, "need-other-name");
    names.add(name);
    const { linkBy, linkTo, codeBy, codeTo } = waysOf(guest);
    if (!couldBeAddress(linkBy, linkTo)) say(`link-to-${guest.key}`, `need-address-${linkBy}`);
    if (!couldBeAddress(codeBy, codeTo)) say(`code-to-${guest.key}`, `need-address-${codeBy}`);
  }
  if (draft.guests.length > 0 && !hasPatient(draft)) {
    if (draft.basis === "") say("basis", "need-basis");
    else for (const name of missingWords(draft.basis, draft.words)) say(name, "need-basis-word");
  }
  if (draft.minutes < MINUTES_MIN || draft.minutes > type.minutes_max) say("minutes", "need-minutes");
  if (draft.when === "later") {
    const start = fieldMs(draft.start);
    if (start === undefined) say("start", "need-start");
    else if (start < nowMs - 60_000) say("start", "need-later-start");
  }
  return found;
}

/** When it starts: as planned, or about now. */
export function startOf(draft: Pick<Draft, "when" | "start">): { ms: number; planned: boolean } {
  const planned = draft.when === "later" ? fieldMs(draft.start) : undefined;
  return { ms: planned ?? serverNow(), planned: planned !== undefined };
}

/** What is asked of the server. */
export function bodyOf(draft: Draft, type: SessionTypeCard): NewConsult {
  const start = startOf(draft);
  const body: NewConsult = {
    series_ids: draft.series,
    guests: draft.guests.map(({ role, comesAs, name, ways }) => ({
      role,
      comes_as: comesAs ?? "",
      name: name.trim(),
      ...(ways ? { ways: waysAsked(ways, type, start.ms) } : {}),
    })),
    minutes: draft.minutes,
    start_ms: start.planned ? start.ms : null,
    kind: draft.kind,
  };
  if (hasPatient(draft) || draft.basis === "") return body;
  return { ...body, basis: draft.basis, basis_words: ownWords(draft.basis, draft.words) };
}
