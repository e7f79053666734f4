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
anchor_ms: server time at which `anchor_pos` is due; 0 in what you send means now
anchor_pos: position at `anchor_ms`
area: displayed area [x0, y0, x1, y1] in image pixel edges, null: the whole image; see *Views*
aspect: height of a pixel divided by its width
at_ms: when, by the server's clock
author: participant who said it; `system` for system lines
author_name: their name
basis: on what basis others than the host may see pictures
basis_note: why, for any basis but `patient_tap`
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
choices: stacks that can be unticked: [index, words]
cid: chosen by the sender (a UUID): makes a retry harmless
cine: playing, or null
claims: devices that ever proved this invite
clinic: who invites
closing_until_ms: until when the talk stays open after viewing ended, else null
code: stable code; see *Errors*, or below where it is a message's own
SignIn.code: six digits of the authenticator; spaces and dashes are forgiven
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
count: how many pictures
StackNames.count: how many frames it has
created_ms: when it was made
cseq: the author's own number for this view, rising; echoed to the author alone
date: DICOM's YYYYMMDD, or empty
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
StackCard.fps: the clip's own rate, or null for still images
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
kind: what it is
ChatLine.kind: text, system or signal
rtt: the shortest `time:ping` so far, there and back, in ms; null while nobody knows
ChatLine.text: what was said; the signal's kind
FileReport.kind: image, document, report, zip, …
language: BCP 47
Auth.language: language for the consent, BCP 47; the nearest we have is taken
EntryCard.kind: kind of entry
TranscriptLine.kind: text, system or signal
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
link: the guest's address, secret in the fragment
lobby_until_ms: the lobby closes without an admission
log_down: true: nothing can be recorded, so no picture is shown for now
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
mine: whether this person brought it in
minutes: planned viewing time
Extend.minutes: how many more
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
note: what the host says about it; kept sealed
number: series number of the file, or null
objects: stored files destroyed
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
place: how many wait up to and including you; 0 once admitted
policy: limits for forms
pos: position in the stack, 0-based; clamped
presence: expected, waiting, admitted, left or removed
proto: protocol version: 1
Version.proto: protocol versions spoken
qr_svg: the link as QR code, an SVG document; empty in lists
read: `seq` of the last chat line this person has seen
reason: of a pause or an end, see *The end*; else empty
Dark.reason: a reason as in `room:state`, or removed, left, moved, narrowed, withdrawn
receipt: short number to compare
Record.receipt: what was destroyed; null while viewing goes on
received: files received
recognized: how the host knew who it is
refuse: the button's words for *not now*
remains: what was not destroyed: codes such as `originals`, `chat`, `record`
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
shared_with: colleagues who may see it too
shown: [fid, your clock in ms] of frames that were on the screen since the last ack: an access receipt
size_bytes: stored bytes
source: where `window` came from: file, auto, chosen, lut or none
source_lossy: whether the file's own pixels were compressed with loss
spacing_mm: [between rows, between columns] in mm of the first position, or null
spacing_origin: what it was measured on: patient, detector, calibrated, region (of an ultrasound) or none; or empty
SpacingAt.origin: what it was measured on: patient, detector, calibrated, region (of an ultrasound) or none
spacings: per position, or null; an empty list when all are as `spacing_mm` says
stack: handle of a stack, or null for an empty viewport
FrameMeta.stack: handle of the stack
FrameFailed.stack: handle of the stack
stacks: the stacks
ConsentAnswer.stacks: indexes from the form's `choices` that are agreed to
SeriesCard.stacks: its stacks, as they have to be looked through for names
CheckNames.stacks: what was decided about each stack
start_ms: planned start
NewConsult.start_ms: planned start; null: now
state: how far it is
Welcome.state: as `room:state`
InviteCard.state: unused, opened, claimed, suspended, revoked, expired or used_up
LinkState.state: open, too_early or ended
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
Link.by: `hand` when a person put them side by side, `space` inside one frame of reference
LinkSaid.by: `hand` when a person put them side by side, `space` inside one frame of reference
offset: the second's place minus the first's: positions for `hand`, millimetres along the normal for `space`
Link.windows: one window for both
LinkSaid.windows: one window for both
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
"""
