// Generated from server/transport/wire by `python -m server.transport.wire.typescript`; change the structs, not this.

export const PROTO = 1;

/** One entry of the record, with the consult it belongs to. */
export interface AuditEntry {
  index: number;
  at_ms: number;
  kind: string;
  actor: string;
  actor_name: string;
  facts: Record<string, string | number | boolean | (string | number)[] | null>;
  consult: string | null;
}

/** Entries, newest first; `before` goes on from here, null at the beginning of the record. */
export interface AuditPage {
  entries: AuditEntry[];
  names: Record<string, string>;
  before: number | null;
}

/** Somebody let others see pictures because it was an emergency; `reason` as they said it. */
export interface EmergencyUse {
  ref: string;
  consult: string;
  at_ms: number;
  by: string;
  by_name: string;
  reason: string;
  reviewed_ms: number | null;
  reviewer_name: string;
}

/** GET /api/audit/emergencies; POST /api/audit/emergencies/{ref}/review → the same. */
export interface EmergencyUses {
  uses: EmergencyUse[];
}

/** Who looked at one series of a patient's pictures; `me` is the patient. */
export interface LookedLine {
  name: string;
  role: string;
  me: boolean;
  modality: string;
  number: number | null;
  total: number;
  pictures_sent: number | null;
  pictures_shown: number;
  shown_ms: number | null;
  first_ms: number | null;
  last_ms: number | null;
}

/** GET /api/join/seen: who looked at my pictures. */
export interface OwnSeen {
  lines: LookedLine[];
}

/** POST /api/audit/entries → `AuditPage`; POST /api/audit/export → lines. */
export interface SearchRecord {
  before?: number | null;
  from_ms?: number | null;
  until_ms?: number | null;
  who?: string;
  about?: "" | "alerts" | "coming_in" | "consent" | "pictures" | "record" | "refusals" | "staff";
  consult?: string | null;
}

/** POST /api/audit/seen → `SeenReport`: at most a year. */
export interface SeenBetween {
  from_ms: number;
  until_ms: number;
}

/** Who could see, was sent and was shown which pictures. */
export interface SeenReport {
  lines: SeenReportLine[];
}

/** One line of a report in words; what cannot be known any more is empty or null. */
export interface SeenReportLine {
  seen: SeenCard;
  name: string;
  role: string;
  patient: string;
  study_id: string;
  modality: string;
  number: number | null;
}

/** One person and one series of one consult: what could be sent, what was, and what their screen said it showed. */
export interface SeenCard {
  consult: string;
  person: string;
  series_id: string;
  authorized: [number, number][];
  sent: TierSeen[] | null;
  shown: TierSeen[];
  pictures_sent: number | null;
  pictures_shown: number;
  shown_ms: number | null;
  first_ms: number | null;
  last_ms: number | null;
}

/** Pictures in one tier (empty: not recorded): ranges of positions, and how long in all (null: not recorded). */
export interface TierSeen {
  tier: string;
  ranges: [number, number][];
  ms: number | null;
}

/** The one error shape. */
export interface ErrorBody {
  error: ErrorFacts;
}

/** `code` is stable; `facts` are numbers, limits and kinds that a page may put into its sentence. */
export interface ErrorFacts {
  code: string;
  facts: Record<string, string | number | boolean>;
}

/** POST /api/join/send and …/guests/{participant}/send: a code is on its way; the former one is dead. */
export interface CodeSent {
  channel: "mail" | "read" | "text";
  expires_ms: number;
  server_ms: number;
}

/** What became of a message about the present link, or of the newest code; `because` says what troubles it. */
export interface MessageCard {
  kind: "code" | "late" | "link" | "recalled";
  channel: "mail" | "text";
  state: "failed" | "sent" | "trying" | "waiting";
  at_ms: number;
  because: string;
}

/** What a guest is sent, in the order they need it; none when everything is handed over and read out. */
export interface Messages {
  messages: MessageWords[];
}

/** A message word for word; a text message has no subject. Not made yet: the link's secret, the code's digits (`…`). */
export interface MessageWords {
  kind: "code" | "link";
  channel: "mail" | "text";
  subject: string;
  body: string;
}

/** POST /api/consults/preview/messages → `Messages`: nothing is made, nobody is written to, no address is needed. */
export interface PreviewMessages {
  ways: WaysAsked;
  minutes: number;
  start_ms?: number | null;
  kind?: "board" | "patient_consult" | "second_opinion" | null;
  due_ms?: number | null;
}

/** How one guest gets in: a code never goes where its link goes. Null is what the consult's type says, and at once. */
export interface WaysAsked {
  link_by?: "hand" | "mail" | "text";
  code_by?: "mail" | "read" | "text";
  link_to?: string;
  code_to?: string;
  language?: string;
  uses_max?: number | null;
  not_before_ms?: number | null;
  not_after_ms?: number | null;
}

/** POST /api/consults/{id}/guests → `Consult`: one more guest, also while people talk; a patient is never added. */
export interface AddGuest {
  role: "observer" | "specialist";
  name: string;
  comes_as?: "" | "interpreter" | "other" | "relative";
}

/** POST /api/consults/{id}/guests/{participant}/code: six digits to read out; the former code is dead. */
export interface CodeCard {
  code: string;
  expires_ms: number;
}

/** What the patient would be asked if they were let in when the consult starts, in the words they would read. */
export interface ConsentPreview {
  language: string;
  notice: NoticePreview;
  title: string;
  parts: ConsentPart[];
  agree: string;
  refuse: string;
}

/** The privacy notice that comes before the consent. */
export interface NoticePreview {
  title: string;
  paragraphs: string[];
  go_on: string;
}

/** One part of a form, as it is read from its heading down; of `until` exactly one choice is chosen. */
export interface ConsentPart {
  kind: "" | "person" | "stack" | "until";
  heading: string;
  paragraphs: string[];
  choices: ConsentChoice[];
}

/** One thing to tick or to leave out. */
export interface ConsentChoice {
  value: string;
  words: string;
  ticked: boolean;
}

/** POST /api/consults/preview/consent → `ConsentPreview`: what is filled in so far, and who reads it. */
export interface ConsentPreviewAsked {
  series_ids: string[];
  guests: PreviewedGuest[];
  minutes: number;
  start_ms?: number | null;
  kind?: "board" | "patient_consult" | "second_opinion" | null;
  language?: string;
  clock?: WallClock;
}

/** A guest of a consult that is still being filled in: the name may be missing. */
export interface PreviewedGuest {
  role: "observer" | "patient" | "specialist";
  name?: string;
}

/** The clock on the reader's wall: minutes ahead of UTC, and whether it counts to twelve twice a day. */
export interface WallClock {
  offset_min?: number;
  twelve?: boolean;
}

/** The consult's card: GET /api/consults/{id}; `deadline_ms` is None until the first admission. */
export interface Consult {
  id: string;
  phase: string;
  reason: string;
  title: string;
  patient_name: string;
  start_ms: number;
  lobby_until_ms: number;
  minutes: number;
  deadline_ms: number | null;
  closing_until_ms: number | null;
  host: PersonCard;
  guests: GuestCard[];
  series: SeriesCard[];
  waiting: number;
  basis: string;
  created_ms: number;
  server_ms: number;
  held: HeldStack[];
  kind: string;
  may_add: string[];
  mine: boolean;
  shared_with: PersonCard[];
  erased: boolean;
  reading: boolean;
  studies: string[];
}

/** A member of staff as colleagues see them. */
export interface PersonCard {
  id: string;
  name: string;
  role: string;
}

/** A guest on the consult's card. `presence` is expected, waiting, admitted, left or removed. */
export interface GuestCard {
  participant: string;
  role: string;
  name: string;
  presence: string;
  online: boolean;
  word: string;
  invite: InviteCard | null;
  comes_as: string;
  objections: string[];
  code_due: boolean;
  verified: boolean;
}

/** The link of one guest as its host may see it. */
export interface InviteCard {
  link: string;
  qr_svg: string;
  state: "claimed" | "expired" | "opened" | "revoked" | "suspended" | "unused" | "used_up";
  not_after_ms: number;
  claims: number;
  failures: number;
  code_expires_ms: number | null;
  asked_ms: number | null;
  not_before_ms: number;
  uses: number;
  uses_max: number;
  link_by: "hand" | "mail" | "text";
  code_by: "mail" | "read" | "text";
  link_to: string;
  code_to: string;
  language: string;
  messages: MessageCard[];
}

/** One series of a study, useful ones first. `kind` is volume, images, cine, localizer, dose, capture or other. */
export interface SeriesCard {
  id: string;
  number: number | null;
  modality: string;
  description: string;
  count: number;
  columns: number;
  rows: number;
  kind: string;
  useful: boolean;
  color: boolean;
  stacks: StackNames[];
  notes: NoteCard[];
}

/** One stack of a series, as it has to be looked through for names before guests see it. */
export interface StackNames {
  frames: string;
  count: number;
  columns: number;
  rows: number;
  aspect: number;
  suspicion: string;
  checked: boolean;
  masks: MaskCard[];
}

/** An area of every frame of a stack that is black for these roles; image pixels, right and bottom exclusive. */
export interface MaskCard {
  left: number;
  top: number;
  right: number;
  bottom: number;
  roles: string[];
}

/** Something odd about a series: a code with facts, as `StackNote` in a room. */
export interface NoteCard {
  code: string;
  facts: Record<string, string | number>;
}

/** A stack of a consult that guests are not shown before somebody has looked for names in it. */
export interface HeldStack {
  stack: number;
  study_id: string;
  series_id: string;
  part: number;
}

/** GET /api/consults: mine, live and coming first (at most 100), then the newest that are over (at most 12). */
export interface Consults {
  consults: Consult[];
}

/** A guest of a new consult. `comes_as` is for observers: what they are to the patient or the talk. */
export interface GuestAsked {
  role: "observer" | "patient" | "specialist";
  name: string;
  comes_as?: "" | "interpreter" | "other" | "relative";
  ways?: WaysAsked;
}

/** POST /api/consults → `Consult`. `start_ms` None means now. Without a patient `basis` must not be patient_tap. */
export interface NewConsult {
  series_ids: string[];
  guests: GuestAsked[];
  minutes: number;
  start_ms?: number | null;
  basis?: "documented" | "emergency" | "guardian" | "patient_tap" | "verbal_witness";
  basis_words?: BasisWords;
  kind?: "board" | "patient_consult" | "second_opinion" | null;
}

/** What another basis has to name: each kind its own, nothing else. */
export interface BasisWords {
  witness?: string;
  who?: string;
  relation?: string;
  for_whom?: string;
  reference?: string;
  reason?: string;
}

/** POST /api/records: mine that are over, newest first, about 30; `before_ms` is where to go on, null at the end. */
export interface RecordsFound {
  consults: Consult[];
  before_ms: number | null;
}

/** POST /api/records → `RecordsFound`: the words go in a body, since they may be a name and URLs are logged. */
export interface SearchRecords {
  words?: string;
  before_ms?: number | null;
}

/** POST /api/consults/{id}/shares → `Consult`; DELETE /api/consults/{id}/shares/{person} → `Consult`. */
export interface ShareConsult {
  person_id: string;
}

/** POST /api/consults/{id}/ticket (host) and POST /api/join/ticket (guest): opens one socket within 30 s. */
export interface Ticket {
  ticket: string;
  room: string;
  participant: string;
  role: string;
}

/** POST /api/everything/end → `EverythingEnded`. */
export interface EndEverything {
  logins: boolean;
}

/** GET /api/everything: what would end, in numbers only. */
export interface Everything {
  unfinished: number;
  viewing: number;
}

/** What is over. */
export interface EverythingEnded {
  consults: number;
  logins: number;
}

/** Who is active and signed in now; `recovery_codes` are told this once. */
export interface AccountActive {
  me: HttpMe;
  recovery_codes: string[];
}

/** GET /api/me: who is signed in (401 `signed_out` when nobody is). */
export interface HttpMe {
  person: PersonCard;
  clinic: Clinic;
  policy: PolicyCard;
  demo: boolean;
  server_ms: number;
  channels: ("mail" | "text")[];
}

/** Who invites, in the words of the clinic's settings. */
export interface Clinic {
  name: string;
  phone: string;
}

/** Limits that forms show before they are hit: the widest of all types, then each type's own. */
export interface PolicyCard {
  minutes_max: number;
  extension_minutes_max: number;
  extensions_max: number;
  types: SessionTypeCard[];
}

/** One type of consult: what a new one of it begins with, and what can be chosen otherwise. */
export interface SessionTypeCard {
  kind: "board" | "patient_consult" | "second_opinion";
  roles: string[];
  required: string[];
  minutes: number;
  minutes_max: number;
  extensions_max: number;
  extension_minutes_max: number;
  extension_sizes: number[];
  bases: string[];
  fixed: ("basis" | "guests" | "minutes")[];
  link_uses: number;
  doors_min: number;
}

/** What a one-time link offers; asking again gives the same. */
export interface AccountOffer {
  name: string;
  login_name: string;
  clinic: Clinic;
  needs_password: boolean;
  totp_secret: string;
  otpauth: string;
  qr_svg: string;
  not_after_ms: number;
}

/** POST /api/password → 204; 403 `wrong_password`, 400 `password_short` {least}. */
export interface ChangePassword {
  current: string;
  password: string;
}

/** POST /api/enroll/confirm → `AccountActive` and the staff cookie; uses the link up. */
export interface ConfirmAccount {
  secret: string;
  code: string;
  password?: string;
}

/** POST /api/enroll/open: a person pressed the button of the neutral page. */
export interface OpenAccountLink {
  secret: string;
}

/** POST /api/recover → `RecoveryLink`; 401 `wrong_credentials`, 429 `slow_down` {retry_ms}. */
export interface Recover {
  login_name: string;
  password: string;
  code: string;
}

/** Ten new ones, told this once. */
export interface RecoveryCodes {
  recovery_codes: string[];
}

/** The secret of a link to prove a new authenticator, for this browser and at once. */
export interface RecoveryLink {
  secret: string;
  not_after_ms: number;
}

/** POST /api/recovery-codes → `RecoveryCodes`; 403 `wrong_password`. */
export interface RenewCodes {
  current: string;
}

/** Something about one's own sign-in that perhaps was somebody else. */
export interface StaffNoticeCard {
  id: string;
  kind: "half_signed_in" | "recovery_used" | "sign_in_reset";
  at_ms: number;
}

/** GET /api/notices: what this person has not read yet, oldest first. */
export interface StaffNotices {
  notices: StaffNoticeCard[];
}

/** POST /api/join/ask: whoever holds the consult has been told; asking again within half a minute changes nothing. */
export interface ClinicAsked {
  clinic: Clinic;
  server_ms: number;
}

/** POST /api/join/code → `Entered` and the resume cookie. */
export interface EnterCode {
  secret: string;
  code: string;
}

/** The guest may now ask for tickets (cookie) until the consult ends. GET /api/join/me answers the same shape. */
export interface Entered {
  room: string;
  participant: string;
  role: string;
  clinic: Clinic;
  start_ms: number;
  server_ms: number;
  knocking: boolean;
  word: string;
  asks_birth_date: boolean;
  reading: boolean;
}

/** Neutral: no names, no address. `needs_code` is False when this browser already proved it. */
export interface LinkState {
  state: "ended" | "open" | "suspended" | "too_early";
  needs_code: boolean;
  clinic: Clinic;
  start_ms: number;
  minutes: number;
  server_ms: number;
  code_by: "mail" | "read" | "text";
  ended_ms: number | null;
  reading: boolean;
  never: "" | "cancelled" | "no_show";
}

/** POST /api/join/open: a person pressed the button of the neutral page. */
export interface OpenLink {
  secret: string;
  glance?: boolean;
}

/** POST /api/join/prove → `Entered`, after a page was out of sight for long; refusals as for /api/join/code. */
export interface ProveAgain {
  code: string;
}

/** POST /api/join/birth-date → `Entered`: digits of any script, the year with four of them. */
export interface SayBirthDate {
  year?: string;
  month?: string;
  day?: string;
}

/** GET /livez, /healthz, /readyz: `ready` with named checks, each ok or a reason. */
export interface Health {
  ok: boolean;
  checks: Record<string, string>;
}

/** GET /version. */
export interface Version {
  name: string;
  version: string;
  proto: number[];
}

/** GET /api/installation: health, policy and record in numbers and codes; nothing of anybody's work. */
export interface Installation {
  ok: boolean;
  checks: Record<string, string>;
  version: string;
  server_ms: number;
  policy: string;
  kept: KeptCard;
  entries: number;
}

/** How long what is kept; 0: until somebody removes it, for chats and notes: as long as the record. */
export interface KeptCard {
  studies_days: number;
  studies_days_most: number;
  chats_days: number;
  notes_days: number;
  record_years: number;
}

/** POST /api/installation/record: what a look at every entry of the record found. */
export interface RecordLooked {
  at_ms: number;
  entries: number;
  root: string;
  tree_same: boolean;
  damaged: number[];
  damaged_count: number;
  erased: number;
  witness: string;
}

/** What became of one file (or one member of a zip). `code` says why for everything but accepted. */
export interface FileReport {
  seq: number;
  name: string;
  outcome: "accepted" | "duplicate" | "not_an_image" | "unreadable";
  code: string;
  kind: string;
  study_id: string;
  series_id: string;
}

/** POST /api/imports → a new one; GET /api/imports/{id}?since=seq → its state with files after `since`. */
export interface Import {
  id: string;
  state: "finished" | "open";
  received: number;
  working: number;
  accepted: number;
  duplicate: number;
  not_an_image: number;
  unreadable: number;
  studies: string[];
  files: FileReport[];
}

/** GET /api/imports: mine of the last day, newest first, without files. */
export interface Imports {
  imports: Import[];
}

/** PUT /api/studies/{study}/series/{series}/names → `SeriesCard`; remembered for every later consult. */
export interface CheckNames {
  stacks: StackAsked[];
}

/** What was decided about one stack: these areas, or with none that nothing in it identifies anybody. */
export interface StackAsked {
  frames: string;
  masks: MaskAsked[];
}

/** An area to make black, in image pixels. */
export interface MaskAsked {
  left: number;
  top: number;
  right: number;
  bottom: number;
  roles: ("observer" | "patient" | "provider" | "specialist")[];
}

/** GET /api/consults/{id}/note: what is signed, oldest first, and the draft. Later versions amend earlier ones. */
export interface Note {
  signed: SignedNote[];
  draft: NoteDraft;
  may_write: boolean;
}

/** A version that was signed: it never changes. `digest` is SHA-256 of what was signed, as the record has it. */
export interface SignedNote {
  version: number;
  text: string;
  signed_ms: number;
  digest: string;
}

/** Where the next word goes; `revision` 0: nobody has written in this version yet. */
export interface NoteDraft {
  version: number;
  revision: number;
  text: string;
  at_ms: number;
}

/** PUT /api/consults/{id}/note → `Note`: these words instead of those of `revision` (0: nothing was written yet). */
export interface SaveNote {
  version: number;
  revision: number;
  text: string;
}

/** POST /api/consults/{id}/note/sign → `Note`; 403 `factor_wrong`, 429 `slow_down` {retry_ms}. */
export interface SignNote {
  version: number;
  revision: number;
  code: string;
}

/** POST /api/consults/{id}/findings → a zip of DICOM files; 409 `nothing_to_save`, 403 `factor_wrong`. */
export interface TakeFindings {
  code: string;
}

/** A request as whoever asked sees it. `id` is also the reading's, whose guest `participant` gets link and codes. */
export interface AskedOpinion {
  id: string;
  participant: string;
  state: "accepted" | "answered" | "asked" | "declined" | "withdrawn";
  question: string;
  urgency: "routine" | "soon" | "urgent";
  minutes: number;
  basis: string;
  subject: SubjectCard;
  consult_id: string | null;
  colleague_id: string | null;
  reader_name: string;
  first_report: string;
  blind: boolean;
  others_shown: boolean;
  clock: OpinionClock;
  reading: ReadingCard;
  decline_reason: string;
  decline_words: string;
  answers: OpinionVersion[];
  server_ms: number;
}

/** The patient as a request shows them: nothing that names them. */
export interface SubjectCard {
  age: string;
  sex: string;
}

/** When what happened; null: not yet. All are moments of the server's clock. */
export interface OpinionClock {
  asked_ms: number;
  due_ms: number;
  first_due_ms: number;
  accepted_ms: number | null;
  begun_ms: number | null;
  revealed_ms: number | null;
  overdue_ms: number | null;
  closed_ms: number | null;
  read_ms: number | null;
}

/** The reading of a request as it stands. */
export interface ReadingCard {
  phase: string;
  open_until_ms: number;
  ends_ms: number | null;
}

/** One signed version: it never changes. It was given on consultation pictures and is no primary report. */
export interface OpinionVersion {
  version: number;
  position: "agree" | "cannot_say" | "differ" | "need_more";
  confidence: "high" | "low" | "moderate";
  urgency: "routine" | "soon" | "urgent";
  next_step: "discuss" | "follow_up" | "more_imaging" | "none" | "other" | "refer" | "tissue" | "treat";
  next_step_words: string;
  text: string;
  signed_ms: number;
  revealed: boolean;
  reason: string;
  images: CitedImage[];
  digest: string;
  live: boolean;
}

/** A picture an answer rests on, as reports cite it, with its author's drawings. */
export interface CitedImage {
  stack: number;
  pos: number;
  series_number: number | null;
  image_number: number;
  frame: number;
  window: [number, number] | null;
  quality: string;
  display: "" | "desktop" | "laptop" | "medical" | "phone" | "tablet";
  calibrated: boolean;
  caption: string;
  marks: MarkCard[];
}

/** A drawing on a picture, in image pixel edges; `measured` and `note` are the server's, from modality values. */
export interface MarkCard {
  id: string;
  author: string;
  stack: number;
  pos: number;
  kind: string;
  points: [number, number][];
  text: string;
  rev: number;
  at_ms: number;
  measured: FigureCard[];
  note: string;
}

/** One number of a measurement. */
export interface FigureCard {
  name: string;
  value: number;
  unit: string;
}

/** POST /api/opinions → `AskedOpinion`. `colleague_id` null: somebody outside of this `name`, who comes by link. */
export interface AskOpinion {
  question: string;
  due_ms: number;
  minutes: number;
  basis: "documented" | "emergency" | "guardian" | "verbal_witness";
  basis_words: BasisWords;
  urgency?: "routine" | "soon" | "urgent";
  series_ids?: string[];
  consult_id?: string | null;
  colleague_id?: string | null;
  name?: string;
  ways?: WaysAsked;
  first_report?: string;
  blind?: boolean;
  others_shown?: boolean;
}

/** POST /api/consults/{id}/readers → `Consult`: the reader of this opinion gets a seat in a live consult. */
export interface BringReader {
  opinion_id: string;
  told?: boolean;
}

/** A picture an answer rests on. What is stored about it, and how well it was seen, the server knows. */
export interface CiteImage {
  stack: number;
  pos: number;
  window?: WindowSaid | null;
  display?: "" | "desktop" | "laptop" | "medical" | "phone" | "tablet";
  calibrated?: boolean;
  caption?: string;
}

/** A window in modality units. */
export interface WindowSaid {
  center: number;
  width: number;
  function?: "LINEAR" | "LINEAR_EXACT" | "SIGMOID";
}

/** POST …/decline → `OwedOpinion`; `other` needs words. */
export interface DeclineOpinion {
  reason: "no_time" | "not_my_field" | "other" | "pictures_unusable" | "too_close";
  words?: string;
}

/** What stays of a view somebody kept: its name, and the picture as reports cite it. */
export interface KeptWords {
  name: string;
  star: boolean;
  series_number: number | null;
  image_number: number | null;
}

/** POST …/due → `AskedOpinion`. */
export interface MoveDue {
  due_ms: number;
}

/** Something that happened to a request; taken down by DELETE /api/notices/{notice}. */
export interface OpinionNotice {
  id: string;
  kind: "opinion_accepted" | "opinion_amended" | "opinion_answered" | "opinion_asked" | "opinion_brought" | "opinion_declined" | "opinion_moved" | "opinion_overdue" | "opinion_prior" | "opinion_withdrawn";
  at_ms: number;
  opinion_id: string | null;
}

/** GET /api/opinions: asked and owed, the newest first, and what this person has not read of. */
export interface Opinions {
  asked: AskedOpinion[];
  owed: OwedOpinion[];
  news: OpinionNotice[];
  server_ms: number;
}

/** A request as whoever was asked sees it: what they are blind to is not in it. `id` is the room to look in. */
export interface OwedOpinion {
  id: string;
  participant: string;
  state: "accepted" | "answered" | "asked" | "declined" | "withdrawn";
  question: string;
  urgency: "routine" | "soon" | "urgent";
  minutes: number;
  basis: string;
  subject: SubjectCard;
  asker_name: string;
  blind: boolean;
  may_reveal: boolean;
  first_report: string;
  others: OtherOpinion[];
  stacks: OpinionStack[];
  clock: OpinionClock;
  reading: ReadingCard;
  answers: OpinionVersion[];
  kept: KeptWords[];
  code_by: "authenticator" | "mail" | "read" | "text";
  server_ms: number;
  may_save: boolean;
}

/** What somebody else answered about the same pictures. */
export interface OtherOpinion {
  name: string;
  answers: OpinionVersion[];
}

/** A stack of a request before anybody looks: no word of the file's own. `held`: somebody has to look for names first. */
export interface OpinionStack {
  modality: string;
  series_number: number | null;
  frames: number;
  held: boolean;
}

/** POST …/sign → `OwedOpinion`: signed with `code`, which is spent. `over`: the newest version known (0: none). */
export interface SignOpinion {
  code: string;
  position: "agree" | "cannot_say" | "differ" | "need_more";
  confidence: "high" | "low" | "moderate";
  urgency: "routine" | "soon" | "urgent";
  next_step: "discuss" | "follow_up" | "more_imaging" | "none" | "other" | "refer" | "tissue" | "treat";
  text: string;
  over?: number;
  next_step_words?: string;
  images?: CiteImage[];
  reason?: string;
}

/** GET /api/consults/{id}/paper: note, key images as references, measurements, people and the basis, in words. */
export interface Paper {
  language: string;
  title: string;
  facts: PaperFact[];
  parts: PaperPart[];
  foot: string;
}

/** What something is called, and what it is. */
export interface PaperFact {
  label: string;
  words: string;
}

/** One part; `empty` says so when there is nothing in it. */
export interface PaperPart {
  id: "board" | "consent" | "images" | "measures" | "note" | "opinion" | "people";
  heading: string;
  passages: PaperPassage[];
  facts: PaperFact[];
  table: PaperTable | null;
  empty: string;
}

/** Text with what is said of it; its lines are kept. */
export interface PaperPassage {
  said: string;
  text: string;
  small: string;
}

/** Rows below their heads; a cell's lines are kept. */
export interface PaperTable {
  heads: string[];
  rows: string[][];
}

/** A one-time link for somebody, told this once. */
export interface AccountLinkCard {
  person: StaffCard;
  link: string;
  not_after_ms: number;
}

/** One member of staff. */
export interface StaffCard {
  id: string;
  login_name: string;
  name: string;
  role: string;
  standing: "active" | "disabled" | "invited" | "recovery" | "reset" | "stopped";
  here: boolean;
  reset_by: string | null;
  reset_until_ms: number | null;
}

/** POST /api/people → `AccountLinkCard`; 403 `login_name_taken`, 400 `bad_name` {why}. */
export interface NewStaff {
  login_name: string;
  name: string;
  role: "administrator" | "auditor" | "provider" | "specialist";
}

/** GET /api/people: everybody, in order of their names. */
export interface StaffList {
  people: StaffCard[];
}

/** PUT /api/me/preferences → `Preferences`: the parts that were changed; what is left out, or null, stays. */
export interface ChangePreferences {
  person: string;
  mouse?: MouseHeld | null;
  letters?: boolean | null;
  windows?: WindowsHeld[];
}

/** What moves the picture under three buttons and the wheel. */
export interface MouseHeld {
  left: "pan" | "scroll" | "window" | "zoom";
  middle: "pan" | "scroll" | "window" | "zoom";
  right: "pan" | "scroll" | "window" | "zoom";
  wheel: "scroll" | "zoom";
}

/** The windows for pictures of one modality and unit. */
export interface WindowsHeld {
  modality: string;
  unit: "" | "ED" | "EDW" | "HU" | "HU_MOD" | "MGML" | "OD" | "PCT" | "Z_EFF";
  kept: WindowHeld[];
  row: KeyHeld[] | null;
}

/** A window in modality units. */
export interface WindowHeld {
  center: number;
  width: number;
  function: "LINEAR" | "LINEAR_EXACT" | "SIGMOID";
}

/** What stands on a key: one of the file's windows by its place in it (0-based), or one of one's own. */
export interface KeyHeld {
  name: string;
  shows: number | WindowHeld;
}

/** GET /api/me/preferences: what this person has in hand; null, and kinds that are not listed: as delivered. */
export interface Preferences {
  person: string;
  version: number;
  mouse: MouseHeld | null;
  letters: boolean | null;
  windows: WindowsHeld[];
}

/** POST /api/consults/{id}/priors → `Priors`: these series join the consult, as the answer to `wish` or without one. */
export interface AddPriors {
  series_ids: string[];
  wish?: number | null;
  covered?: boolean;
}

/** POST /api/consults/{id}/priors/deny → `Priors`: not these, and perhaps why. */
export interface DenyPrior {
  wish: number;
  words?: string;
}

/** A study of the same patient, with those of its series that are not in the consult. */
export interface EarlierStudy {
  id: string;
  description: string;
  date: string;
  series: SeriesCard[];
}

/** Earlier pictures: what was asked for, and what there is; `may_cover`: a basis of the host's stands. */
export interface Priors {
  wishes: WishCard[];
  studies: EarlierStudy[];
  may_cover: boolean;
}

/** A specialist's wish for earlier pictures; `stacks` came for it, `reply` is the host's word with a no. */
export interface WishCard {
  number: number;
  by: string;
  at_ms: number;
  modality: string;
  words: string;
  state: "denied" | "given" | "open";
  reply: string;
  stacks: number[];
}

/** One line of the record. */
export interface EntryCard {
  index: number;
  at_ms: number;
  kind: string;
  actor: string;
  actor_name: string;
  facts: Record<string, string | number | boolean | (string | number)[] | null>;
}

/** What was erased of a consult afterwards (`part`: chat, note or record), why (lifetime or asked), what remains. */
export interface ErasureReceipt {
  receipt: string;
  part: string;
  why: string;
  at_ms: number;
  items: number;
  size_bytes: number;
  key_fingerprint: string;
  entry: number;
  remains: string[];
  changed: boolean;
}

/** What an end did not destroy (`what` as in `remains`), and until when it is kept; null: until somebody removes it. */
export interface Kept {
  what: string;
  until_ms: number | null;
}

/** What the end destroyed and what remains. */
export interface LockReceipt {
  receipt: string;
  at_ms: number;
  reason: string;
  frames: number;
  size_bytes: number;
  key_fingerprints: string[];
  entry: number;
  remains: string[];
  standing: "changed" | "holds" | "owed" | "unsigned";
  kept: Kept[];
}

/** GET /api/consults/{id}/record: entries, transcript and, once locked, the receipt; what was erased since. */
export interface HttpRecord {
  consult: Consult;
  entries: EntryCard[];
  transcript: TranscriptLine[];
  receipt: LockReceipt | null;
  damaged_lines: number;
  erased: ErasureReceipt[];
  seen: SeenCard[];
  left_out: number;
}

/** One line of the chat as kept. */
export interface TranscriptLine {
  seq: number;
  at_ms: number;
  author: string;
  author_name: string;
  kind: string;
  text: string;
  facts: Record<string, string | number | boolean>;
  channel: string;
}

/** GET /api/colleagues: whom a study can be shared with. */
export interface Colleagues {
  colleagues: PersonCard[];
}

/** Until when this desk's pictures are lit without a further hand. */
export interface Light {
  dark_ms: number;
  server_ms: number;
}

/** One of one's own logins. */
export interface LoginCard {
  id: string;
  since_ms: number;
  seen_ms: number;
  browser: string;
  system: string;
  here: boolean;
}

/** GET /api/logins: where this person is signed in, this browser first. */
export interface Logins {
  logins: LoginCard[];
}

/** POST /api/factor → `Light`; 403 `factor_wrong`, 429 `slow_down` {retry_ms}. */
export interface OwnFactor {
  code: string;
}

/** POST /api/sign-in → `Me`; 401 `wrong_credentials`, 429 `slow_down` {retry_ms}. */
export interface SignIn {
  login_name: string;
  password: string;
  code: string;
}

/** DELETE /api/studies/{id}: what was destroyed and what remains. */
export interface DeletionReceipt {
  receipt: string;
  at_ms: number;
  objects: number;
  size_bytes: number;
  key_fingerprint: string;
  entry: number;
  remains: string[];
}

/** POST /api/studies/{id}/keep → `StudyCard`: later than it would go, not later than its `longest_ms`. */
export interface KeepStudy {
  until_ms: number;
}

/** How many objects of a kind (ecg, report, pdf …) came in with a study and cannot be shown yet. */
export interface OtherCard {
  kind: string;
  count: number;
}

/** Whose pictures: clinicians only. `birth_date` and dates are DICOM's YYYYMMDD or empty. */
export interface PatientCard {
  name: string;
  id: string;
  birth_date: string;
  sex: string;
}

/** POST /api/studies/search → `Studies`: the words go in a body, since they may be a name and URLs are logged. */
export interface SearchStudies {
  words: string;
}

/** POST /api/studies/{id}/shares → `StudyCard`; DELETE /api/studies/{id}/shares/{person} → `StudyCard`. */
export interface ShareStudy {
  person_id: string;
}

/** GET /api/studies: newest first; `total` counts all matches, the list is capped at 200. */
export interface Studies {
  studies: StudyCard[];
  total: number;
}

/** A study on the list and on its own page. */
export interface StudyCard {
  id: string;
  patient: PatientCard;
  description: string;
  date: string;
  series: SeriesCard[];
  instances: number;
  size_bytes: number;
  synthetic: boolean;
  owner: PersonCard;
  mine: boolean;
  shared_with: PersonCard[];
  added_ms: number;
  others: OtherCard[];
  until_ms: number | null;
  longest_ms: number | null;
}

/** Host: the basis on which these people may see these stacks without the patient's tap; left out: all of them. */
export interface BasisRecord {
  basis: "documented" | "emergency" | "guardian" | "verbal_witness";
  words: BasisWords;
  stacks?: number[] | null;
  persons?: string[] | null;
}

/** A patient's answer to exactly the text with this digest; who agrees says what stayed ticked, and one of its ends. */
export interface ConsentAnswer {
  digest: string;
  agree: boolean;
  stacks?: number[];
  persons?: string[];
  until_ms?: number | null;
}

/** Host: show the consent to this patient again (after 'not now' or a withdrawal, or for more than they agreed to). */
export interface ConsentAsk {
  participant: string;
}

/** Patient or host: only this may be seen from now on, and no longer than that. */
export interface ConsentNarrow {
  stacks: number[];
  persons?: string[];
  until_ms?: number | null;
}

/** A patient has read exactly the notice with this digest; the consent follows. */
export interface PrivacyRead {
  digest: string;
}

/** Take a mark away. */
export interface MarkDrop {
  id: string;
  base_rev: number;
}

/** Draw a mark, or change one: `base_rev` is the revision that is changed, 0 for a new one. Ack {rev}. */
export interface MarkPut {
  id: string;
  stack: number;
  pos: number;
  kind: "angle" | "arrow" | "ellipse" | "freehand" | "length" | "rectangle" | "text";
  points: [number, number][];
  text?: string;
  base_rev?: number;
}

/** ∅ Where this person points, on a picture everybody sees; `stack` null: nowhere any more. Never kept. */
export interface Pointer {
  stack: number | null;
  pos?: number;
  x?: number;
  y?: number;
  kind?: "cross" | "dot";
}

/** Clinicians: the modality value under a point. Ack {values, unit}; no values outside the image or under a mask. */
export interface ValueAt {
  stack: number;
  pos: number;
  x: number;
  y: number;
}

/** The `auth` of the Socket.IO CONNECT packet. The connection's URL carries ?room=<id>. `hidden`: as in `client:report`. */
export interface Auth {
  proto: number;
  ticket: string;
  caps: Caps;
  resume?: Resume;
  language?: string;
  clock?: WallClock;
  hidden?: boolean;
}

/** What the client's screen can do. `ecdh` is its raw P-256 public key (65 bytes) in base64url. */
export interface Caps {
  ecdh: string;
  mime?: string[];
  dpr?: number;
  w?: number;
  h?: number;
}

/** What a returning client already has: the last `seq` it shows of each channel of the chat, and sealed frames. */
export interface Resume {
  chat?: number;
  clinicians?: number;
  have?: string[];
}

/** ∅ `n` last frame decoded and painted or stored, `m` last control message, both cumulative; `shown` = [fid, ms]. */
export interface Ack {
  n: number;
  m?: number;
  shown?: [string, number][];
}

/** A frame was lost or failed to open: send these again. */
export interface FrameWant {
  fids: string[];
}

/** ∅ Size of the picture on this client in CSS pixels, and whether it is visible: decides level and tier. */
export interface Report {
  w: number;
  h: number;
  dpr?: number;
  hidden?: boolean;
  save_data?: boolean;
  rtt?: number | null;
}

/** Ack {t0, t1}: the client's own mark and the server's epoch ms. */
export interface TimePing {
  t0: number;
}

/** Host: let a waiting guest into the talk; `word` is the one the host picked after hearing it. */
export interface Admit {
  participant: string;
  recognized: "known" | "name_and_birth_date" | "other";
  word: string;
  knock?: boolean;
}

/** Host: rings somebody who waits; their page says so. */
export interface CallGuest {
  participant: string;
}

/** Host: not this person; the card goes and the link asks for a new code. */
export interface Deny {
  participant: string;
  knock?: boolean;
}

/** Host: viewing ends now (closing); a second `end` while closing locks. `at_once`: locked, without a farewell. */
export interface End {
  at_once?: boolean;
}

/** Host: more minutes, inside the cap and the consent, and why. Ack {deadline_ms}; refused `cap` {minutes_left}. */
export interface Extend {
  minutes: number;
  reason?: "" | "findings" | "late_start" | "other" | "questions" | "technical";
}

/** Host: vouches for a patient whose birth date did not match or was not given, and says why. */
export interface OverrideBirth {
  participant: string;
  reason: string;
}

/** Host: out of the session at once; a new epoch follows. */
export interface Remove {
  participant: string;
}

/** Everybody but the host: would rather not have this added person here, or (`objects` false) minds no more. */
export interface ObjectTo {
  participant: string;
  objects?: boolean;
}

/** Presenter or host: hand control to `to`. */
export interface ControlGrant {
  to: string;
}

/** ∅ Everything up to `seq` was on this person's screen. */
export interface ChatRead {
  seq: number;
}

/** Ack {id, seq, at}. `cid` makes a retry harmless: the same one returns the same message. */
export interface ChatSend {
  cid: string;
  text: string;
  channel?: "clinicians" | "talk";
  picture?: ViewportSaid | null;
}

/** One viewport of a proposed view; the server clamps what is out of bounds. */
export interface ViewportSaid {
  id: string;
  stack?: number | null;
  pos?: number;
  voi?: WindowSaid | null;
  invert?: boolean;
  rot?: 0 | 90 | 180 | 270;
  flip?: boolean;
  area?: [number, number, number, number] | null;
  cine?: CineSaid | null;
  palette?: "HOT_IRON" | "HOT_METAL_BLUE" | "PET" | "PET_20_STEP" | null;
}

/** Playing from `anchor_pos` at `anchor_ms` (server time; 0 = now). */
export interface CineSaid {
  first: number;
  last: number;
  fps: number;
  loop?: "once" | "sweep" | "wrap";
  anchor_pos?: number;
  anchor_ms?: number;
}

/** Ack {lines, more}: chat after `seq`, oldest first, at most 200 lines and 256 KiB of text. */
export interface ChatSince {
  seq: number;
  channel?: "clinicians" | "talk";
}

/** A patient's one-tap signal, shown to the clinicians beside the name and kept in the chat. */
export interface Signal {
  kind: "again" | "call" | "louder" | "slower" | "unclear";
}

/** A clinician has noticed a patient's signal, the chat line with this `seq`. */
export interface SignalNoticed {
  seq: number;
}

/** Forget a kept view. */
export interface BookmarkDrop {
  number: number;
}

/** Keep the shared view under a name; with `number` name or star an earlier one. Ack {number}. */
export interface BookmarkPut {
  name: string;
  star?: boolean;
  number?: number | null;
}

/** Two viewports that scroll together. */
export interface LinkSaid {
  first: string;
  second: string;
  by?: "hand" | "space";
  offset?: number;
  windows?: boolean;
}

/** Host: patients and observers see nothing while a picture is prepared, or see again. */
export interface RoomBlank {
  on: boolean;
}

/** Host: people of this role may look around alone, or are called back to the shared view. */
export interface ViewAllow {
  role: "patient" | "specialist";
  on: boolean;
}

/** A whole view: the shared one (presenter) or, with scope `mine`, one's own beside it. Ack {rev}, the shared one's. */
export interface ViewSet {
  cseq: number;
  layout: [1 | 2, 1 | 2];
  active: string;
  viewports: ViewportSaid[];
  token_epoch?: number;
  scope?: "mine" | "shared";
  link?: LinkSaid | null;
}

/** Host: a question to these clinicians. Ack {number}; `conflict` while another one is open. */
export interface BoardAsk {
  question: string;
  board: string[];
  positions?: string[];
  quorum?: number | null;
}

/** Host: no more votes, count them. Ack {outcome}. */
export interface BoardClose {
  number: number;
}

/** Whoever has a seat on the board: where they stand, as often as they like until it is closed. */
export interface BoardVote {
  number: number;
  position: number;
  reason?: string;
}

/** Specialist: may I see earlier pictures? Ack {number}; `conflict` while an earlier wish of theirs is open. */
export interface PriorAsk {
  words: string;
  modality?: "" | "CR" | "CT" | "DX" | "MG" | "MR" | "NM" | "OT" | "PT" | "RF" | "US" | "XA";
}

/** A question put to a board; without `positions` they are agree, differ, need more. `decided` is one of them. */
export interface BallotCard {
  number: number;
  at_ms: number;
  question: string;
  positions: string[];
  seats: BoardSeat[];
  quorum: number;
  revealed: boolean;
  outcome: "decided" | "no_majority" | "no_quorum" | "open";
  decided: number | null;
  counted: number;
  closed_ms: number | null;
}

/** One of a board. Where others stand is there once all have voted, or it is closed. */
export interface BoardSeat {
  participant: string;
  voted: boolean;
  position: number | null;
  reason: string;
  times: number;
  absent: boolean;
}

/** Questions to the board, all there are; to clinicians, whenever they change. */
export interface Board {
  ballots: BallotCard[];
  m: number;
}

/** The consent to read: exactly this text, with these choices, has this digest. */
export interface ConsentForm {
  language: string;
  title: string;
  parts: ConsentPart[];
  agree: string;
  refuse: string;
  digest: string;
  m: number;
}

/** The privacy notice, before any consent: exactly this text has this digest. Answered by `privacy:read`. */
export interface PrivacyNotice {
  language: string;
  title: string;
  paragraphs: string[];
  go_on: string;
  digest: string;
  m: number;
}

/** What may be seen now, as choices; answers `consent:scope`. `agree` words the button that narrows to what is ticked. */
export interface Scope {
  language: string;
  title: string;
  parts: ConsentPart[];
  agree: string;
  refuse: string;
  m: number;
}

/** Marks that were drawn or changed, and ids of those taken away; with `whole` these are all there are. */
export interface Marks {
  put: MarkCard[];
  drop: string[];
  whole: boolean;
  m: number;
}

/** Where somebody points (newest wins, per person); `stack` null: nowhere any more. Fades after 2 s. */
export interface PointerShown {
  by: string;
  stack: number | null;
  pos: number;
  x: number;
  y: number;
  kind: string;
}

/** The picture in view cannot be displayed (the rest of the stack can): say so in its place. */
export interface FrameFailed {
  stack: number;
  pos: number;
  code: string;
}

/** An encoded frame, sealed. With `href` the bytes are fetched by GET, otherwise they are the one attachment. */
export interface FrameMeta {
  n: number;
  epoch: number;
  fid: string;
  stack: number;
  pos: number;
  level: number;
  tier: string;
  mime: string;
  w: number;
  h: number;
  voi: Window | null;
  window: Window | null;
  source: string;
  source_lossy: boolean;
  marked: boolean;
  len: number;
  href: string | null;
  masked: boolean;
}

/** A VOI window in modality units: |center| ≤ 1e6, 0 < width ≤ 2e6 (≥ 1 for LINEAR). PS3.3 C.11.2.1.2. */
export interface Window {
  center: number;
  width: number;
  function: "LINEAR" | "LINEAR_EXACT" | "SIGMOID";
}

/** Go dark now: drop key, bitmaps and canvas. `reason` is a code. */
export interface Dark {
  reason: string;
  m: number;
}

/** The frame key of an epoch, wrapped to this connection's public key; `lease_ms` is how long it may be held. */
export interface Key {
  epoch: number;
  wrapped: string;
  lease_ms: number;
  m: number;
}

/** Every 3 s: the key may be held until then (server epoch ms, ≤ 30 s ahead). `low`: served as on a thin line. */
export interface Lease {
  epoch: number;
  until_ms: number;
  server_ms: number;
  low: boolean;
}

/** What the host may know of how a guest came in: nothing here is a factor, and no date is ever told. */
export interface ArrivalCard {
  claim: number;
  known: boolean;
  link_by: string;
  code_by: string;
  birth: string;
  doubted: boolean;
  called_ms: number | null;
}

/** Who steers changed, or somebody asks to. */
export interface ControlState {
  token: Token;
  m: number;
}

/** Who steers. */
export interface Token {
  holder: string;
  token_epoch: number;
  request: string | null;
}

/** Who this connection is. `withheld`: rights that the consult's type has taken from this role. */
export interface RoomOutMe {
  id: string;
  role: string;
  name: string;
  host: boolean;
  withheld: string[];
}

/** Somebody in the room. `verified` is True for signed-in staff; guests are shown as invited, not verified. */
export interface ParticipantCard {
  id: string;
  role: string;
  name: string;
  verified: boolean;
  presence: string;
  online: boolean;
  sees_pictures: boolean;
  consent: string;
  read: number;
  factors: string[];
  word_choices: string[];
  seen: [number, number] | null;
  follows: boolean;
  seen_tier: string;
  seen_ms: number;
  out_of_sight: boolean;
  slow: boolean;
  number: number;
  awaited_until_ms: number | null;
  trouble: string;
  knock_choices: string[];
  comes_as: string;
  announced: boolean;
  covered: boolean;
  objected: boolean;
  objections: string[];
  arrival: ArrivalCard | null;
}

/** Everybody, whole, at most twice a second. */
export interface Presence {
  participants: ParticipantCard[];
  m: number;
}

/** What the type of this consult allows its host: how it may be extended, and what is barred in it. */
export interface HostPolicy {
  extensions_max: number;
  extension_minutes_max: number;
  extension_sizes: number[];
  extension_words: string;
  bases_barred: string[];
  withheld: Record<string, string[]>;
}

/** The identity strip: for who reads names (the host; specialists if the clinic lets them). */
export interface Identity {
  name: string;
  id: string;
  birth_date: string;
  sex: string;
}

/** The stacks this person may see; sent with the first view and whenever a grant changes. */
export interface Manifest {
  stacks: StackCard[];
  identity: Identity | null;
  m: number;
}

/** One stack of the manifest as a role may know it: handles, never UIDs. */
export interface StackCard {
  id: number;
  modality: string;
  series_number: number | null;
  title: string;
  count: number;
  columns: number;
  rows: number;
  color: boolean;
  unit: string;
  windows: WindowChoice[];
  image_numbers: number[];
  letters: ([string, string, string, string] | null)[];
  laterality: string;
  spacing_mm: [number, number] | null;
  calibrated: boolean;
  fps: number | null;
  source_lossy: boolean;
  aspect: number;
  held: boolean;
  black: [number, number, number, number][];
  lateralities: string[];
  spacing_origin: string;
  spacings: (SpacingAt | null)[];
  plane: string;
  notes: StackNote[];
  space: number;
  places: number[];
  step_mm: number;
  times_ms: number[];
  plays_fps: number | null;
  sweeps: boolean;
}

/** A window the file itself (or the modality's usual list) offers; `name` is an explanation or a preset's key. */
export interface WindowChoice {
  name: string;
  center: number;
  width: number;
  function: string;
}

/** The distance of pixel centers of one picture, and what it was measured on. */
export interface SpacingAt {
  row_mm: number;
  column_mm: number;
  origin: string;
}

/** Something to know about a stack: a code with facts, worded by the page (`server.studies.notes` lists them). */
export interface StackNote {
  code: string;
  facts: Record<string, string | number>;
}

/** Why the server closes this connection: locked, moved, removed, denied, left, signed_out, draining, rate or bad_messages. */
export interface Bye {
  code: string;
}

/** Phase and times. `until_ms` is when viewing ends, `closing_until_ms` when the talk ends too. */
export interface RoomState {
  phase: string;
  reason: string;
  start_ms: number;
  until_ms: number | null;
  closing_until_ms: number | null;
  latest_end_ms: number;
  extensions_left: number;
  server_ms: number;
  log_down: boolean;
  store_away: boolean;
  blank: boolean;
  lookers: string[];
  place: number;
  second_device: boolean;
  consent_until_ms: number | null;
  code_needed: boolean;
  more_time: boolean;
  called: boolean;
  strain: "" | "full" | "quality" | "rate";
  m: number;
}

/** Once per connection. Before admission only me, clinic, word, place, state, `reading` and `words_key` are filled. */
export interface Welcome {
  me: RoomOutMe;
  state: RoomState;
  clinic: string;
  phone: string;
  host_name: string;
  word: string;
  place: number;
  participants: ParticipantCard[];
  token: Token | null;
  chat: ChatLine[];
  patient_present: boolean;
  clinicians: ChatLine[];
  viewed: boolean;
  kind: string;
  policy: HostPolicy | null;
  unkept: ChatLine[];
  reading: boolean;
  wishes: WishCard[];
  ballots: BallotCard[];
  words_key: string;
  m: number;
}

/** A line of the chat; system lines have a `code` and facts and are worded by the page. */
export interface ChatLine {
  id: string;
  seq: number;
  author: string;
  at_ms: number;
  kind: string;
  text: string;
  code: string;
  facts: Record<string, string | number | boolean>;
  cid: string;
  channel: string;
  picture: Viewport | null;
}

/** One picture of the layout. */
export interface Viewport {
  id: string;
  stack: number | null;
  pos: number;
  voi: Window | null;
  invert: boolean;
  rot: 0 | 90 | 180 | 270;
  flip: boolean;
  area: [number, number, number, number] | null;
  cine: Cine | null;
  palette: "HOT_IRON" | "HOT_METAL_BLUE" | "PET" | "PET_20_STEP" | null;
}

/** Playing as a function of server time: position = f(now), never a stream of positions. */
export interface Cine {
  first: number;
  last: number;
  fps: number;
  loop: "once" | "sweep" | "wrap";
  anchor_pos: number;
  anchor_ms: number;
}

/** New lines, in order. */
export interface Chat {
  lines: ChatLine[];
  m: number;
}

/** Lines that were said and could not be stored yet: shown as such until `chat` brings them, by author and `cid`. */
export interface ChatUnkept {
  lines: ChatLine[];
  gone: ChatLine[];
  m: number;
}

/** A kept view; `star` makes it a key view of the consult. */
export interface BookmarkCard {
  number: number;
  by: string;
  at_ms: number;
  name: string;
  star: boolean;
  view: View;
}

/** The whole shared view; the server numbers it with `rev` and says who made it and when (server epoch ms). */
export interface View {
  rev: number;
  by: string;
  at_ms: number;
  layout: [number, number];
  active: string;
  viewports: Viewport[];
  link: Link | null;
}

/** Two viewports that scroll together. */
export interface Link {
  first: string;
  second: string;
  by: "hand" | "space";
  offset: number;
  windows: boolean;
}

/** The kept views this person may open; sent with the manifest and whenever they change. Clinicians only. */
export interface Bookmarks {
  bookmarks: BookmarkCard[];
  m: number;
}

/** The view this person looks at alone, beside the shared one; null: they follow the shared view again. */
export interface OwnView {
  view: View | null;
  cseq: number | null;
}

/** The whole shared view (newest wins); `cseq` echoes its author's own number. */
export interface ViewShown {
  view: View;
  cseq: number | null;
}

/** Earlier pictures that were asked for, all there are; to clinicians and whoever asked, whenever they change. */
export interface Wishes {
  wishes: WishCard[];
  m: number;
}

/** What a client may say: event name → payload. */
export interface SaidEvents {
  "view:set": ViewSet;
  "view:follow": Record<string, never>;
  "view:allow": ViewAllow;
  "room:blank": RoomBlank;
  "bookmark:put": BookmarkPut;
  "bookmark:drop": BookmarkDrop;
  "mark:put": MarkPut;
  "mark:drop": MarkDrop;
  "value:at": ValueAt;
  "pointer": Pointer;
  "ack": Ack;
  "frame:want": FrameWant;
  "client:report": Report;
  "chat:send": ChatSend;
  "chat:read": ChatRead;
  "chat:since": ChatSince;
  "signal": Signal;
  "signal:noticed": SignalNoticed;
  "room:admit": Admit;
  "room:deny": Deny;
  "room:remove": Remove;
  "room:pause": Record<string, never>;
  "room:resume": Record<string, never>;
  "room:extend": Extend;
  "room:end": End;
  "room:leave": Record<string, never>;
  "privacy:read": PrivacyRead;
  "consent:answer": ConsentAnswer;
  "consent:withdraw": Record<string, never>;
  "consent:ask": ConsentAsk;
  "consent:scope": Record<string, never>;
  "consent:narrow": ConsentNarrow;
  "consent:basis": BasisRecord;
  "control:request": Record<string, never>;
  "control:grant": ControlGrant;
  "control:take": Record<string, never>;
  "control:release": Record<string, never>;
  "time:ping": TimePing;
  "guest:object": ObjectTo;
  "room:call": CallGuest;
  "birth:override": OverrideBirth;
  "prior:ask": PriorAsk;
  "board:ask": BoardAsk;
  "board:vote": BoardVote;
  "board:close": BoardClose;
}

/** What a client hears: event name → payload. */
export interface HeardEvents {
  "room:welcome": Welcome;
  "room:state": RoomState;
  "presence": Presence;
  "control": ControlState;
  "manifest": Manifest;
  "view": ViewShown;
  "view:mine": OwnView;
  "bookmarks": Bookmarks;
  "marks": Marks;
  "pointer": PointerShown;
  "frame": FrameMeta;
  "frame:failed": FrameFailed;
  "key": Key;
  "lease": Lease;
  "dark": Dark;
  "chat": Chat;
  "chat:unkept": ChatUnkept;
  "privacy": PrivacyNotice;
  "consent": ConsentForm;
  "scope": Scope;
  "bye": Bye;
  "priors": Wishes;
  "board": Board;
}
