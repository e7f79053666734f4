# The staff pages: sign-in, Today, Studies, new consult, its card, records, help. Plain, short, what to do next.

page-title = { $page } · Lightbox
skip = Skip to the page
nav = Pages
nav-today = Today
nav-studies = Studies
nav-records = Records
nav-help = Help
sign-out = Sign out
percent = { $percent } %
show-more = { $count ->
    [one] Show 1 more
   *[other] Show { $count } more
}
print = Print
print-goes-on = There is more than this paper shows: it ends where the list on the screen ended.
print-no-way-in = Link and code of { $name } are not printed.
to-today = To Today
to-studies = To Studies
to-consult = To the consult
nowhere-heading = There is nothing here
nowhere = This address is not a page of Lightbox. It may be cut off.
gone-words = It does not exist any more, or it is not yours to open. If a colleague sent you here, ask them to share it with you.
not-yours-heading = This page is for others
not-yours = People of your role have nothing to do here. If you should have, ask an administrator.
to-first-page = To your first page
about-seconds = { $count ->
    [one] about 1 second left
   *[other] about { $count } seconds left
}
about-minutes = { $count ->
    [one] about 1 minute left
   *[other] about { $count } minutes left
}

## Sign in

sign-in = Sign in
sign-in-again = You were signed out. Sign in again and go on where you were; what you had filled in is still there.
sign-in-name = Name
sign-in-password = Password
sign-in-code = Six-digit code
sign-in-code-hint = From your authenticator app. Each code works once.
sign-in-demo = This is a demo: name, password and how to get a code stand in the terminal where it was started.
sign-in-go = Sign in
sign-in-checking = Checking…
sign-in-empty = Fill in name, password and code.
sign-in-wait = { $seconds ->
    [one] Too many tries. You can try again in 1 second.
   *[other] Too many tries. You can try again in { $seconds } seconds.
}

## Today

new-consult = New consult
now = now
details = Details
consult = Consult
consult-of = Consult: { $title }
show-code = Show code
open-early = Open early
open-room = Open room
return-to-room = Return to room
locked = locked
see-record = Record
all-records = All records
left = { $time } left
left-goodbye = { $time } to say goodbye
phase-scheduled = planned
phase-lobby = doors open
phase-live = live
phase-paused = pictures paused
phase-closing = saying goodbye
phase-locked = locked
today-current = Live and coming
today-ended = Ended
today-free = Nothing is planned. Start a consult from a study, or plan one.
begin-heading = Your first consult in three steps
begin-studies = Bring in pictures
begin-studies-more = Drop DICOM files, a folder or a zip on Studies. A demo study may be there already.
begin-invite = Invite
begin-invite-more = Tick the series, name the patient or a specialist, press Start now. Each guest gets a link; you read out a code.
begin-talk = Talk and show
begin-talk-more = Guests wait until you let them in. They see your pictures only after the patient agrees, and only until the time is over.
begin-go = Go to Studies
guest-expected = not here yet
guest-opened = link opened
guest-claimed = code accepted
guest-waiting = waits “{ $word }”
guest-waiting-offline = waits “{ $word }”, line down
guest-admitted = in the room
guest-offline = line down
guest-left = has left
guest-removed = taken out
guest-suspended = link stopped
guest-revoked = link withdrawn
guest-expired = link too old
guest-used-up = link used up
guest-named = { $name } { $words }
guest-with-role = { $name } ({ $role })
ended-ended = ended by the provider
ended-expired = its time was over
ended-cancelled = cancelled
ended-no-show = nobody came
ended-abandoned = everybody had left
ended-paused-too-long = the pictures were away for too long
ended-failed = stopped by a fault
ended-revoked = stopped by the clinic

## Studies: bringing in

intake = Bring in pictures
drop-here = Drop DICOM files, folders or a zip here
drop-now = Let go to bring them in
drop-what = Everything is checked file by file; what cannot be read is named, the rest goes on.
choose-files = Choose files
choose-folder = Choose a folder
studies-empty = No studies yet. What you bring in stays yours: nobody else sees it until you share it or invite somebody.
upload-collecting = { $total ->
    [one] Looking through folders: { $done } of 1 file so far
   *[other] Looking through folders: { $done } of { $total } files so far
}
upload-going = { $total ->
    [one] { $done } of 1 file
   *[other] { $done } of { $total } files
}
upload-reading = { $count ->
    [one] Unpacking the zip…
   *[other] Unpacking { $count } zips…
}
upload-bytes = { $sent } of { $total }
upload-rate = { $rate }/s
upload-done = { $count ->
    [one] Done: 1 file sent
   *[other] Done: { $count } files sent
}
upload-cancelled = { $count ->
    [one] Stopped after 1 file; it stays.
   *[other] Stopped after { $count } files; they stay.
}
upload-cancel = Stop sending
upload-clear = Close this list
upload-resume = Go on
upload-again = Send again
upload-not-sent = { $count ->
    [one] 1 file could not be sent.
   *[other] { $count } files could not be sent.
}
upload-leave = You may look at other pages meanwhile; only keep this window open.
only-problems = Problems only ({ $count })
outcomes = What became of each file
sum-accepted = { $count } accepted
sum-duplicate = { $count } already here
sum-not-an-image = { $count ->
    [one] 1 not a picture
   *[other] { $count } not pictures
}
sum-unreadable = { $count } unreadable
earlier = Last upload
earlier-reading = Still unpacking your last upload
earlier-see = See files
earlier-hide = Hide
earlier-cut-off = It was cut off before everything was sent. Drop the same files again: those already here are recognized.
earlier-cut-off-demo = Not complete yet. The demo’s own study completes by itself in a minute. Files of yours: drop them again, those already here are recognized.

## What became of one file

file-unnamed = (no name)
file-waiting = waiting
file-sending = sending…
file-checking = being checked…
file-reading = being unpacked…
file-unpacked = unpacked
file-accepted = accepted
file-duplicate = already here
file-not-sent = Not sent. { $why }
file-not-an-image-kind = { $kind }, not shown yet. The file is not kept.
file-not-dicom-kind = Not a DICOM file: { $kind }.
file-unreadable = It cannot be read.
file-unreadable-kind = It cannot be read ({ $kind }).
file-iso-not-yet = A disc image (ISO) is not read yet. Open it and drop the folder inside.
file-missing-uid = It lacks the identifiers that say which study it belongs to.
file-file-too-large = The file is too large.
file-frame-memory = It needs more memory than the server may use.
file-other-patient = It names another patient than the rest of its study. Check where it comes from.
file-study-deleted = Its study was deleted here meanwhile.
file-being-deleted = Its study is being deleted.
file-not-owner = A colleague has brought this study in already. Ask them to share it with you.
file-quota-reached = Your share of the storage is used up.
file-storage-full = The server's disk is full. The rest was not tried.
file-storage-unavailable = The server could not write. The rest was not tried.
file-log-unavailable = The record could not be written, so nothing was stored.
file-interrupted = The server restarted before it was read to its end. Drop it again.
file-conflict = The same file was sent at the same moment.
foreign-zip = zip
foreign-gzip = compressed file
foreign-7z = 7z archive
foreign-rar = rar archive
foreign-bzip2 = compressed file
foreign-xz = compressed file
foreign-tar = tar archive
foreign-jpeg = JPEG photo
foreign-jpeg2000 = JPEG 2000 picture
foreign-png = PNG picture
foreign-gif = GIF picture
foreign-bmp = BMP picture
foreign-tiff = TIFF picture
foreign-webp = WebP picture
foreign-pdf = PDF
foreign-program = a program
foreign-video = video
foreign-system = a file of the operating system
foreign-document = a document
foreign-database = a database
foreign-iso = disc image
foreign-nifti = NIfTI file
foreign-html = web page
foreign-xml = XML
foreign-svg = drawing
foreign-text = text
foreign-directory = directory of a disc
foreign-report = report
foreign-dose-report = dose report
foreign-key-objects = list of key images
foreign-presentation-state = saved view
foreign-waveform = curve
foreign-structure-set = radiotherapy contours
foreign-plan = radiotherapy plan
foreign-registration = registration
foreign-mesh = surface model
foreign-ecg = ECG
foreign-audio = sound recording
foreign-measurements = table of measurements
foreign-annotations = annotations
foreign-treatment-record = record of radiotherapy
foreign-fiducials = reference points
foreign-tracts = fiber tracts
foreign-spectroscopy = MR spectroscopy
foreign-raw = raw data of the scanner
foreign-value-mapping = scale of measured values
foreign-color-palette = color palette
foreign-hanging-protocol = screen arrangement
foreign-protocol = scan protocol
foreign-implant = implant template
foreign-stereo-pair = pairing of two photos
foreign-inventory = inventory of an archive
foreign-retired = an old form of overlay or table
foreign-other = another DICOM object
also-in-study = Also in this study
also-several = { $kind } × { $count }
also-in-study-hint = Not shown yet. Lightbox keeps only pictures; these files stay where they came from.

## Studies: the list and one study

study = Study
study-untitled = Study without a description
search-studies = Search
search-studies-hint = Name, number, date, what it shows
studies-found = { $count ->
    [0] No study
    [one] 1 study
   *[other] { $count } studies
}
studies-none-found = No study matches. Try fewer letters.
studies-more = There are { $total } studies; the newest 200 are listed. Search to find older ones.
no-name = No name in the file
born = born { $date }
patient-id = No. { $id }
sex = { $sex ->
    [F] F
    [M] M
   *[other] { $sex }
}
look = Look
pictures = { $count ->
    [one] 1 picture
   *[other] { $count } pictures
}
series-place = { $modality } { $number }
more-series = { $count ->
    [one] and 1 more series
   *[other] and { $count } more series
}
other-series = { $count ->
    [one] 1 other series (localizers, screen saves, dose)
   *[other] { $count } other series (localizers, screen saves, dose)
}
kind-volume = Volume
kind-images = Pictures
kind-cine = Clip
kind-localizer = Localizer
kind-dose = Dose sheet
kind-capture = Screen save
kind-other = Other
synthetic = synthetic, not a person
shared-by = shared by { $name }
shared-with-count = { $count ->
    [one] shared with 1 colleague
   *[other] shared with { $count } colleagues
}
study-added = Brought in { $when } by { $name }.
quick-look = Quick look
look-area = Picture. Wheel and arrow keys go through the series.
look-caption = { $at } / { $count }
look-alt = Picture { $at } of { $count }
look-position = Position in { $title }
look-before = Previous picture
look-after = Next picture
look-missing = This picture cannot be shown.
look-limits = A quick look in reduced quality, with the window the file suggests. Window, zoom and full quality are in the room.
sharing = Who may see this study
sharing-nobody = Only you. Colleagues you share it with can look at it and start their own consults; they cannot share or delete it.
sharing-who = You and these colleagues. They can look at it and start their own consults; they cannot share or delete it.
shared-to-me = { $name } owns this study and shares it with you. You can look at it and start consults; only { $name } can share or delete it.
share-with = Share with a colleague
share-choose = Choose…
share-no-colleagues = There is no other colleague to share it with.
share = Share
shared-now = { $name } can see this study now.
unshare = Stop sharing
unshare-with = Stop sharing with { $name }
unshared = { $name } no longer sees this study.
staff-provider = provider
staff-specialist = specialist
staff-administrator = administrator
staff-auditor = auditor
deleting = Delete
deleting-more = The study's key is destroyed, and with it every picture stored here. A receipt stays.
deleting-ask = Delete this study…
deleting-what = { $count ->
    [one] This destroys “{ $title }” of { $name }: 1 file, { $size }.
   *[other] This destroys “{ $title }” of { $name }: { $count } files, { $size }.
}
deleting-final = Its key is destroyed: nobody can bring it back from here, we neither. Originals in your archive and backups of this server are not touched. The record of past consults stays.
deleting-keep = Keep it
deleting-now = Destroy for good
deleted-heading = The study is destroyed
deleted-words = Its key is gone; what is left of the files cannot be opened by anybody.
receipt-number = Receipt number
receipt-when = When
receipt-why = Why
receipt-destroyed = Destroyed
receipt-objects = { $count ->
    [one] 1 file, { $size }
   *[other] { $count } files, { $size }
}
receipt-key = Key (fingerprint)
receipt-keys = Keys (fingerprints)
receipt-entry = Entry in the record
receipt-entry-owed = being written
receipt-sealed = Signed
receipt-sealed-holds = Yes, and the record says the same.
receipt-sealed-unsigned = No: it was made by a former version. The record says the same.
receipt-sealed-owed = It is being written; this is what the record says.
receipt-sealed-changed = What was kept is not what was signed.
receipt-changed = Somebody changed the receipt that was kept here. Shown is what the record says of this end.
receipt-changed-alone = Somebody changed the receipt that was kept here, and the record does not say what it was.
record-lines-damaged = { $count ->
    [one] 1 line of the chat was changed after it was written. It is left out; everything else is as it was.
   *[other] { $count } lines of the chat were changed after they were written. They are left out; everything else is as it was.
}
receipt-remains = What remains
remains-entries = The entries of the record, without names.
remains-receipt = This receipt.
remains-backups = Backups of the server made before.
remains-originals = The originals in the clinic's archive.
remains-chat = The chat.
remains-note = The provider's note, if one was written.
remains-record = The record of who saw what.
remains-until-deleted = What has no date here stays until the clinic deletes it.

error-not-owner = Only the colleague who brought this study in can do this.
error-in-use = A consult that is running or planned shows this study, or somebody was asked about it. End, cancel or withdraw that first: Today lists it.
error-being-deleted = This study is being deleted already.
error-quota-reached = Your share of the storage is used up. Delete studies you no longer need, then go on.
error-file-too-large = This file is larger than the server takes.
error-too-large = This is larger than the server takes.
error-import-finished = This upload was closed already. Send the file again.
error-body-incomplete = The file did not arrive whole. Send it again.
error-body-too-long = The file did not arrive as announced. Send it again.
error-length-required = Your browser did not say how large the file is. Send it again.
error-workers-down = The server cannot examine files right now. Try again in a moment.
error-not-displayable = This picture cannot be shown.
error-not-a-clinician = Only clinicians can be given pictures.
error-reads-blind = This reader still answers blind. In a live consult they may hear the first report. Leave them out for now. Once they have accepted, bring them in under “Add somebody…”: that is recorded.
error-own-account = This cannot be done to your own account. Ask another administrator.
error-reset-not-asked = Nobody asks for this reset (any more). Ask for it again.
error-second-person = You asked for this reset: another administrator has to confirm it.
error-one-patient = One consult is about one patient. Invite only one.
error-basis-needed = Without the patient in the consult, say on what basis the pictures may be shown.
error-two-patients = These series are not surely of one patient ({ $fields } differ). Put them into two consults.
error-start-in-past = The start lies in the past. Choose a later one, or start now.
error-start-too-far = { $days ->
    [one] The start lies more than a day ahead. Choose an earlier one.
   *[other] The start lies more than { $days } days ahead. Choose an earlier one.
}

## New consult

pick-study = Which study is it about?
pick-other-study = Choose another study
pick-none = A consult begins with pictures, and there are none yet.
which-series = Which series?
which-series-hint = Only what you tick can be shown. Nothing is ticked for you.
add-study = Add an earlier study of this patient…
add-study-label = Another study
add-study-choose = Choose…
add-study-none = There is no other study.
who-comes = Who is invited?
add-patient = Add the patient
add-specialist = Add a specialist
guests-full = { $most ->
    [one] One guest at most.
   *[other] { $most } guests at most.
}
guest-label-patient = Patient, as others read it
guest-hint-patient = A first name and an initial are enough.
guest-label-specialist = Specialist, as others read it
guest-hint-specialist = Shown to everybody as “invited guest, not verified”.
guest-remove = Remove { $name }
basis-heading = Without the patient: on what grounds?
basis-why = Nobody can tap “I agree” for the patient here. Others see pictures only on one of these grounds, and it goes into the record.
how-long = How long, and when?
minutes-label = minutes
minutes-less = Five minutes less
minutes-more = Five minutes more
when = When
when-now = Start now
when-later = Plan for later
start-label = Start
start-hint = In your time zone ({ $zone }). Guests read it in theirs.
letters = What they will read
letter-tab-patient = Patient
letter-tab-specialist = Specialist
letter-held = (the series you ticked are named here once somebody has looked for names in them)
letter-no-series = (the series you tick are named here)
letter-specialist = Everybody in the room reads beside this name: invited guest, not verified. Pictures come once somebody who may has agreed.
no-series-yet = Tick what you want to show
series-ticked = { $count ->
    [one] 1 series
   *[other] { $count } series
}
start-now = Start now
plan = Plan the consult
field-name = name
field-id = patient number
field-issuer = who gave the number
field-birth-date = birth date
field-sex = sex
need-series = Tick at least one series.
need-guest = Invite at least one person.
need-name = Write the name others will read.
need-shorter-name = At most 80 letters.
need-other-name = Two guests cannot have the same name; people could not tell them apart.
need-basis = Choose on what grounds others may see the pictures.
need-minutes = { $most ->
    [one] One minute.
   *[other] Between { $least } and { $most } minutes.
}
need-start = Say when it starts.
need-later-start = This time has passed. Choose a later one, or start now.

## A consult's card

guests = Guests
link-of = Link for { $name }
link-and-code = Link and code
link-failures = { $count ->
    [one] 1 wrong code so far; five stop the link.
   *[other] { $count } wrong codes so far; five stop the link.
}
qr-of = QR code of the link for { $name }
copy-link = Copy link
link-copied = The link for { $name } is copied. Send it the way you usually reach them.
link-not-copied = The browser did not allow copying. Mark the link and copy it by hand.
new-link = New link
new-link-and-code = New link and code
link-renewed = { $name } has a new link. The old one says that it was replaced.
revoke-link = Withdraw the link
link-revoked = Nobody gets in by the link of { $name } any more.
open-as-patient = Open the patient's view
open-as-guest = Open the guest's view
trouble-revoked = This link is withdrawn; { $name } cannot come in by it.
trouble-expired = This link is too old; { $name } cannot come in by it.
trouble-used-up = This link has been used as often as it may be; { $name } needs a new one.
code-for = Code for { $name }
code-left = Runs out in { $time }
code-over = This code is too old. Make a new one.
code-used-up = { $name } has used this code.
code-stopped = Stopped after five wrong tries. Make a new one.
code-how = Read it out to { $name }, on the phone for example. Never send it together with the link.
code-new = New code
starts = starts { $when }
doors-until = doors open until { $when }
about-consult = About this consult
about-series = Series
about-basis = Others see pictures
about-made = Made
basis-of-patient-tap = once the patient agrees on their own screen
basis-of-verbal-witness = because the patient agreed aloud before a witness
basis-of-guardian = because a guardian or proxy agreed
basis-of-documented = because agreement is documented elsewhere
basis-of-emergency = because it is an emergency
over-words = Keys and pictures of this consult are destroyed. What is kept of it, and until when, stands in its record.
ending = End
cancelling = Cancel
cancel-consult = Cancel the consult…
cancel-keep = Keep it
ended-now = Viewing has ended.
cancelled-now = The consult is cancelled.
plan-again = Plan it again…
plan-again-gone = { $count ->
    [one] One study of that consult is no longer here: tick other pictures instead.
   *[other] { $count } studies of that consult are no longer here: tick other pictures instead.
}
plan-again-why = Another time? Plan it again with the same people and pictures: they get new links. Then cancel this one; the old links say so.
room-left-staff = The consult goes on; you can come back.
room-away-heading = The room cannot be opened right now
room-again = Back into the room

## Records

record = Record
record-of = Record: { $name }
record-refresh = Look again
record-running = This consult is not over; its record still grows.
records-empty = No consult has ended yet. Afterwards its record is here: who saw what, what was said, and the receipt of what was destroyed.
records-search = Search
records-search-hint = Patient, people, what was shown
records-older = Older records
records-none-found = No record fits these words.
host-is = with { $name }
lock-receipt = Lock receipt
times-zone = { $zone ->
    [UTC] Times are in UTC, as the record itself holds them.
   *[other] Times are on your clock ({ $zone }). The record itself holds UTC: resting on a time shows it.
}
lock-words = The pictures shown in this consult can no longer be opened from it. The originals stay in the clinic's archive.
lock-destroyed = { $frames ->
    [0] { $keys ->
        [0] No key and no picture had been made.
        [one] 1 key; no cached picture was left.
       *[other] { $keys } keys; no cached picture was left.
    }
    [one] { $keys ->
        [one] 1 key and 1 cached picture ({ $size })
       *[other] { $keys } keys and 1 cached picture ({ $size })
    }
   *[other] { $keys ->
        [one] 1 key and { $frames } cached pictures ({ $size })
       *[other] { $keys } keys and { $frames } cached pictures ({ $size })
    }
}
seen-heading = Who saw what
seen-nothing = No picture was shown to anybody.
seen-who = Who
seen-series = Series
seen-series-gone = a series deleted since
transcript = What was said
transcript-empty = Nothing was written.
entries = What happened
entries-pictures = With single pictures ({ $count })
entries-number = No.
entries-when = When
entries-what = What
entry-system = The system
entry-somebody = somebody
entry-entry-erased = This entry was erased; its place in the record remains.
entry-entry-damaged = This entry was changed after it was written; what it said cannot be shown. All others are as they were.
entry-record-restored = An older copy of the data was accepted; every consult that was not over was locked
entry-log-used = { $who } looked at the record
entry-receipt-given = { $who } was given a receipt
entry-session-created = { $minutes ->
    [one] { $who } made the consult, for 1 minute, starting { $time }
   *[other] { $who } made the consult, for { $minutes } minutes, starting { $time }
}
entry-session-opened = { $who } opened the doors
entry-session-cancelled = { $who } cancelled the consult
entry-session-paused = { $reason ->
    [host] { $who } paused the pictures
    [host_away] Pictures were paused because the provider's line was down
    [withdrawn] Pictures were paused because sharing was stopped
    [recovering] Pictures were paused because the server restarted
   *[other] Pictures were paused
}
entry-session-resumed = Pictures were shown again
entry-invite-created = A link was made for { $name }
entry-invite-renewed = { $who } made a new link for { $name }
entry-invite-revoked = { $who } withdrew the link of { $name }
entry-invite-suspended = The link of { $who } was stopped after five wrong codes
entry-code-issued = { $who } was shown a code to read out to { $name }
entry-code-accepted = { $who } entered the right code
entry-code-refused = { $left ->
    [one] A wrong code was entered for { $who }; 1 try was left
   *[other] A wrong code was entered for { $who }; { $left } tries were left
}
entry-guest-waiting = { $who } was in the waiting room ({ $factors })
entry-participant-recognized = { $recognized ->
    [known] { $who } recognized { $name } by voice or face
    [name_and_birth_date] { $who } recognized { $name } by name and birth date
   *[other] { $who } recognized { $name } in another way
}
entry-participant-admitted = { $who } let { $name } in
entry-participant-denied = { $who } did not recognize { $name } and did not let them in
entry-participant-removed = { $who } took { $name } out
entry-participant-left = { $who } left
entry-privacy-shown = The privacy notice was shown to { $who }
entry-consent-shown = The consent was shown to { $who }
entry-consent-given = { $count ->
    [one] { $who } agreed to share 1 series
   *[other] { $who } agreed to share { $count } series
}
entry-consent-refused = { $who } said not now
entry-consent-withdrawn = { $who } stopped sharing
entry-consent-narrowed = { $who } shares fewer pictures now
entry-stack-released = { $rectangles ->
    [0] { $who } confirmed that nothing in a series identifies anybody
    [one] { $who } blacked out one area of a series
   *[other] { $who } blacked out { $rectangles } areas of a series
}
entry-stacks-added = { $count ->
    [one] { $who } added 1 series of the same patient
   *[other] { $who } added { $count } series of the same patient
}
entry-prior-asked = { $who } asked for earlier pictures
entry-prior-denied = { $who } did not show the earlier pictures that were asked for
entry-grant-recorded = { $basis ->
    [verbal_witness] { $who } recorded: the patient agreed aloud before a witness
    [guardian] { $who } recorded: a guardian or proxy agreed
    [documented] { $who } recorded: agreement is documented elsewhere
    [emergency] { $who } recorded: emergency
   *[other] { $who } recorded a basis for showing pictures
}
entry-key-created = Key { $epoch } was made
entry-key-destroyed = An older key was destroyed
entry-deadline-set = Viewing began; it ends { $time }
entry-deadline-extended = { $minutes ->
    [one] { $who } added 1 minute
   *[other] { $who } added { $minutes } minutes
}{ $reason ->
    [questions] {" "}(questions were still open)
    [findings] {" "}(more to look at)
    [late_start] {" "}(it began late)
    [technical] {" "}(a line was down)
    [other] {" "}(another reason)
   *[none] {""}
}
entry-control-changed = { $name } was steering
entry-lock-started = { $reason ->
    [ended] Viewing ended: the provider ended it. Keys and pictures were destroyed.
    [expired] Viewing ended: the time was over. Keys and pictures were destroyed.
    [cancelled] It was cancelled. Keys and pictures were destroyed.
    [no_show] It was closed because nobody came. Keys and pictures were destroyed.
    [abandoned] Viewing ended: everybody had left. Keys and pictures were destroyed.
    [paused_too_long] Viewing ended: the pictures were away for too long. Keys and pictures were destroyed.
   *[other] Viewing ended. Keys and pictures were destroyed.
}
entry-lock-confirmed = The lock was confirmed
entry-chat-closed = The chat was closed and the consult locked
entry-note-saved = { $who } wrote in the note (version { $version })
entry-view-kept = { $who } kept a view under number { $number }
entry-view-dropped = { $who } forgot the view of number { $number }
entry-note-signed = { $who } signed the note (version { $version })
entry-note-read = { $who } read the note and what belongs to it
entry-note-printed = { $who } took the note along as a PDF
entry-findings-exported = { $objects ->
    [one] { $who } took drawings, measurements and key pictures along as DICOM (1 object)
   *[other] { $who } took drawings, measurements and key pictures along as DICOM ({ $objects } objects)
}
entry-opinion-asked = { $who } asked { $name } for a second opinion, due { $time } (basis: { $basis ->
    [verbal_witness] said before a witness
    [guardian] a guardian or proxy
    [documented] documented elsewhere
    [emergency] emergency
   *[other] another basis
})
entry-opinion-request-read = { $who } read what is asked
entry-opinion-accepted = { $who } accepted to give an opinion
entry-opinion-declined = { $who } declined: { $reason ->
    [not_my_field] not their field
    [no_time] no time
    [too_close] too close to the patient or to whoever asked
    [pictures_unusable] the pictures cannot be used
   *[other] another reason
}
entry-opinion-withdrawn = { $who } withdrew the request for an opinion
entry-opinion-moved = { $who } moved the time by which the opinion is due to { $time }
entry-opinion-begun = { $minutes ->
    [one] { $who } began to look, 1 minute granted
   *[other] { $who } began to look, { $minutes } minutes granted
}
entry-opinion-overdue = The opinion was not there in time; both sides were told
entry-opinion-signed = { $who } signed an opinion: { $position ->
    [agree] agrees
    [differ] differs
    [need_more] needs more
   *[cannot_say] cannot say
}
entry-opinion-revealed = { $version ->
    [0] { $who } was given the first report before answering
   *[other] { $who } was given the first report after signing
}
entry-opinion-amended = { $who } amended their opinion (version { $version }); the earlier one stays
entry-opinion-mind-changed = { $revealed ->
    [true] { $who } changed their mind after the first report was given
   *[other] { $who } changed their mind
}
entry-opinion-read = { $who } read the opinion (version { $version })
entry-opinion-brought = { $blind ->
    [true] { $who } brought the reader into a live consult before they had answered blind
   *[other] { $who } brought the reader into a live consult
}
entry-board-asked = { $who } put a question to the board (seats: { $board }, quorum: { $quorum })
entry-board-voted = { $times ->
    [1] { $who } voted on question { $number }
   *[other] { $who } changed their vote on question { $number }
}
entry-board-revealed = All of the board had voted on question { $number }; the votes were shown to clinicians
entry-board-closed = { $outcome ->
    [decided] The board decided question { $number }; votes counted: { $counted }
    [no_majority] The board found no majority on question { $number }; votes counted: { $counted }
   *[other] The board had no quorum on question { $number }: { $counted } voted, { $quorum } needed
}
entry-security-alert = { $code ->
    [second_device] The link of { $who } was used on a second device
    [claimed_again] { $name } came in from another device; the first one was disconnected
    [clock_jump] The server's clock jumped
    [foreign_frame] Somebody without a seat in the consult asked for one of its pictures and got none
    [session_rolled_back] An older copy of this consult was put back after it was over; it stays locked
    [tampered_entry] Entries of this record were changed after they were written
    [tampered_chat] Lines of the chat were changed after they were written
    [tampered_receipt] The receipt that was kept of the end was changed
    [tampered_object] A stored picture was changed or damaged where it rests: it was not shown
    [tampered_row] What is stored of a series was changed or damaged: it was not shown
    [tampered_thumbnail] A small picture kept at the desk was changed or damaged: it was made anew
    [tampered_value] Something sealed in the database was changed or damaged ({ $what }): it was not opened
    [shared_forged] Something in Redis was not put there by this installation ({ $what }): it was not believed
    [place_stopped] Four codes from one network were wrong for { $who }: the link is stopped there, and there only
   *[other] Something unusual was noted ({ $code })
}

## Help

how-heading = How a consult goes
how-bring = Bring in pictures
how-bring-more = Studies takes DICOM files, folders and zips. Look at them there; share them with a colleague; delete them with a receipt.
how-consult = Make the consult
how-consult-more = From a study: tick the series, check the names, Start now. Or plan it for later.
how-code = Send the link, read out the code
how-code-more = Each guest has a link (copy it, or let them scan the QR code). Press Show code when they ring and read the six digits out.
how-admit = Let them in
how-admit-more = A guest who waits says a number and a word. Pick the same one in the room, tick how you recognized the person, and admit.
how-consent = The patient agrees, then pictures
how-consent-more = The patient reads who will see what and until when. Without a yes nobody else sees a picture; a yes can be taken back with one tap.
how-end = The end
how-end-more = When the time is over or you end it, keys are destroyed and every screen goes dark. Two minutes remain to say goodbye in the chat; then the consult is locked and its record is here.
help-mouse = Drag: the left button changes the window or uses the tool chosen in the row, the right one zooms, the middle one pans; the wheel scrolls, with Ctrl it zooms. In the room, ? puts other tools there. A finger scrolls, two fingers zoom and pan.
limits-heading = Honest limits
limit-camera = Nobody can stop a guest from photographing a screen, or a changed program from keeping what it was shown. Pictures for patients and observers carry a faint mark that says for whom they were made; that deters, and nothing more.
limit-server = The server renders the pictures, so whoever runs it could see them; it is not end-to-end encrypted. Who reads its memory while a consult runs has that consult’s key.
limit-device = Lightbox is not a medical device and not for primary diagnosis. Guests' screens are not calibrated.
limit-browser = The keys are destroyed on the server and in the pages that were open; what a modified browser kept, we cannot reach.
limit-memory = Keys and pictures are overwritten in the server's memory; keys leave a browser's when viewing ends. What a machine had swapped out before, or saved when it hibernated, stays on its disk: keep swap off. It is done as well as a program can, which is no promise.
limit-delete = Deleting a study or erasing a record here does not reach your archive, backups made before, or what a participant has saved; each receipt says what remains.
