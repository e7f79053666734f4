# The room: the picture, who is here, the talk, the time.

room-page-title = Your visit
room-page-title-staff = Consult
room-title = Consult
picture-region = Picture
picture-none = No picture is shown
picture-updating = The picture is being updated
position = Position in the series
series = Series
rail-not-yet = not shown yet
series-count = { $count ->
    [one] { $count } picture
   *[other] { $count } pictures
}
tools = Tools
presets = Windows
people = People
side = People and talk
leave = Leave…
leave-what = You leave the consult. To come back, open your link again; the provider lets you in.
leave-now = Leave now
you = you
steering = steering
point-hint = Hold a finger on the picture to point at something.
signals = Tell them

## On the picture

caption = Se { $series } · Im { $image } ({ $at }/{ $count })
caption-no-series = Im { $image } ({ $at }/{ $count })
mirrored = MIRRORED
your-picture = Your { $kind }
modality-ct = CT scan
modality-mr = MR scan
modality-cr = X-ray
modality-dx = X-ray
modality-us = ultrasound
modality-mg = mammogram
modality-nm = nuclear scan
modality-pt = PET scan
modality-xa = angiogram
orientation-unknown = orientation unknown
window = W { $width } L { $center } { $unit }
window-auto = AUTO
window-lut = LUT
length-cm = { $length } cm
length-mm = { $length } mm
length-at-detector = at the detector
length-uncalibrated = not calibrated
quality-preview = preview
quality-reduced = lossy 1/{ $reduction }
quality-lossy = lossy
quality-lossless = lossless 8-bit
quality-masked = masked
quality-source-lossy = source lossy
getting-sharper = getting sharper…
zoomed-back = Zoomed · back

## Why there is no picture

dark-closing = Viewing has ended
dark-closing-more-staff = Keys and pictures of this consult are destroyed. You can still write for a moment.
dark-closing-more-host = Keys and pictures of this consult are destroyed. You have two minutes for a last word and for your note.
dark-closing-more-patient = Your pictures are no longer shown to anyone here. You can still say goodbye.
dark-paused = Paused
dark-paused-more = The talk goes on.
dark-paused-host = Pictures are paused
dark-paused-host-more-staff = Nobody sees a picture. The talk and the clock go on.
dark-paused-host-more-patient = The provider has put the pictures away for a moment. The talk goes on.
dark-paused-host-away = The provider's line is down
dark-paused-host-away-more = Pictures come back when the provider is back. You can write meanwhile.
dark-paused-withdrawn = Sharing has been stopped
dark-paused-withdrawn-more-staff = The patient does not share the pictures any more. { $host } can ask again.
dark-paused-withdrawn-more-host = The patient does not share the pictures any more. You can ask again, beside the name.
dark-paused-withdrawn-more-patient = Nobody sees your pictures now. The talk goes on.
dark-shared-again = The pictures may be shown again
dark-shared-again-more-staff = { $host } shows them in a moment.
dark-shared-again-more-host = Press “Show pictures again” when you are ready.
dark-shared-again-more-patient = Your provider shows them in a moment.
dark-paused-recovering = The server is coming back
dark-paused-recovering-more = Pictures return by themselves in a moment.
dark-withdrawn = Sharing has been stopped
dark-withdrawn-more-staff = The patient does not share the pictures any more.
dark-withdrawn-more-patient = Nobody sees your pictures now. The talk goes on.
dark-recovering = Pictures are put away for a moment
dark-recovering-more = The server first has to make sure that it may show them. They come back by themselves; the talk goes on.
dark-lease = Waiting for your line
dark-lease-more = For safety the picture was removed from this screen. It comes back with your line.
dark-deadline = The time is over
dark-deadline-more = The pictures are no longer shown.
dark-ended = Viewing has ended
dark-expired = The time is over
dark-told = No picture at the moment
dark-blank = { $host } is preparing the next picture
dark-blank-more-patient = It appears here as soon as it is ready. The talk goes on.
dark-coming = The picture is coming…
dark-choose = Choose a series
dark-choose-more = It appears on everybody's screen who may see it.
dark-log-down = Nothing can be shown right now
dark-log-down-more = The record cannot be written, and without it no picture is shown. The server keeps trying; the talk goes on.
dark-away = This picture cannot be fetched right now
dark-away-more-staff = The picture store does not answer. Pictures that are loaded can be shown; this one comes back by itself.
dark-away-more = It comes back by itself. You need not do anything.
store-away = Picture store offline
store-away-more = What is loaded can be shown; the rest comes back by itself.
dark-failed = This picture cannot be displayed
dark-failed-more-staff = Its file is damaged or of a kind we cannot show. The rest of the series can be scrolled.
dark-failed-why = { $why } The rest of the series can be scrolled.
dark-failed-more-patient = The provider goes on with another one.
dark-not-yet = No picture yet
dark-not-yet-more-staff = You see pictures once the patient, or whoever may decide for them, has agreed.
dark-not-yet-more-patient = The provider has not shown a picture yet.
dark-refused = Your pictures are not shown
dark-refused-more-patient = You said not now; the talk goes on. Your provider can ask you again.

## The line

line-connecting = Connecting…
line-crowded = It is very busy here just now; your place is kept and we let you in by ourselves
line-arriving = Many people are coming in at this moment; we bring you in by ourselves
later-heading = One moment, please
later-crowded = It is very busy here just now. We let you in by ourselves as soon as there is room.
later-arriving = Many people are coming in at this moment. We bring you in by ourselves in a few seconds.
later-kept = Your place is kept, and no new code is needed. Just leave this page open.
line-busy-quality = busy: softer pictures
line-busy-quality-more = Guests get softer pictures for a while, because the server is busy.
line-busy-rate = busy: fewer pictures
line-busy-rate-more = Guests get softer pictures, and fewer of them, for a while, because the server is busy.
line-busy-full = full: new guests wait
line-busy-full-more = The server is full: guests who are not here yet come a little later.
line-busy-more = Your own pictures and the talk go on as always. It ends by itself.
line-up = connected
line-reconnecting = Your line is down; we connect you again
line-over = Not connected
awaited = { $name } reconnecting, { $seconds } s left
line-waiting = Waiting for your line…
line-thin = thin line: reduced pictures
line-less = less data: reduced pictures
line-about = This line
line-about-state = This line: { $state }
line-up-more = Pictures come in full quality on this screen.
line-thin-more = While pictures move they come smaller and rougher on this screen; at rest they get sharper, but not lossless.
line-use-less = Use less data on this screen

## Time

time-left = left
time-goodbye = to say goodbye
time-not-started = clock starts when the first guest is let in
time-until = until { $time }
time-over = Pictures are closed
time-soon = { $minutes ->
    [0] The time is nearly over; { $host } can add time
    [one] 1 minute left; { $host } can add time
   *[other] { $minutes } minutes left; { $host } can add time
}
extend = Add time
extend-more = Add more time
extend-by = +{ $minutes } min
extend-why = Why, for the record
extend-why-none = Choose…
extend-why-questions = Questions are still open
extend-why-findings = More to look at
extend-why-late-start = It began late
extend-why-technical = A line was down
extend-why-other = Something else
extend-refused = { $minutes ->
    [0] Not added: the policy of this clinic allows no more time in this consult.
    [one] Not added: the policy of this clinic allows at most 1 more minute now.
   *[other] Not added: the policy of this clinic allows at most { $minutes } more minutes now.
}
extensions-left = { $count ->
    [0] No extension is left.
    [one] One extension is left.
   *[other] { $count } extensions are left.
}

## Steering

tool-scroll = Scroll
tool-window = Window
tool-zoom = Zoom
tool-pan = Pan
fit = Fit
rotate = Turn
flip = Mirror
invert = Invert
cine-play = Play
cine-stop = Stop
cine-starting = Getting the clip ready…
preset-key = Key { $number }
preset-plain = Window { $number }
preset-brain = Brain
preset-bone = Bone
preset-lung = Lung
preset-liver = Liver
preset-abdomen = Abdomen
preset-mediastinum = Mediastinum
preset-soft-tissue = Soft tissue
preset-subdural = Subdural
preset-stroke = Stroke
preset-angio = Vessels
preset-full = Full range
preset-default = Default
preset-auto = Automatic
steering-other = { $name } is steering
take-control = Take back
ask-control = Ask to steer
control-asked = Asked…
control-wanted = { $name } would like to steer
hand-back = Give back
hand-over-to = Hand over to
hand-over-nobody = Nobody else here can steer.
hand-over-choose = Several people could steer: choose one with “Hand over”.
hand-over = Hand over

## The host's buttons

pause = Pause for everybody
resume = Show pictures again
end = End…
end-close = Close…
end-what-live = Viewing ends for everybody at once. It cannot be undone; you can write for two more minutes.
end-what-lobby = The consult is cancelled for everybody. It cannot be undone.
end-what-closing = The chat closes too and the consult is locked.
end-no-note = You have written no note. Once the consult is locked none can be begun.
end-now = End now
end-cancel-now = Cancel the consult
end-close-now = Close now
end-keep = Keep going

## Who waits

waits = { $name } waits
waits-here = in the waiting room
word-question = Which number and word does { $name } read to you? The number is the same in every language.
recognized-question = How did you recognize this person?
recognized-known = I know the voice or face
recognized-name-and-birth-date = Name and birth date matched
recognized-other = Another way
admit = Admit
deny = Not this person
admit-how = Ask for the word, pick it, and tick how you recognized the person.
factor-link = link opened
factor-code = code entered
factor-invite = link opened
factor-spoken-code = code entered

## People

presence-expected = not here yet
presence-left = has left
presence-offline = line down
consent-state-none = has not been asked yet
consent-state-asked = is reading the consent
consent-state-given = shares the pictures
consent-state-refused = said not now
consent-state-withdrawn = has stopped sharing
consent-ask-again = Ask again
basis-other = Other basis…
person-menu = More about { $name }
remove = Take { $name } out
remove-what = { $name } leaves the consult at once and cannot come back without you.
basis-title = Show pictures on another basis
basis-intro = Without the patient's own tap, others may see pictures only on one of these grounds. Your words go into the record.
basis-verbal-witness = The patient agreed aloud; a witness heard it
basis-guardian = A guardian or proxy agreed
basis-documented = Agreement is documented elsewhere
basis-emergency = Emergency
basis-record = Record and show

## Consent

consent-none-left = Nothing is chosen. Choose at least one, or say not now.
consent-again = You are asked again because { $names } joins.
stop-sharing = Stop sharing my pictures
sharing-stopped = You have stopped sharing. Nobody sees your pictures now.
sharing-not-yet = Your pictures are not shared.

## Chat

chat = Chat
chat-lines = What was said
chat-empty = Nothing written yet. Everybody in the room reads what you write.
chat-empty-reading = Nothing written yet. You read here what the others write.
chat-send = Send
chat-sending = sending…
chat-delivered = delivered
chat-unkept = not yet kept
chat-unkept-mine = shown to the others, not yet kept
chat-lost = not kept: the server stopped first
chat-read = read by { $names }
chat-you = You
chat-again = Send again
chat-discard = Discard

signal-slower = Slower
signal-again = Again
signal-unclear = I don't understand
signal-louder = Louder
signal-call = Call me
signal-sent = You tapped “{ $words }”
signal-from-slower = { $name } asks: slower, please
signal-from-again = { $name } asks: once more, please
signal-from-unclear = { $name } does not understand
signal-from-louder = { $name } asks: louder, please
signal-from-call = { $name } would like to talk

## System lines

line-doors-open = The doors are open
line-admitted = { $mine ->
    [me] You are in
   *[other] { $name } is here
}
line-signal-noticed = { $mine ->
    [me] You have seen that
   *[other] { $name } has seen that
}
line-left = { $name } has left
line-removed = { $name } was taken out
line-host-lost = The provider's line is down
line-host-back = The provider is back
line-presenting = { $mine ->
    [me] You are steering now
   *[other] { $name } is steering now
}
line-presenting-plain = { $name } shows the pictures now
line-paused = { $reason ->
    [host] Pictures are paused
    [host_away] Pictures are paused until the provider is back
    [withdrawn] Sharing was stopped; no pictures are shown
    [recovering] The server restarted; pictures come back by themselves
   *[other] Pictures are paused
}
line-resumed = Pictures are shown again
line-extended = { $minutes ->
    [one] One minute was added
   *[other] { $minutes } minutes were added
}
line-warning = { $minutes ->
    [one] 1 minute left
   *[other] { $minutes } minutes left
}
line-consent-given = { $mine ->
    [me] You agreed to share your pictures
   *[other] { $name } agreed to share the pictures
}
line-consent-refused = { $mine ->
    [me] You said not now
   *[other] { $name } said not now
}
line-consent-narrowed = Less is shared now
line-consent-withdrawn = Sharing was stopped
line-basis-recorded = { $basis ->
    [verbal_witness] Pictures are shown: agreed aloud before a witness
    [guardian] Pictures are shown: a guardian agreed
    [documented] Pictures are shown: agreement is documented
    [emergency] Pictures are shown: emergency
   *[other] Pictures are shown on a recorded basis
}
line-viewing-ended = Viewing has ended; the pictures are closed
line-locked = The consult is locked

## Help and going to an image

help = Keys and mouse
help-keys = Keys
help-focus = Keys work while the picture has the focus: click on it or tab to it.
help-step = one image
help-ten = ten images
help-ends = first, last
help-presets = windows of this series
help-own-window = the image's own window
help-zoom = closer, farther
help-fit = fit the whole image
help-turns = turn, mirror, invert
help-cine = play, stop
help-cine-speed = slower, faster
help-goto = go to series/image
help-pause = pause for everybody, show again
help-control = ask to steer, hand over, give or take back
help-measure = measure a length
help-chat = write
help-letters = Single letters act as shortcuts
goto = Go to an image
goto-label = Series/image
goto-hint = As a report cites it: 4/57 is image 57 of series 4; 57 stays in this series.
goto-nowhere = There is no such image in this consult.
goto-go = Go

# Names in pictures
held-back = { $count ->
    [one] One series is not shown to guests: check for names first.
   *[other] { $count } series are not shown to guests: check for names first.
}
held-check = Check for names
black-for-some = { $count ->
    [one] Dashed: 1 area is black for guests
   *[other] Dashed: { $count } areas are black for guests
}
held-mark = not shown to guests
dark-not-for-you = Not shown to you
dark-not-for-you-more = Whoever presents is looking at a picture that is not shown to you. Pictures come back by themselves.

## Blank: the patient sees nothing while a picture is prepared

blank-for = Blank for { $name }
blank-guests = the guests
blank-is-on = { $name } sees nothing
blank-end = Show again

## Places beside the picture

places = Where to read and write
place-talk = Everybody
place-clinicians = Clinicians only
place-kept = Kept views
unread = { $count ->
    [one] one new line
   *[other] { $count } new lines
}
chat-empty-clinicians = Only clinicians read what is written here. Patients do not even see that it exists.
chat-placeholder-short = Write…
chat-placeholder-talk = Write to everybody…
chat-placeholder-clinicians = Write to clinicians only…
chat-goes-talk = To everybody in the room: { $names }
chat-goes-clinicians = To clinicians only: { $names }
chat-goes-talk-later = Nobody else is here yet. Whoever comes reads it.
chat-goes-clinicians-later = No other clinician is here yet. Those who come read it.
help-places = while writing: to everybody, to clinicians only

## Pictures in the talk

cited = Se { $series } · Im { $image }
cited-no-series = Im { $image }
picture-attach = Send with this picture
picture-detach = Without the picture
picture-look = Please look at this picture.
picture-open = Go to this picture
goes-nowhere = No picture can be opened now.
goes-not-shown = That picture is not shown to you.
goes-not-allowed = You follow { $name }. You see that picture when { $name } goes there.

## Kept views

keep-view = Keep this view
kept-empty = Keep a view to come back to it with one press, to star it as a key picture, or to put it into the talk. Patients do not see this list.
kept-open = Go to { $name }
kept-star = Key picture
kept-rename = Rename
kept-name = Name of the view
kept-share = To chat
kept-forget = Forget { $name }
kept-gone = { $name } is forgotten.
undo = Undo

## Who sees what, who may look around

sees = sees { $where } · { $quality } · { $when }
sees-long = { $name } { $words }
sees-sharp = sharp
sees-preview = preview
sees-now = now
sees-ago = { $seconds } s ago
sees-offline = not connected
sees-away = has locked the screen, or looks at another page
sees-slow = their line takes no pictures just now
sees-blank = sees nothing: blank
sees-nothing = sees no picture
looks-along = follows
looks-alone = looks around alone
lookers = May look around:
lookers-specialist = { $on ->
    [on] Specialists: yes
   *[off] Specialists: no
}
lookers-patient = { $on ->
    [on] Patient: yes
   *[off] Patient: no
}
ask-notice = Tap when you have noticed; everybody reads that you have
ask-done = Noticed
signal-waits = said, not noticed yet

## Who sees what, for the patient: one tap on the names

who-sees = Who can see me, and what
who-sees-open = { $names }: who can see me, and what
who-sees-host = holds your pictures and shows them.
who-sees-pictures = sees the pictures you agreed to, nothing else of yours.
who-sees-nothing = sees no picture of yours.
who-sees-nothing-yet = sees no picture of yours until you agree.
who-sees-nothing-any-more = sees your pictures here no more.
who-sees-you = Nobody sees or hears you through this page: it has no camera and no microphone. They read what you write and tap, and see where you point.
who-sees-until = Your pictures can be seen until { $time }. Then they can no longer be opened from here.
who-sees-stop = “Stop sharing my pictures” ends it at once, for everybody. Nobody will ask you why.
who-sees-hands = On the picture: two fingers make it larger for you alone; a finger held still points for everybody.

# Earlier pictures
wish-priors = Earlier pictures
wish-ask = Ask for earlier pictures
wish-intro = { $host } reads this and sees which earlier pictures of this patient there are. The patient does not read it.
wish-words = Which pictures, and why
wish-words-missing = Say which pictures you would like to see.
wish-modality = Kind of pictures
wish-modality-any = Any
wish-send = Ask
wish-of = { $name } asks for earlier pictures
wish-look = See what there is
wish-open = You asked { $host } for earlier pictures.
wish-given = { $host } added earlier pictures.
wish-denied = { $host } does not show earlier pictures.
wish-noted = Got it

# The board
board = Question to the board
board-ask = Ask the board…
board-asks = { $name } asks the board.
board-intro = Clinicians who are here vote. What each chose stays hidden until all have voted or you count. Patients and people who listen never see any of it.
board-question = Question
board-question-missing = Write what the board should decide.
board-positions = What they choose from
board-positions-own = Positions of your own
board-positions-lines = One on each line
board-positions-first = The first is what you propose. Whoever chooses another one says why.
board-positions-wrong = Two to six different ones, each on a line of its own and at most 80 characters long.
board-who = Who votes
board-few = At least two people have to vote.
board-quorum = Votes that are needed
board-quorum-of = { $quorum } of { $seats }
board-send = Ask the board
board-agree = Agree
board-differ = Differ
board-more = Need more
board-proposed = (proposed)
board-yours = Your vote
board-reason = Why (stays with the result)
board-reason-optional = Why (may stay empty)
board-reason-missing = Say why: it stays with the result.
board-vote = Vote
board-voted = You voted:
board-change = Change
board-no-seat = You have no vote on this question.
board-progress = { $voted } of { $seats } voted, { $quorum } needed.
board-missing = Not yet: { $names }
board-close = Count the votes
board-wait = Wait for them
board-close-now = Count without them
board-decided = Decided: { $position } (votes: { $votes } of { $counted })
board-no-majority = No majority: no position has more than half of the votes ({ $counted })
board-no-quorum = No quorum: { $counted } voted, { $quorum } needed
board-dissent = Dissent
board-silent = did not vote
board-absent = left before; not counted
board-noted = Got it
