// Generated from server/transport/wire by `python -m server.transport.wire.typescript`; change the structs, not this.

export const PROTO = 1;

/** `code` is stable; `facts` are numbers, limits and kinds that a page may put into its sentence. */
export interface ErrorFacts {
  code: string;
  facts: Record<string, string | number | boolean>;
}

/** The one error shape. */
export interface ErrorBody {
  error: ErrorFacts;
}

/** POST /api/sign-in → `Me`; 401 `wrong_credentials`, 429 `slow_down` {retry_ms}. */
export interface SignIn {
  login_name: string;
  password: string;
  code: string;
}

/** A member of staff as colleagues see them. */
export interface PersonCard {
  id: string;
  name: string;
  role: string;
}

/** Who invites, in the words of the clinic's settings. */
export interface Clinic {
  name: string;
  phone: string;
}

/** Limits that forms show before they are hit. */
export interface PolicyCard {
  minutes_max: number;
  extension_minutes_max: number;
  extensions_max: number;
}

/** GET /api/me: who is signed in (401 `signed_out` when nobody is). */
export interface HttpMe {
  person: PersonCard;
  clinic: Clinic;
  policy: PolicyCard;
  demo: boolean;
  server_ms: number;
}

/** GET /api/colleagues: whom a study can be shared with. */
export interface Colleagues {
  colleagues: PersonCard[];
}

/** An area of every frame of a stack that is black for these roles; image pixels, right and bottom exclusive. */
export interface MaskCard {
  left: number;
  top: number;
  right: number;
  bottom: number;
  roles: string[];
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

/** An area to make black, in image pixels. */
export interface MaskAsked {
  left: number;
  top: number;
  right: number;
  bottom: number;
  roles: ("observer" | "patient" | "provider" | "specialist")[];
}

/** What was decided about one stack: these areas, or with none that nothing in it identifies anybody. */
export interface StackAsked {
  frames: string;
  masks: MaskAsked[];
}

/** PUT /api/studies/{study}/series/{series}/names → `SeriesCard`; remembered for every later consult. */
export interface CheckNames {
  stacks: StackAsked[];
}

/** Something odd about a series: a code with facts, as `StackNote` in a room. */
export interface NoteCard {
  code: string;
  facts: Record<string, string | number>;
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

/** Whose pictures: clinicians only. `birth_date` and dates are DICOM's YYYYMMDD or empty. */
export interface PatientCard {
  name: string;
  id: string;
  birth_date: string;
  sex: string;
}

/** How many objects of a kind (ecg, report, pdf …) came in with a study and cannot be shown yet. */
export interface OtherCard {
  kind: string;
  count: number;
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
}

/** POST /api/studies/search → `Studies`: the words go in a body, since they may be a name and URLs are logged. */
export interface SearchStudies {
  words: string;
}

/** GET /api/studies: newest first; `total` counts all matches, the list is capped at 200. */
export interface Studies {
  studies: StudyCard[];
  total: number;
}

/** POST /api/studies/{id}/shares → `StudyCard`; DELETE /api/studies/{id}/shares/{person} → `StudyCard`. */
export interface ShareStudy {
  person_id: string;
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

/** A guest of a new consult. */
export interface GuestAsked {
  role: "patient" | "specialist";
  name: string;
}

/** POST /api/consults → `Consult`. `start_ms` None means now. Without a patient `basis` must not be patient_tap. */
export interface NewConsult {
  series_ids: string[];
  guests: GuestAsked[];
  minutes: number;
  start_ms?: number | null;
  basis?: "documented" | "emergency" | "guardian" | "patient_tap" | "verbal_witness";
  basis_note?: string;
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
}

/** A stack of a consult that guests are not shown before somebody has looked for names in it. */
export interface HeldStack {
  stack: number;
  study_id: string;
  series_id: string;
  part: number;
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
}

/** GET /api/consults: mine, live and coming first, then ended ones (at most 100). */
export interface Consults {
  consults: Consult[];
}

/** POST /api/consults/{id}/guests/{participant}/code: six digits to read out; the former code is dead. */
export interface CodeCard {
  code: string;
  expires_ms: number;
}

/** POST /api/consults/{id}/ticket (host) and POST /api/join/ticket (guest): opens one socket within 30 s. */
export interface Ticket {
  ticket: string;
  room: string;
  participant: string;
  role: string;
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
}

/** GET /api/consults/{id}/record: entries, transcript and, once locked, the receipt. */
export interface HttpRecord {
  consult: Consult;
  entries: EntryCard[];
  transcript: TranscriptLine[];
  receipt: LockReceipt | null;
}

/** POST /api/join/open: a person pressed the button of the neutral page. */
export interface OpenLink {
  secret: string;
}

/** Neutral: no names. `state` is open, too_early or ended; `needs_code` is False when this browser already proved it. */
export interface LinkState {
  state: "ended" | "open" | "too_early";
  needs_code: boolean;
  clinic: Clinic;
  start_ms: number;
  minutes: number;
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
}

/** GET /livez, /readyz: `ready` with named checks, each ok or a reason. */
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

/** The `auth` of the Socket.IO CONNECT packet. The connection's URL carries ?room=<id>. */
export interface Auth {
  proto: number;
  ticket: string;
  caps: Caps;
  resume?: Resume;
  language?: string;
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

/** A window in modality units. */
export interface WindowSaid {
  center: number;
  width: number;
  function?: "LINEAR" | "LINEAR_EXACT" | "SIGMOID";
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

/** Two viewports that scroll together. */
export interface LinkSaid {
  first: string;
  second: string;
  by?: "hand" | "space";
  offset?: number;
  windows?: boolean;
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

/** Host: people of this role may look around alone, or are called back to the shared view. */
export interface ViewAllow {
  role: "patient" | "specialist";
  on: boolean;
}

/** Host: patients and observers see nothing while a picture is prepared, or see again. */
export interface RoomBlank {
  on: boolean;
}

/** Keep the shared view under a name; with `number` name or star an earlier one. Ack {number}. */
export interface BookmarkPut {
  name: string;
  star?: boolean;
  number?: number | null;
}

/** Forget a kept view. */
export interface BookmarkDrop {
  number: number;
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

/** Take a mark away. */
export interface MarkDrop {
  id: string;
  base_rev: number;
}

/** Clinicians: the modality value under a point. Ack {values, unit}; no values outside the image or under a mask. */
export interface ValueAt {
  stack: number;
  pos: number;
  x: number;
  y: number;
}

/** ∅ Where this person points, on a picture everybody sees; `stack` null: nowhere any more. Never kept. */
export interface Pointer {
  stack: number | null;
  pos?: number;
  x?: number;
  y?: number;
  kind?: "cross" | "dot";
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

/** Ack {id, seq, at}. `cid` makes a retry harmless: the same one returns the same message. */
export interface ChatSend {
  cid: string;
  text: string;
  channel?: "clinicians" | "talk";
  picture?: ViewportSaid | null;
}

/** ∅ Everything up to `seq` was on this person's screen. */
export interface ChatRead {
  seq: number;
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

/** Host: let a waiting guest into the talk; `word` is the one the host picked after hearing it. */
export interface Admit {
  participant: string;
  recognized: "known" | "name_and_birth_date" | "other";
  word: string;
}

/** Host: not this person; the card goes and the link asks for a new code. */
export interface Deny {
  participant: string;
}

/** Host: out of the session at once; a new epoch follows. */
export interface Remove {
  participant: string;
}

/** Host: more minutes, inside the cap and the consent. Ack {deadline_ms}; refused `cap` {minutes_left}. */
export interface Extend {
  minutes: number;
}

/** A patient's answer to exactly the text with this digest, for these stacks (indexes of the form). */
export interface ConsentAnswer {
  digest: string;
  agree: boolean;
  stacks?: number[];
}

/** Host: show the consent to this patient again (after 'not now' or a withdrawal). */
export interface ConsentAsk {
  participant: string;
}

/** Host: the basis on which others may see pictures without the patient's tap. */
export interface BasisRecord {
  basis: "documented" | "emergency" | "guardian" | "verbal_witness";
  note: string;
}

/** Presenter or host: hand control to `to`. */
export interface ControlGrant {
  to: string;
}

/** Ack {t0, t1}: the client's own mark and the server's epoch ms. */
export interface TimePing {
  t0: number;
}

/** A window the file itself (or the modality's usual list) offers; `name` is an explanation or a preset's key. */
export interface WindowChoice {
  name: string;
  center: number;
  width: number;
  function: string;
}

/** Something to know about a stack: a code with facts, worded by the page (`server.studies.notes` lists them). */
export interface StackNote {
  code: string;
  facts: Record<string, string | number>;
}

/** The distance of pixel centers of one picture, and what it was measured on. */
export interface SpacingAt {
  row_mm: number;
  column_mm: number;
  origin: string;
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
}

/** The identity strip: for who reads names (the host; specialists if the clinic lets them). */
export interface Identity {
  name: string;
  id: string;
  birth_date: string;
  sex: string;
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
  blank: boolean;
  lookers: string[];
  place: number;
  m: number;
}

/** Who steers. */
export interface Token {
  holder: string;
  token_epoch: number;
  request: string | null;
}

/** Who steers changed, or somebody asks to. */
export interface ControlState {
  token: Token;
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

/** A VOI window in modality units: |center| ≤ 1e6, 0 < width ≤ 2e6 (≥ 1 for LINEAR). PS3.3 C.11.2.1.2. */
export interface Window {
  center: number;
  width: number;
  function: "LINEAR" | "LINEAR_EXACT" | "SIGMOID";
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

/** Everybody, whole, at most twice a second. */
export interface Presence {
  participants: ParticipantCard[];
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

/** Go dark now: drop key, bitmaps and canvas. `reason` is a code. */
export interface Dark {
  reason: string;
  m: number;
}

/** The stacks this person may see; sent with the first view and whenever a grant changes. */
export interface Manifest {
  stacks: StackCard[];
  identity: Identity | null;
  m: number;
}

/** The whole shared view (newest wins); `cseq` echoes its author's own number. */
export interface ViewShown {
  view: View;
  cseq: number | null;
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

/** The view this person looks at alone, beside the shared one; null: they follow the shared view again. */
export interface OwnView {
  view: View | null;
  cseq: number | null;
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

/** The kept views this person may open; sent with the manifest and whenever they change. Clinicians only. */
export interface Bookmarks {
  bookmarks: BookmarkCard[];
  m: number;
}

/** One number of a measurement. */
export interface FigureCard {
  name: string;
  value: number;
  unit: string;
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

/** The picture in view cannot be displayed (the rest of the stack can): say so in its place. */
export interface FrameFailed {
  stack: number;
  pos: number;
  code: string;
}

/** The consent to read: exactly these paragraphs have this digest. Choices are the stacks that can be unticked. */
export interface ConsentForm {
  language: string;
  title: string;
  paragraphs: string[];
  choices: [number, string][];
  agree: string;
  refuse: string;
  digest: string;
  m: number;
}

/** Who this connection is. */
export interface RoomOutMe {
  id: string;
  role: string;
  name: string;
  host: boolean;
}

/** Once per connection. Before admission only me, clinic, word, place and state are filled. */
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
  m: number;
}

/** Why the server closes this connection: locked, moved, removed, denied, left, draining, rate or bad_messages. */
export interface Bye {
  code: string;
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
  "room:end": Record<string, never>;
  "room:leave": Record<string, never>;
  "consent:answer": ConsentAnswer;
  "consent:withdraw": Record<string, never>;
  "consent:ask": ConsentAsk;
  "consent:basis": BasisRecord;
  "control:request": Record<string, never>;
  "control:grant": ControlGrant;
  "control:take": Record<string, never>;
  "control:release": Record<string, never>;
  "time:ping": TimePing;
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
  "consent": ConsentForm;
  "bye": Bye;
}
