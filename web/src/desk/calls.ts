import type { Owner } from "../room/ownhands";
import type { OpinionPort } from "../store/answer";
import type { NotePort } from "../store/note";
import { Failed, get, post, postForFile, put, remove } from "../wire/http";
import { sendFile } from "../wire/upload";
import type {
  StaffList,
  StaffCard,
  NewStaff,
  AccountLinkCard,
  AskedOpinion,
  AskOpinion,
  AddGuest,
  AddPriors,
  BringReader,
  DenyPrior,
  Priors,
  AuditPage as HttpAuditPage,
  AccountActive,
  AccountOffer,
  ChangePassword,
  CheckNames,
  CodeCard,
  CodeSent,
  Colleagues,
  ConsentPreview,
  ConsentPreviewAsked,
  ConfirmAccount,
  Consult,
  Consults,
  DeletionReceipt,
  EndEverything,
  EmergencyUses,
  Everything,
  EverythingEnded,
  HttpMe,
  HttpRecord,
  Import,
  Imports,
  Installation,
  InviteCard,
  Light,
  Logins,
  Messages,
  NewConsult,
  Note,
  Recover,
  RecoveryCodes,
  RecoveryLink,
  RenewCodes,
  Opinions,
  OwedOpinion,
  OwnFactor,
  Paper,
  Preferences,
  PreviewMessages,
  SaveNote,
  RecordsFound,
  SearchRecord,
  RecordLooked,
  SearchRecords,
  SeenBetween,
  SeenReport,
  SeriesCard,
  SignIn,
  SignNote,
  StaffNotices,
  Studies,
  StudyCard,
  TakeFindings,
  Ticket,
} from "../wire/messages";

type SignedOut = () => void;
let whenSignedOut: SignedOut = () => undefined;

/** What to do when any answer says that nobody is signed in (any more). */
export function onSignedOut(act: SignedOut): void {
  whenSignedOut = act;
}

let whenDark: () => void = () => undefined;

/** What to do when any answer says that pictures are dark until the second factor. */
export function onDarkDesk(act: () => void): void {
  whenDark = act;
}

async function staff<Answer>(asked: Promise<Answer>): Promise<Answer> {
  try {
    return await asked;
  } catch (error) {
    if (isSignedOut(error)) whenSignedOut();
    if (error instanceof Failed && error.code === "factor_needed") whenDark();
    throw error;
  }
}

export function isSignedOut(error: unknown): boolean {
  return error instanceof Failed && error.status === 401 && error.code === "signed_out";
}

const guest = (consult: string, participant: string): string => `/api/consults/${consult}/guests/${participant}`;

/** Every route the staff pages use, once. */
export const calls = {
  consentPreview: (asked: ConsentPreviewAsked) =>
    staff(post<ConsentPreview>("/api/consults/preview/consent", asked)),

  signIn: (asked: SignIn) => post<HttpMe>("/api/sign-in", asked),
  signOut: () => post<unknown>("/api/sign-out"),
  me: () => get<HttpMe>("/api/me"),
  openAccountLink: (secret: string) => post<AccountOffer>("/api/enroll/open", { secret }),
  confirmAccount: (asked: ConfirmAccount) => post<AccountActive>("/api/enroll/confirm", asked),
  recover: (asked: Recover) => post<RecoveryLink>("/api/recover", asked),
  staffNotices: () => staff(get<StaffNotices>("/api/notices")),
  readNotice: (notice: string) => staff(remove<StaffNotices>(`/api/notices/${notice}`)),
  changePassword: (asked: ChangePassword) => staff(post<unknown>("/api/password", asked)),
  renewRecoveryCodes: (asked: RenewCodes) => staff(post<RecoveryCodes>("/api/recovery-codes", asked)),
  colleagues: () => staff(get<Colleagues>("/api/colleagues")),

  light: () => staff(get<Light>("/api/hand")),
  hand: () => staff(post<Light>("/api/hand")),
  factor: (asked: OwnFactor) => staff(post<Light>("/api/factor", asked)),

  logins: () => staff(get<Logins>("/api/logins")),
  endLogin: (login: string) => staff(remove<Logins>(`/api/logins/${login}`)),
  endOtherLogins: () => staff(remove<Logins>("/api/logins")),

  people: () => staff(get<StaffList>("/api/people")),
  installation: () => staff(get<Installation>("/api/installation")),
  lookAtRecord: () => staff(post<RecordLooked>("/api/installation/record")),
  addPerson: (asked: NewStaff) => staff(post<AccountLinkCard>("/api/people", asked)),
  linkAgain: (id: string) => staff(post<AccountLinkCard>(`/api/people/${id}/link`)),
  disablePerson: (id: string) => staff(post<StaffCard>(`/api/people/${id}/disable`)),
  enablePerson: (id: string) => staff(post<StaffCard>(`/api/people/${id}/enable`)),
  askReset: (id: string) => staff(post<StaffCard>(`/api/people/${id}/reset`)),
  dropReset: (id: string) => staff(remove<StaffCard>(`/api/people/${id}/reset`)),
  confirmReset: (id: string) => staff(post<AccountLinkCard>(`/api/people/${id}/reset/confirm`)),

  auditEntries: (asked: SearchRecord) => staff(post<HttpAuditPage>("/api/audit/entries", asked)),
  auditSeen: (asked: SeenBetween) => staff(post<SeenReport>("/api/audit/seen", asked)),
  auditExport: (asked: SearchRecord) => staff(postForFile("/api/audit/export", asked)),
  emergencies: () => staff(get<EmergencyUses>("/api/audit/emergencies")),
  reviewEmergency: (ref: string) => staff(post<EmergencyUses>(`/api/audit/emergencies/${ref}/review`)),

  everything: () => staff(get<Everything>("/api/everything")),
  endEverything: (asked: EndEverything) => staff(post<EverythingEnded>("/api/everything/end", asked)),

  studies: (words = "") => staff(words ? post<Studies>("/api/studies/search", { words }) : get<Studies>("/api/studies")),
  study: (study: string) => staff(get<StudyCard>(`/api/studies/${study}`)),
  share: (study: string, person: string) =>
    staff(post<StudyCard>(`/api/studies/${study}/shares`, { person_id: person })),
  unshare: (study: string, person: string) => staff(remove<StudyCard>(`/api/studies/${study}/shares/${person}`)),
  keepStudy: (study: string, until: number) =>
    staff(post<StudyCard>(`/api/studies/${study}/keep`, { until_ms: until })),
  deleteStudy: (study: string) => staff(remove<DeletionReceipt>(`/api/studies/${study}`)),

  checkNames: (study: string, series: string, asked: CheckNames) =>
    staff(put<SeriesCard>(`/api/studies/${study}/series/${series}/names`, asked)),

  beginImport: () => staff(post<Import>("/api/imports")),
  imports: () => staff(get<Imports>("/api/imports")),
  importState: (id: string, since: number) => staff(get<Import>(`/api/imports/${id}?since=${since}`)),
  sendFile: (...given: Parameters<typeof sendFile>) => staff(sendFile(...given)),
  finishImport: (id: string) => staff(post<Import>(`/api/imports/${id}/finish`)),

  opinions: () => staff(get<Opinions>("/api/opinions")),
  opinion: (id: string) => staff(get<AskedOpinion>(`/api/opinions/${id}`)),
  askOpinion: (asked: AskOpinion) => staff(post<AskedOpinion>("/api/opinions", asked)),
  moveDue: (id: string, due: number) => staff(post<AskedOpinion>(`/api/opinions/${id}/due`, { due_ms: due })),
  withdrawOpinion: (id: string) => staff(post<AskedOpinion>(`/api/opinions/${id}/withdraw`)),

  consults: () => staff(get<Consults>("/api/consults")),
  consult: (id: string) => staff(get<Consult>(`/api/consults/${id}`)),
  newConsult: (asked: NewConsult) => staff(post<Consult>("/api/consults", asked)),
  cancelConsult: (id: string) => staff(post<Consult>(`/api/consults/${id}/cancel`)),
  endConsultNow: (id: string) => staff(post<Consult>(`/api/consults/${id}/end-now`)),
  shareConsult: (id: string, person: string) =>
    staff(post<Consult>(`/api/consults/${id}/shares`, { person_id: person })),
  unshareConsult: (id: string, person: string) => staff(remove<Consult>(`/api/consults/${id}/shares/${person}`)),
  releaseConsult: (id: string) => staff(post<Consult>(`/api/consults/${id}/release`)),
  records: (asked: SearchRecords) => staff(post<RecordsFound>("/api/records", asked)),
  ticket: (id: string) => staff(post<Ticket>(`/api/consults/${id}/ticket`)),
  record: (id: string) => staff(get<HttpRecord>(`/api/consults/${id}/record`)),
  note: (id: string) => staff(get<Note>(`/api/consults/${id}/note`)),
  saveNote: (id: string, asked: SaveNote) => staff(put<Note>(`/api/consults/${id}/note`, asked)),
  signNote: (id: string, asked: SignNote) => staff(post<Note>(`/api/consults/${id}/note/sign`, asked)),
  paper: (id: string, language: string, offsetMin: number) => staff(get<Paper>(paperQuery(id, "", language, offsetMin))),
  findings: (id: string, asked: TakeFindings) => staff(postForFile(`/api/consults/${id}/findings`, asked)),
  newCode: (consult: string, participant: string) => staff(post<CodeCard>(`${guest(consult, participant)}/code`)),
  addGuest: (consult: string, asked: AddGuest) => staff(post<Consult>(`/api/consults/${consult}/guests`, asked)),
  priors: (consult: string) => staff(get<Priors>(`/api/consults/${consult}/priors`)),
  addPriors: (consult: string, said: AddPriors) => staff(post<Priors>(`/api/consults/${consult}/priors`, said)),
  denyPrior: (consult: string, said: DenyPrior) => staff(post<Priors>(`/api/consults/${consult}/priors/deny`, said)),
  bringReader: (consult: string, said: BringReader) => staff(post<Consult>(`/api/consults/${consult}/readers`, said)),
  helpIn: (consult: string, participant: string) => staff(post<CodeCard>(`${guest(consult, participant)}/again`)),
  newLink: (consult: string, participant: string) => staff(post<InviteCard>(`${guest(consult, participant)}/link`)),
  sendCode: (consult: string, participant: string) => staff(post<CodeSent>(`${guest(consult, participant)}/send`)),
  messages: (consult: string, participant: string) => staff(get<Messages>(`${guest(consult, participant)}/messages`)),
  previewMessages: (asked: PreviewMessages) => staff(post<Messages>("/api/consults/preview/messages", asked)),
  revokeLink: (consult: string, participant: string) =>
    staff(remove<InviteCard>(`${guest(consult, participant)}/link`)),
};

/** The note of a consult, as whoever writes it needs it. */
export function notePort(id: string): NotePort {
  return {
    read: () => calls.note(id),
    save: (asked) => calls.saveNote(id, asked),
    sign: (asked) => calls.signNote(id, asked),
  };
}

/** What this member of staff has in hand, at every desk. */
export function ownHands(id: string): Owner {
  return {
    id,
    read: () => staff(get<Preferences>("/api/me/preferences")),
    change: (changed) => staff(put<Preferences>("/api/me/preferences", changed)),
  };
}

/** A request that this member of staff was asked to answer. */
export function opinionPort(id: string, prove: OpinionPort["prove"]): OpinionPort {
  const at = `/api/opinions/${id}`;
  return {
    by: "staff",
    read: () => staff(get<OwedOpinion>(`${at}/owed`)),
    accept: () => staff(post<OwedOpinion>(`${at}/accept`)),
    decline: (asked) => staff(post<OwedOpinion>(`${at}/decline`, asked)),
    begin: () => staff(post<OwedOpinion>(`${at}/begin`)),
    reveal: () => staff(post<OwedOpinion>(`${at}/reveal`)),
    sign: (asked) => staff(post<OwedOpinion>(`${at}/sign`, asked)),
    signedAt: (version) => `${at}/owed/versions/${version}/signed`,
    sendCode: () => Promise.reject(new Failed(0, "no_channel")),
    findings: (code) => staff(postForFile(`${at}/findings`, { code })),
    ticket: () => staff(post<Ticket>(`${at}/ticket`)),
    prove,
  };
}

/** Address of a consult on paper as a PDF. */
export function paperAddress(id: string, language: string, offsetMin: number): string {
  return paperQuery(id, "/pdf", language, offsetMin);
}

function paperQuery(id: string, form: string, language: string, offsetMin: number): string {
  return `/api/consults/${id}/paper${form}?language=${language}&offset_min=${offsetMin}`;
}

/** Address of one small picture of a series: `thumb` for lists, `look` for a quick look. */
export function pictureAddress(study: string, series: string, position: number, size: "thumb" | "look"): string {
  return `/api/studies/${study}/series/${series}/pictures/${position}?size=${size}`;
}
