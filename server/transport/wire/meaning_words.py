"""The words of `meanings`: one field a line; `Struct.field` where one struct means something of its own."""

from typing import Final

WORDS: Final = """
accepted: files stored as images
active: which viewport is worked in: one of the layout's ids
actor: who did it: a participant's or person's id, `system` or `operator`
actor_name: their name, for people
added_ms: when it came in
agree: the button's words for agreeing
ConsentAnswer.agree: whether the patient agrees
anchor_ms: server time at which `anchor_pos` is due; 0 in what you send: as soon as enough people hold the clip
anchor_pos: position at `anchor_ms`
area: displayed area [x0, y0, x1, y1] in image pixel edges, null: the whole image; see *Views*
aspect: height of a pixel divided by its width
asked_ms: since when its guest has been asking the clinic for help; null: nobody is
at_ms: when, by the server's clock
at_once: locked now, with no time for goodbyes
author: participant who said it; `system` for system lines
author_name: their name
basis: on what basis others than the host may see pictures
basis_words: what the basis has to name; nothing for `patient_tap`
birth_date: DICOM's YYYYMMDD, or empty
bottom: first row below it
by: participant who made it
black: areas that are black for somebody, in image pixels; right and bottom are the first outside
calibrated: whether `spacing_mm` is true at the patient
caps: what this screen can do
center: window center in modality units (HU for CT); clamped to ±1e6
chat: lines after the `resume.chat` you said, the newest 200; empty before admission
Resume.chat: `seq` of the last line you show; 0 for none
checked: whether somebody has looked through it for names
checks: name → `ok`, `warning: …`, or a code
choices: what can be ticked or left out
cid: chosen by the sender (a UUID): makes a retry harmless
cine: playing, or null
claims: devices that ever proved this invite
clinic: who invites
closing_until_ms: until when the talk stays open after viewing ended, else null
code_due: their page was out of sight for five minutes: a code brings pictures back
code_needed: out of sight for five minutes: no picture before a code (guests `/api/join/prove`, staff `/api/factor`)
code: stable code; see *Errors*, or below where it is a message's own
SignIn.code: six digits of the authenticator; spaces and dashes are forgiven
OwnFactor.code: as `SignIn.code`
ProveAgain.code: as `EnterCode.code`
EnterCode.code: six digits that were read out; spaces and dashes are forgiven
CodeCard.code: six digits
ChatLine.code: system line: which one; else empty
FileReport.code: why, for everything but `accepted`
Bye.code: why; see *The end of a connection*
FrameFailed.code: why it cannot be displayed
code_expires_ms: until when the present code may be typed; null without one
colleagues: everybody else of the staff
color: whether its pixels have color (then no window applies)
column_mm: between columns, in mm
columns: width in pixels of an unreduced picture
consent: of a patient: none, asked, given, refused, withdrawn
consult: its card
consults: cards
EverythingEnded.consults: how many were locked
count: how many pictures
StackNames.count: how many frames it has
created_ms: when it was made
cseq: the author's own number for this view, rising; echoed to the author alone
date: DICOM's YYYYMMDD, or empty
dark_ms: when pictures go dark unless a hand comes; past: they are
deadline_ms: granted end of viewing; null until the first admission
demo: whether this server is a demonstration
description: the file's own words
digest: SHA-256 (hex) that names exactly this text
dpr: device pixels per CSS pixel
duplicate: files that were here already
ecdh: this connection's public key: uncompressed P-256 point (65 bytes) in base64url without padding
entries: the record's lines
entry: number of the record's entry about it
epoch: whose key seals this (see *Keys*)
error: what went wrong
expires_ms: until when it may be typed
extension_minutes_max: most minutes of one extension
extensions_left: how many extensions the policy still allows
extensions_max: most extensions of one consult
facts: numbers, limits and kinds for a sentence
StackNote.facts: image numbers, counts and millimetres for its sentence
factors: to the host only: what was proven, of `login`, `link`, `code`
failures: wrong codes typed on this link; five suspend it
fid: the frame's address: opaque, different in every epoch
fids: addresses of frames
files: reports, numbered
first: first position played
flip: mirrored left to right, after the rotation
fps: pictures per second
StackCard.fps: the clip's own rate, the mean of its frame times, or null for still images
StackCard.plays_fps: the rate it asks to be played at first, or null when that is its own; 0.5 to 60
StackCard.times_ms: how long each position lasts at the clip's own rate, or empty when all last alike
StackCard.sweeps: whether it asks to be played to and fro
frames: frames destroyed, sealed and decoded
StackNames.frames: names exactly these frames; 64 hex digits
StackAsked.frames: the `frames` of what was looked at
function: VOI function as in DICOM PS3.3 C.11.2.1.2 and C.11.2.1.3
guests: whom it expects
h: height in pixels
Caps.h: height of the picture's place in CSS pixels; 0: unknown
Report.h: height of the picture's place in CSS pixels; 0: unknown
have: `fid`s of sealed frames of the present epoch you still have, the ones you need most first; they do not come again
Consult.held: stacks guests are not shown yet
StackCard.held: whether guests are not shown it before somebody has looked for names in it
hidden: whether nobody can see it now (then no frame is sent)
holder: participant who steers
host: who is responsible
Me.host: whether this is the host
host_name: who invites
href: where to fetch the sealed bytes; null: they are this message's attachment
id: opaque id
StackCard.id: the handle by which views name this stack
low: this screen is served as one on a thin line (`save_data`, or measured): smaller, rougher, fewer ahead; say so
WindowChoice.name: the file's explanation, or `auto`
ViewportSaid.id: place in the layout, row by row: a, b, c, d
Viewport.id: place in the layout, row by row: a, b, c, d
PatientCard.id: the file's patient id
Identity.id: the file's patient id
identity: whose pictures; to the host only
image_numbers: per position the Instance (or frame) Number, as reports cite it
imports: states, without files
index: number in the record
instances: images in it
invert: shown inverted; clients do this themselves
invite: its link; null for who has none
key_fingerprint: 16 hex digits that name the destroyed key
key_fingerprints: 16 hex digits for each destroyed key
LockReceipt.standing: `holds` (signed and as recorded), `unsigned` (a former version's), `owed` (being written), `changed`
damaged_lines: how many lines of the chat were changed after they were written; they are left out
kind: what it is
ChatLine.kind: text, system or signal
rtt: the shortest `time:ping` so far, there and back, in ms; null while nobody knows
ChatLine.text: what was said; the signal's kind
FileReport.kind: image, document, report, zip, …
language: BCP 47
Auth.language: language for the consent, BCP 47; the nearest we have is taken
EntryCard.kind: kind of entry
TranscriptLine.kind: text, system or signal
LoginCard.browser: Chrome, Edge, Firefox, Opera, Safari or Samsung Internet; empty: none of them
LoginCard.here: whether it is the browser that asks
LoginCard.seen_ms: when it was used last, to the minute
LoginCard.since_ms: when it signed in
LoginCard.system: Android, ChromeOS, iPad, iPhone, Linux, Mac or Windows; empty: none of them
EndEverything.logins: whether everybody is signed out as well, but for this browser
EverythingEnded.logins: how many were ended
logins: one's own, this browser's first, then the newest
SeriesCard.kind: volume, images, cine, localizer, dose, capture or other
Signal.kind: which one
SignalNoticed.seq: the signal's line
last: last position played
lateralities: per position L, R, B (both), U (unpaired) or empty; an empty list when all are as `laterality` says
laterality: L, R, B (both), U (unpaired) or empty, as the file says of the first position
latest_end_ms: nothing extends viewing past this
layout: rows and columns of viewports; their number is that of `viewports`
lease_ms: how long the key may be held from receipt unless a `lease` renews it; ≤ 30 000
left: first column of it
len: bytes of the sealed frame
letters: per position the directions at (left, right, top, bottom) of the unrotated picture, or null when the file does not say
level: power-of-two reduction: the picture has ⌈columns / 2^level⌉ × ⌈rows / 2^level⌉ pixels
lines: the lines
gone: lines told here before that will not be stored
Welcome.unkept: lines of every channel this person reads that were said and are not stored yet
link: the guest's address, secret in the fragment
lobby_until_ms: the lobby closes without an admission
store_away: true, to the host alone: the store of pictures does not answer; those that are at hand can be shown
log_down: true: nothing can be recorded, so no picture is shown for now
strain: what is given up because the server has too much to do: quality, then also rate, then also new guests (full)
login_name: as given by the clinic
loop: at the end: from the start, back and forth, or stop
m: this connection's number of the message, from 1 without gaps; acknowledge it
Ack.m: highest `m` received (cumulative; 0 acknowledges none)
marked: whether a visible mark is drawn into it (patients, observers)
masked: whether areas are burnt black
masks: areas that are black, each for some roles
me: who this connection is
mime: type of the opened picture: `image/jpeg` or `image/png`; part of what seals it
Caps.mime: types the client decodes; JPEG and PNG are taken for granted
Consult.mine: whether this person is its host; a colleague reads no links
mine: whether this person brought it in
minutes: planned viewing time
Extend.minutes: how many more
viewing: those of them that people are in
viewed: to the host, whether a shared view exists, which follows at once
Extend.reason: why, for the record: questions, findings, late_start, technical, other, or empty
ParticipantCard.number: of their seat, the host's is 0: the same for everybody, so a person has one color everywhere
awaited_until_ms: while the line of the host or of who steers is gone: until then everything stands still; else null
minutes_max: longest viewing time
modality: DICOM modality: CT, MR, US, CR, …
n: this connection's number of the frame, from 1; acknowledge it
Ack.n: highest `n` decoded and painted or stored (cumulative)
name: display name
FileReport.name: as sent
PatientCard.name: as in the file, DICOM's carets
Identity.name: as in the file, DICOM's carets
Version.name: `lightbox`
needs_code: false when this browser already proved the code
not_after_ms: until when the link opens
not_an_image: files without a picture
StackNote.code: gap, uneven_spacing, duplicate_positions, not_in_space, mixed and others, as `server/studies/notes.py` lists them
NoteCard.code: as `StackNote.code`
NoteCard.facts: image numbers, counts and millimetres for its sentence
SeriesCard.notes: what is odd about its most useful stack
StackCard.notes: what is odd about it, for clinicians
number: series number of the file, or null
objects: stored files destroyed
asks_birth_date: whether this browser says the patient's birth date (or that it cannot) before anything else
arrival: to the host, what is known of how a guest came in; null while they have not
ArrivalCard.claim: which of the devices that proved the link it is, from 1
before_ms: only what started earlier; in an answer where to go on, null when there is none left
known: whether this browser has been in a visit here before
ArrivalCard.link_by: how the link went: hand, mail or text
ArrivalCard.code_by: how the code went: read, mail or text
birth: matched, unknown (nothing to compare with), mismatch, unsaid (not given), overridden, or empty: not asked
doubted: no picture goes to this seat until the host has vouched for it
called_ms: when the host rang them while they waited, else null
called: whether the host rings you
year: digits of any script, four of them
month: digits of any script
day: digits of any script
OverrideBirth.reason: why, in the host's words; kept sealed
ObjectTo.objects: whether they mind; false takes it back
comes_as: of an observer, what they are to the patient or the talk: interpreter, relative, other; else empty
announced: added when the consult existed already
covered: whether the standing agreement names them: only then may they see pictures
objected: whether you said you would rather not have them here
objections: who would rather not have them here; the host alone reads it
ok: whether all is well
online: whether a screen is connected now
outcome: what became of it
others: what came in with it and is no picture, by kind; named, not kept
owner: who brought it in
paragraphs: the text, in this order
part: place among the stacks of its series, from 0
participant: opaque id of somebody in this consult
participants: everybody you may know of
password: 1 … 256 characters
patient: whose pictures
patient_name: whose pictures, to the host
patient_present: whether a patient is among the guests
person: who
person_id: a colleague's id
phase: scheduled, lobby, live, paused, closing or locked
phone: whom to ring; may be empty
plane: axial, coronal, sagittal or oblique; empty when the file does not say or it changes
places: per position its millimetres along the normal that all stacks of its `space` share; empty without a space
place: how many wait up to and including you; 0 once admitted
Installation.policy: SHA-256 of the policy in force, as `lightbox policy` says it
policy: limits for forms
pos: position in the stack, 0-based; clamped
presence: expected, waiting, admitted, left or removed
proto: protocol version: 1
Version.proto: protocol versions spoken
qr_svg: the link as QR code, an SVG document; empty in lists
read: `seq` of the last chat line this person has seen
reason: of a pause or an end, see *The end*; else empty
Dark.reason: a reason as in `room:state`, or removed, left, moved, narrowed, withdrawn, signed_out
receipt: short number to compare
Record.receipt: what was destroyed; null while viewing goes on
received: files received
recognized: how the host knew who it is
refuse: the button's words for *not now*
remains: what was not destroyed: codes such as `originals`, `chat`, `note`, `record`
request: participant who asks to steer, or null
resume: what a returning client already has
rev: the server's number of this view; the highest is the newest
right: first column right of it
role: provider, specialist, patient or observer
PersonCard.role: provider, specialist, auditor or administrator
GuestAsked.role: what they are in this consult
roles: for whom
room: the consult's id: goes into the socket's address
rot: clockwise degrees, before the flip
row_mm: between rows, in mm
rows: height in pixels of an unreduced picture
save_data: smaller and fewer frames, please
secret: the link's fragment: 43 base64url characters
seen_tier: to the host only: how good that picture is: preview, lossy or lossless; empty: none
out_of_sight: to the host only: their page is not in sight, the screen locked or another page before it; nothing is painted on it
seen_ms: to the host only: when its receipt came (server epoch ms); 0: never
seen: to the host only: [stack, position] on this person's screen by their receipts, or null
sees_pictures: whether pictures flow to this person now
seq: number in order; for chat without gaps, one order for all
series: its series, useful ones first
series_id: where it went
series_ids: what is to be shown; each becomes one stack, in this order
series_number: as in the file, or null
server_ms: the server's clock now
sex: M, F, O or empty
Consult.shared_with: to the host, colleagues who were let in
Consult.studies: to the host, the studies its pictures are of, in the order they are shown; of those deleted since too
shared_with: colleagues who may see it too
shown: [fid, your clock in ms] of frames that were on the screen since the last ack: an access receipt
size_bytes: stored bytes
slow: this person's line has answered for no picture in 8 s, so none is sent until it does
source: where `window` came from: file, auto, chosen, lut or none
source_lossy: whether the file's own pixels were compressed with loss
space: equal for stacks whose `places` can be compared; 0: none
spacing_mm: [between rows, between columns] in mm of the first position, or null
spacing_origin: what it was measured on: patient, detector, calibrated, region (of an ultrasound) or none; or empty
SpacingAt.origin: what it was measured on: patient, detector, calibrated, region (of an ultrasound) or none
spacings: per position, or null; an empty list when all are as `spacing_mm` says
stack: handle of a stack, or null for an empty viewport
FrameMeta.stack: handle of the stack
FrameFailed.stack: handle of the stack
stacks: the stacks
ConsentAnswer.stacks: the stacks that are agreed to
ConsentNarrow.stacks: the stacks that may still be seen
BasisRecord.stacks: the stacks it is about; null: all of them
SeriesCard.stacks: its stacks, as they have to be looked through for names
CheckNames.stacks: what was decided about each stack
start_ms: planned start
step_mm: usual distance from slice to slice; 0 without a space
NewConsult.start_ms: planned start; null: now
state: how far it is
Welcome.state: as `room:state`
InviteCard.state: unused, opened, claimed, suspended, revoked, expired or used_up
LinkState.state: open, too_early, ended, or suspended: too many wrong codes, ask the clinic
Import.state: open or finished
studies: the studies
Import.studies: ids of studies it touched
study_id: where it went
suspicion: why somebody should look for names in it; empty: no reason
synthetic: whether we made it ourselves
t0: the client's own mark, given back
text: NFC, control characters and direction tricks removed; ≤ 4000 characters
TranscriptLine.text: what was said; a system line's code
ticket: opens one socket, once, within 30 s
tier: preview (JPEG q60), lossy (JPEG q90) or lossless (PNG)
title: what it is called, for people
StackCard.title: the file's own words, to who reads whose pictures they are; else empty
to: participant who steers from now on
token: who steers; null before admission
token_epoch: rises with every hand-over; a view said under an older one is refused
top: first row of it
total: all matches; the list is capped at 200
transcript: the chat as kept
knock: whether it is about a second device that asks for this seat
knock_choices: to the host only, while a second device asks for this seat: three words to pick from
OpenLink.glance: nobody pressed the button: only whether the visit is over is wanted, and nothing is noted unless it is
LinkState.ended_ms: when the visit was locked, if it is
never: why it is over without having taken place; empty when it is not, or did
knocking: whether another device has the seat and the host has yet to decide
second_device: whether a second device asks for the seat of who hears this
Entered.word: the number-and-word to say while `knocking`, else empty
trouble: to the host only, what stands between a guest and the door: empty, `suspended`, `asked` for help, or `code`: they owe one
unfinished: consults that are not over
unit: of window values: HU, or the file's Rescale Type, or empty
unreadable: files that could not be read
until_ms: when
RoomState.until_ms: when viewing ends; null unless live or paused
Lease.until_ms: until when the key may be held
useful: whether it is worth showing (no localizer, dose sheet, capture)
verified: true for signed-in staff; show others as *invited guest, not verified*
version: of the server
view: the view
viewports: the pictures of the layout, row by row
voi: window wanted; null: the picture's own
FrameMeta.voi: window asked for: together with `stack` and `pos` it says which picture this is
w: width in pixels
Caps.w: width of the picture's place in CSS pixels; 0: unknown
Report.w: width of the picture's place in CSS pixels; 0: unknown
waiting: how many guests wait
width: window width in modality units; at least 1 for LINEAR, at most 2e6
window: window used, or null where none applies
windows: windows to offer
word: number-and-word of who waits (`4 owl`): the guest says it, the host picks it; else empty
Admit.word: the one the host picked
word_choices: to the host only, of who waits: three to pick from
follows: whether their screen shows the shared view; false while they look around alone
RoomState.blank: patients and observers are shown nothing while a picture is prepared
lookers: roles that may look around alone
link: two viewports that scroll together, or null
first: a viewport's id
second: another viewport's id
Link.by: `hand` when a person put them side by side, `space` when they show the same place; see *Views*
LinkSaid.by: `hand`, or `space` for two stacks of one `space` (else there is no link)
offset: for `hand` the second's position (or place, see *Views*) minus the first's; 0 for `space`
Link.windows: one window for both: only where their units are equal and known
LinkSaid.windows: one window for both; false where their units differ or are not known
palette: colors a gray picture, or null
scope: `shared` for the presenter's view, `mine` for one's own beside it
ViewSet.token_epoch: the token's epoch you hold, for `shared`
ViewAllow.role: whom it is about
on: whether it holds from now on
bookmarks: kept views, by number
number: of the kept view, from 1; never used twice
BookmarkPut.name: one line, at most 80 characters after cleaning
BookmarkCard.name: what it was called
star: a key view of the consult
BookmarkPut.number: an earlier one to change; null keeps the shared view as a new one
BookmarkCard.by: who kept it
BookmarkCard.view: the view, as in *Views*
OwnView.view: null when they follow the shared view again
channel: `talk` for everybody in the talk, `clinicians` for host and specialists, numbered by itself
picture: what the line speaks of, as its author saw it; null when there is none or you may not see it
ChatSend.picture: a viewport to show with the line, or null; it stands still
clinicians: lines of the clinicians' channel after the `resume.clinicians` you said, the newest 200; empty for others
Resume.clinicians: `seq` of the last line of the clinicians' channel you show; 0 for none
MarkPut.id: chosen by you: 16 hex digits, anew for each mark
MarkDrop.id: of the mark
MarkCard.id: of the mark
base_rev: the revision you change; 0 for a new mark
points: columns and rows in image pixel edges
MarkPut.kind: what it is; length, angle, ellipse and rectangle are measured
MarkCard.kind: arrow, freehand, text, length, angle, ellipse or rectangle
MarkPut.text: words beside it, at most 500 characters after cleaning
MarkCard.text: words beside it
MarkCard.rev: counts its changes, from 1
MarkCard.author: participant who drew it
measured: what it measures, empty for others
MarkCard.note: empty, at_detector (not corrected for magnification), uncalibrated, regions (not across them), masked or not_measured
FigureCard.name: length, angle, area, mean, sd, min, max or count
FigureCard.value: the number
FigureCard.unit: mm, mm², px, px², °, a unit of modality values, or empty
put: marks drawn or changed
drop: ids of marks taken away
whole: whether these are all marks there are
x: column, in image pixel edges
y: row, in image pixel edges
Pointer.kind: how it is drawn
PointerShown.kind: how it is drawn: dot or cross
Pointer.stack: index in the manifest; null when it points nowhere any more
PointerShown.stack: index in the manifest; null when it points nowhere any more
PointerShown.by: who points
words: at most eight words count, each found in names, ids, dates or descriptions
working: files of archives still being read
wrapped: base64url without padding of 125 bytes; see *Keys*
PolicyCard.types: the types of consult the clinic offers, in the order a form shows them
bases: grounds on which others may see pictures in this type of consult, the first one preset
bases_barred: grounds that cannot be recorded in this consult
extension_sizes: the only minutes that may be added at a time; empty: any up to the most
extension_words: what the clinic's policy says about extensions, in its own words
fixed: what the policy leaves no choice about
required: roles of which at least one must be invited
SessionTypeCard.kind: the type of consult
Consult.kind: the type of consult
may_add: roles of which somebody may be added later
Welcome.kind: the type of consult; empty before admission
NewConsult.kind: the type of consult; `null`: a patient's consult when a patient is invited, else a second opinion
SessionTypeCard.roles: who may be invited
SessionTypeCard.minutes: how long a new one is, unless chosen otherwise
Welcome.policy: what the type of this consult allows its host; `null` to everybody else
HostPolicy.withheld: role → rights that its people do not have in this consult
withheld: rights that the consult's type has taken from this role
AccountActive.me: who is signed in now
AccountActive.recovery_codes: ten, told this once; each opens once
AccountLinkCard.link: for its person alone; nobody can show it again
AccountLinkCard.not_after_ms: until when it opens
AccountLinkCard.person: for whom it is
AccountOffer.name: of whose account it is
AccountOffer.not_after_ms: until when the link opens
AccountOffer.qr_svg: `otpauth` as QR code, an SVG document
ConfirmAccount.code: what the authenticator shows for this secret; spaces and dashes are forgiven
ConfirmAccount.password: 10 … 256 characters where `needs_password`; else left out
ConfirmAccount.secret: the link's fragment: 43 base64url characters
OpenAccountLink.secret: the link's fragment: 43 base64url characters
Recover.code: sixteen letters and digits; spaces and dashes are forgiven
RecoveryLink.not_after_ms: until when it opens
RecoveryLink.secret: of a link as `/enroll#{secret}` has it
StaffCard.here: whether it is who asks
StaffCard.reset_by: which administrator asks for a reset; null: nobody does
StaffCard.reset_until_ms: until when another one may confirm it
StaffCard.role: provider, specialist, auditor or administrator
StaffCard.standing: invited (not in yet), active, recovery or stopped (after failures), reset (asked for), disabled
StaffNoticeCard.at_ms: when it happened
StaffNoticeCard.kind: the password without a right code for three minutes; a recovery code; a reset
ChangePassword.current: the password one has
ChangePassword.password: 10 … 256 characters
RenewCodes.current: the password one has
RecoveryCodes.recovery_codes: ten, told this once; each opens once
NewStaff.name: what colleagues and guests read
NewStaff.role: provider, specialist, auditor or administrator
needs_password: whether a password is to be chosen
notices: what was not read yet, oldest first
otpauth: the address an authenticator reads
people: everybody of the staff
totp_secret: the same secret to type, base32
ways: how link and code get to this guest
link_by: how the link goes: `hand` as its host takes it there, `mail`, `text` (a text message)
code_by: how a code goes: `read` by somebody to the guest, `text`, or `mail`, which shows only that mail arrives
link_to: address of the link's channel, empty for `hand`; erased when the invite is over
code_to: address of the code's channel, empty for `read`; erased when the invite is over
PreviewMessages.ways: as of a guest; addresses are not needed
link_uses: on how many devices a link may be used at most
doors_min: how many minutes before a planned start the doors open
PreviewMessages.kind: the type of consult; null: a patient's consult
PreviewMessages.due_ms: asked for an opinion until then, in whose reading they look alone; null: any other consult
WaysAsked.language: which language this guest's messages are in: `en`, `es`, `ar`
InviteCard.language: which language its messages are in
uses: devices that proved the present link
uses_max: how many devices may
WaysAsked.uses_max: how many devices may; null: as many as the consult's type says, which is also the most
not_before_ms: from when the link works; 0 or null: at once
WaysAsked.not_after_ms: until when the link works; null: until the visit is over for good, which is also the most
messages: what is sent, or was
InviteCard.messages: what became of the message with the present link and of the newest code, if they are sent
MessageWords.kind: what it brings
MessageCard.kind: what it is about
MessageWords.channel: by which it goes
MessageCard.channel: by which it goes
CodeSent.channel: by which it goes; `read`: whoever asked for the opinion was told to read one out
subject: of a mail; empty for text messages
body: word for word; `…` stands for what is not made yet
MessageCard.state: waiting to be sent, trying again after a failure, sent, failed for good
MessageCard.at_ms: since when
because: what troubles it, as a code below *CodeSent*; empty when nothing does
channels: ways out that are configured besides reading out and handing over
clock: the clock on the reader's wall, for the times in what they read
consent_until_ms: to the host: when the consent ends, null if only the session does
more_time: to the host: whether the patient can be asked for a later end
for_whom: for whom they agreed
go_on: the button's words for having read it
heading: what the part is about; empty for none
ConsentPart.kind: of what its choices are; empty: it has none
notice: the privacy notice, which comes first
offset_min: minutes ahead of UTC
parts: the text in its order, with its choices
persons: who may see them besides the patient and the host: participants
BasisRecord.persons: the participants it is about; null: every guest
BasisWords.reason: why it could not wait
reference: where the agreement is kept, and under which number
relation: what they are to the patient
ConsentChoice.value: its stack, its participant, or its end (server time), as text
ConsentChoice.ticked: how it stands before anybody touches it
twelve: whether it counts to twelve twice a day
ConsentAnswer.until_ms: the end that was chosen, one of the form's; needed to agree
ConsentNarrow.until_ms: the end that was chosen; null: as it was
BasisRecord.words: what it names; kept sealed
ConsentChoice.words: what is ticked, in words
PaperFact.label: what it is called
PaperFact.words: what it is
said: who signed it, and when
PaperPassage.text: word for word
small: what is said below it; empty for nothing
heads: what the columns are called
rows: cells, as many as there are heads
PaperPart.id: which part it is
passages: texts, the newest first
PaperPart.facts: facts, in the order in which they are shown
Paper.facts: what the paper is about
PaperPart.table: null: none
empty: what is shown instead when there is nothing; else empty
foot: what stands below every printed page
Paper.parts: in the order in which they are shown
Paper.language: the nearest one there are words in
AskOpinion.question: what is asked, 1 … 2000 characters
AskedOpinion.question: what is asked
OwedOpinion.question: what is asked
due_ms: until when an answer is needed
AskOpinion.due_ms: until when an answer is needed: 5 minutes to 31 days ahead
AskOpinion.minutes: how long the reader may look, counted from when they begin
AskedOpinion.minutes: how long the reader may look
OwedOpinion.minutes: how long the reader may look, counted from when they begin
AskOpinion.basis: on what basis somebody else may see the pictures while the patient is not there
AskedOpinion.basis: on what basis somebody else may see the pictures
OwedOpinion.basis: on what basis the pictures may be seen
AskOpinion.basis_words: what that basis has to name
urgency: how soon somebody has to act
AskOpinion.series_ids: which pictures; none: those of `consult_id`
AskOpinion.consult_id: the running consult it is asked out of; null: a study
AskedOpinion.consult_id: the consult it was asked out of; null: a study
AskOpinion.colleague_id: a member of staff; null: somebody outside
AskedOpinion.colleague_id: the member of staff who was asked; null: somebody outside
AskOpinion.name: what somebody outside is called
AskOpinion.ways: how link and code get to somebody outside
AskOpinion.first_report: what was reported before, at most 20000 characters; empty: nothing
AskedOpinion.first_report: what was reported before; empty: nothing
OwedOpinion.first_report: what was reported before, once it was revealed; empty before, and when there is none
blind: the first report, and others' opinions, are not given before the first version is signed
others_shown: with the first report the reader is also given what others answered about the same series
MoveDue.due_ms: until when an answer is needed now: at least 5 minutes ahead, at most two hours after what was asked first
first_due_ms: until when it was needed when it was asked
DeclineOpinion.reason: why not
DeclineOpinion.words: at most 500 characters of one's own
decline_reason: why not; empty unless declined
decline_words: the reader's own words for it
CiteImage.stack: handle of the stack in the reading
CitedImage.stack: handle of the stack in the reading
CiteImage.pos: which picture of it, from 0
CitedImage.pos: which picture of it, from 0
CiteImage.window: what it was seen through; null: color, or not said
CitedImage.window: center and width it was seen through; null: color, or not said
CitedImage.series_number: the series as reports cite it; null: the file has none
OpinionStack.series_number: the series as reports cite it; null: the file has none
CitedImage.image_number: the image as reports cite it
CitedImage.frame: which frame of its instance, from 1
CitedImage.quality: the best that the author's screen said it had shown of it: `preview`, `lossy`, `lossless`; empty: nobody knows
CitedImage.marks: the author's drawings on it as they were when the version was signed
display: the screen it was looked at on, as its owner says; empty: not said
calibrated: they say that it is calibrated to the grayscale standard
caption: what the author says of it
SignOpinion.code: as `SignIn.code`; with a link, the clinic's present code
position: how the answer stands to what was asked or reported
confidence: how sure the author is
next_step: what should be done now
next_step_words: the same in the author's own words, at most 500 characters
SignOpinion.text: 1 … 8000 characters
OpinionVersion.text: word for word
over: the newest version known; 0: none
SignOpinion.images: what it rests on, each picture once
OpinionVersion.images: what it rests on
SignOpinion.reason: why it is amended; empty for the first version, never for a later one
OpinionVersion.reason: why it was amended; empty for the first version
OpinionVersion.version: 1 for the first; each later one amends the one before and both stay
OpinionVersion.revealed: its author had been given the first report by then
OpinionVersion.digest: SHA-256 (hex) of what was signed; the record has it too
age: in DICOM's spelling, `054Y`; empty: not known
SubjectCard.sex: M, F, O or empty
asked: what this person asked for, newest first; without first report and answers: reading one is an entry
owed: what this person was asked for, newest first
news: what happened to requests and was not read yet
AskedOpinion.participant: the reader's seat, for link and codes at `/api/consults/{id}/guests/{participant}`
OwedOpinion.participant: one's own seat in the reading
AskedOpinion.state: how far it came
OwedOpinion.state: how far it came
OwedOpinion.kept: the views one kept while looking: their words outlive the pictures
OwedOpinion.code_by: whose code signs: one's own authenticator's, or the clinic's, read out or sent
KeptWords.name: what it was called
KeptWords.star: marked as a key view
KeptWords.series_number: the series as reports cite it; null: the file has none
KeptWords.image_number: the image as reports cite it; null: not known
reader_name: who was asked
asker_name: who asked
subject: the patient, not by name
clock: when what happened
reading: the viewing session made for it
answers: every signed version, oldest first
OtherOpinion.answers: every signed version of theirs, oldest first
OtherOpinion.name: who answered
may_reveal: the first report is there for the asking now
others: what others answered about the same series, once revealed
OwedOpinion.stacks: what there is to see
OpinionStack.frames: how many pictures
OpinionStack.held: somebody has to look for names in it before it is shown
asked_ms: when it was asked
accepted_ms: when the reader said they would answer
begun_ms: when the reader began to look
revealed_ms: when the first report was given to the reader
overdue_ms: when both sides were told that it is late
closed_ms: when it was first answered, declined or withdrawn
read_ms: when whoever asked read the newest version
ReadingCard.phase: phase of the reading, as of any session
open_until_ms: until when the reading can be begun
ReadingCard.ends_ms: when there is nothing to see any more; null: not begun
OpinionNotice.kind: what happened
OpinionNotice.at_ms: when it happened
OpinionNotice.opinion_id: to which request; null in notices from before it was kept
SignNote.code: as `SignIn.code`
TakeFindings.code: as `SignIn.code`
SignedNote.digest: SHA-256 (hex) of what was signed; the record has it too
SignedNote.text: word for word
NoteDraft.text: what is written so far
SaveNote.text: at most 8000 characters
SignNote.version: which version of the note
SaveNote.version: which version of the note
SignedNote.version: which version of the note, from 1
NoteDraft.version: which version the next word goes to, from 1
revision: how often this version was written; 0: nobody has yet
SaveNote.revision: over which words these are written
SignNote.revision: the words that are signed
signed: what is signed, oldest first; each one but the first amends the one before
signed_ms: when it was signed
draft: where the next word goes
may_write: whether the host may write: until the lock, and after it to amend what was signed
who: who agreed
witness: who heard the patient agree
Consult.reading: made for a request for an opinion: its specialist looks alone, and lets themselves in
LinkState.reading: it leads to pictures somebody is to give an opinion on
Entered.reading: this seat is for giving an opinion: `/api/opinion` says what is asked
words_key: base64url of 32 bytes, AES-256-GCM: closes what this participant has half written; given to nobody after the end
Welcome.reading: made for a request for an opinion: who waits begins by `/api/opinion/begin` or `/api/opinions/{id}/begin`
Consult.erased: its record was erased: only when it was, whose, and how it ended are left
erased: receipts of what was erased of the consult afterwards, oldest first
ErasureReceipt.part: `chat`, `note`, or `record`: everything
ErasureReceipt.why: `lifetime`: the clinic keeps it no longer; `asked`: it was asked for
ErasureReceipt.receipt: 32 hex digits that name it
ErasureReceipt.changed: somebody changed it: only its entry in the record can be believed
items: how many sealed rows went
kept: what remains, with until when
Kept.what: as in `remains`
Kept.until_ms: until when; null: until somebody removes it
longest_ms: until when its owner may have it kept; null: there is no lifetime
StudyCard.until_ms: when it goes by itself; null: never
KeepStudy.until_ms: later than it would go, not later than its `longest_ms`
about: kinds of entries: pictures, alerts, refusals, consent, coming_in, staff, record; empty: all
authorized: ranges of positions (first, last; from 1) that were allowed to be sent, in blocks
AuditPage.before: go on before this entry; null: that was the beginning of the record
AuditPage.names: names of everybody the entries are about, by id
AuditEntry.consult: the consult it belongs to, or null
SearchRecord.before: only entries before this number
SearchRecord.consult: only entries of this consult; null: of all
by_name: their name; empty when it cannot be known any more
EmergencyUse.by: the participant who said so
EmergencyUse.consult: in which consult
EmergencyUse.reason: why, in their words; empty when its key is gone
first_ms: when the first was sent or shown; null: none was
from_ms: from this moment on
last_ms: when that was recorded last; null: none was
left_out: so many of the oldest entries about pictures are not told one by one
LookedLine.name: who, as they were called in the visit; empty when it cannot be known any more
LookedLine.number: the series' number, or null
SeenReportLine.modality: of the series; empty when it was deleted since
SeenReportLine.name: who, as they were called in the consult; empty when it cannot be known any more
SeenReportLine.number: the series' number, or null
SeenReportLine.role: what they were in it; empty when it cannot be known any more
SeenReportLine.patient: whose pictures; empty when it cannot be known any more
SeenReportLine.seen: what and how long
SeenCard.consult: in which consult
TierSeen.ms: for how long in all; null: not recorded; 0 for what was only sent
pictures_sent: how many different pictures were sent; null: not recorded
pictures_shown: how many different pictures their screen said it showed
ranges: first and last position, from 1
ref: names the words that were kept
reviewed_ms: when an auditor looked into it, or null
reviewer_name: who that was
Record.seen: who saw what, rolled up
sent: what was sent, by tier, the best first; null: not recorded
SeenCard.shown: what their screen said it showed, by tier, the best first
shown_ms: for how long in all, summed over pictures; null: not recorded
TierSeen.tier: `preview`, `lossy` or `lossless`; empty: not recorded
SeenReport.lines: one for each person and series
OwnSeen.lines: one for each person and series
LookedLine.me: whether that is the patient
SeenCard.person: who: the participant of the consult
SeenCard.series_id: which series; empty when it cannot be known any more
SeenReportLine.study_id: of which study; empty when it cannot be known any more
LookedLine.total: how many pictures the series had in the visit
SearchRecord.until_ms: up to this moment, included
SeenBetween.until_ms: up to this moment, included
EmergencyUses.uses: newest first
SearchRecord.who: part of a name, or a whole id; empty: anybody
PriorAsk.words: which pictures and why, at most 500 characters after cleaning; the patient never hears of it
PriorAsk.modality: of this modality; empty: any
WishCard.number: of the wish, from 1
WishCard.by: the specialist who asked
WishCard.modality: of this modality; empty: any
WishCard.words: what they said
WishCard.state: open, given or denied
reply: the host's word with a no; may be empty
WishCard.stacks: handles of what came for it
wishes: earlier pictures that specialists asked for; to clinicians alone
Priors.studies: studies of the same patient, the newest visit first
EarlierStudy.date: of the visit: DICOM's YYYYMMDD, or empty
EarlierStudy.series: its series that are not in the consult
AddPriors.series_ids: series of the same patient
wish: the wish it answers, by its number
DenyPrior.words: why not; at most 500 characters, may be empty
AddPriors.covered: the basis the host recorded before covers these, too; never over a patient's own agreement
may_cover: a basis of the host's own stands, so that they may say it covers more
opinion_id: the request, by its reading's id
told: whoever asks knows that a blind reader may hear the first report there
BoardAsk.question: what the board is asked, at most 500 characters after cleaning; patients and observers never hear of it
BoardAsk.board: clinicians in the talk who get a seat on it, two at least; the host only if they name themselves
BoardAsk.positions: two to six of at most 80 characters, the first is what is proposed; none: agree, differ, need more
BoardAsk.quorum: so many have to vote; null: more than half of the board
BoardVote.number: of the question
BoardVote.position: which position, from 0
BoardVote.reason: why, at most 500 characters after cleaning; needed by everybody who does not choose the first position
BoardClose.number: of the question
BallotCard.number: of the question, from 1
BallotCard.question: what the board was asked
BallotCard.positions: what there is to choose from, the first is what was proposed; empty: agree, differ, need more
BallotCard.seats: the board, each once
BallotCard.quorum: so many have to vote
revealed: whether votes of others may be read: all have voted, or it is closed
BallotCard.outcome: open; decided (more than half of the votes counted are for one position); no_majority; no_quorum
decided: the position that was decided, from 0, else null
counted: how many votes count
BallotCard.closed_ms: since when it is closed, else null
voted: whether they have voted
BoardSeat.position: where they stand, from 0; null while you may not read it
BoardSeat.reason: why; empty while you may not read it
BoardSeat.times: how often they have said where they stand; 0 while you may not read it
absent: they had left when it was closed; their vote stays and does not count
ballots: questions to the board, by number; to clinicians in the talk alone
OpinionVersion.live: its author had been let into a live consult about it
may_save: the clinic lets readers take their own findings along as DICOM, without a name
Installation.kept: how long the policy keeps what
Installation.entries: how long the record is
KeptCard.studies_days: days from when they came in; 0: until their owner removes them
KeptCard.studies_days_most: days that a study's owner may have it kept instead; 0: no more than those
KeptCard.chats_days: days from the lock; 0: as long as the record
KeptCard.notes_days: days from the lock; 0: as long as the record
KeptCard.record_years: years from the lock; 0: until somebody removes it
RecordLooked.entries: how many were looked at
RecordLooked.root: of the tree of what is stored, 64 hex digits
RecordLooked.tree_same: whether that is the tree this process has known
RecordLooked.damaged: numbers of entries that are not what was written, the first hundred
RecordLooked.damaged_count: how many these are in all
RecordLooked.erased: entries whose words were removed when their time was over
RecordLooked.witness: `ok`, `none`, or what is wrong with it
ChangePreferences.person: for whom the page was opened; `forbidden` when somebody else is signed in by now
Preferences.person: whose they are
ChangePreferences.mouse: what lies under each button and the wheel, the whole mouse
ChangePreferences.letters: whether single letters act on the picture
ChangePreferences.windows: the kinds of pictures whose windows were changed
Preferences.version: counts the changes; 0: nothing was ever changed
Preferences.mouse: what lies under each button and the wheel; null: as delivered
Preferences.letters: whether single letters act on the picture; null: as delivered
Preferences.windows: windows by kind of picture, those changed last at the end
MouseHeld.left: what the left button does
MouseHeld.middle: what the middle button does
MouseHeld.right: what the right button does
MouseHeld.wheel: what the wheel does
WindowsHeld.unit: the unit of their values; empty when it is not known
WindowsHeld.kept: windows one kept by hand, oldest first
WindowsHeld.row: what stands on the keys 1 to 9; null: nobody arranged them
KeyHeld.name: what its person calls it, one line; empty: the usual name
KeyHeld.shows: a place among the file's windows, from 0, or a window of one's own
"""
