import { Failed, get, post, put, remove } from "../wire/http";
import { sendFile } from "../wire/upload";
import type {
  CheckNames,
  CodeCard,
  Colleagues,
  Consult,
  Consults,
  DeletionReceipt,
  HttpMe,
  HttpRecord,
  Import,
  Imports,
  InviteCard,
  NewConsult,
  SeriesCard,
  SignIn,
  Studies,
  StudyCard,
  Ticket,
} from "../wire/messages";

type SignedOut = () => void;
let whenSignedOut: SignedOut = () => undefined;

/** What to do when any answer says that nobody is signed in (any more). */
export function onSignedOut(act: SignedOut): void {
  whenSignedOut = act;
}

async function staff<Answer>(asked: Promise<Answer>): Promise<Answer> {
  try {
    return await asked;
  } catch (error) {
    if (isSignedOut(error)) whenSignedOut();
    throw error;
  }
}

export function isSignedOut(error: unknown): boolean {
  return error instanceof Failed && error.status === 401 && error.code === "signed_out";
}

const guest = (consult: string, participant: string): string => `/api/consults/${consult}/guests/${participant}`;

/** Every route the staff pages use, once. */
export const calls = {
  signIn: (asked: SignIn) => post<HttpMe>("/api/sign-in", asked),
  signOut: () => post<unknown>("/api/sign-out"),
  me: () => get<HttpMe>("/api/me"),
  colleagues: () => staff(get<Colleagues>("/api/colleagues")),

  studies: (words = "") => staff(words ? post<Studies>("/api/studies/search", { words }) : get<Studies>("/api/studies")),
  study: (study: string) => staff(get<StudyCard>(`/api/studies/${study}`)),
  share: (study: string, person: string) =>
    staff(post<StudyCard>(`/api/studies/${study}/shares`, { person_id: person })),
  unshare: (study: string, person: string) => staff(remove<StudyCard>(`/api/studies/${study}/shares/${person}`)),
  deleteStudy: (study: string) => staff(remove<DeletionReceipt>(`/api/studies/${study}`)),

  checkNames: (study: string, series: string, asked: CheckNames) =>
    staff(put<SeriesCard>(`/api/studies/${study}/series/${series}/names`, asked)),

  beginImport: () => staff(post<Import>("/api/imports")),
  imports: () => staff(get<Imports>("/api/imports")),
  importState: (id: string, since: number) => staff(get<Import>(`/api/imports/${id}?since=${since}`)),
  sendFile: (...given: Parameters<typeof sendFile>) => staff(sendFile(...given)),
  finishImport: (id: string) => staff(post<Import>(`/api/imports/${id}/finish`)),

  consults: () => staff(get<Consults>("/api/consults")),
  consult: (id: string) => staff(get<Consult>(`/api/consults/${id}`)),
  newConsult: (asked: NewConsult) => staff(post<Consult>("/api/consults", asked)),
  cancelConsult: (id: string) => staff(post<Consult>(`/api/consults/${id}/cancel`)),
  releaseConsult: (id: string) => staff(post<Consult>(`/api/consults/${id}/release`)),
  ticket: (id: string) => staff(post<Ticket>(`/api/consults/${id}/ticket`)),
  record: (id: string) => staff(get<HttpRecord>(`/api/consults/${id}/record`)),
  newCode: (consult: string, participant: string) => staff(post<CodeCard>(`${guest(consult, participant)}/code`)),
  newLink: (consult: string, participant: string) => staff(post<InviteCard>(`${guest(consult, participant)}/link`)),
  revokeLink: (consult: string, participant: string) =>
    staff(remove<InviteCard>(`${guest(consult, participant)}/link`)),
};

/** Address of one small picture of a series: `thumb` for lists, `look` for a quick look. */
export function pictureAddress(study: string, series: string, position: number, size: "thumb" | "look"): string {
  return `/api/studies/${study}/series/${series}/pictures/${position}?size=${size}`;
}
