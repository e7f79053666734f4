# A second opinion as whoever was asked for it reads it: the request, the reading room, the answer, what was signed.

reading-page-title = An opinion asked of you
reading-heading = { $name } asks for your opinion
reading-you = you
reading-about = Patient
reading-age = { $unit ->
    [M] { $count ->
        [one] 1 month old
       *[other] { $count } months old
    }
    [W] { $count ->
        [one] 1 week old
       *[other] { $count } weeks old
    }
    [D] { $count ->
        [one] 1 day old
       *[other] { $count } days old
    }
   *[Y] { $count ->
        [one] 1 year old
       *[other] { $count } years old
    }
}
reading-sex = { $sex ->
    [F] female
   *[M] male
}
reading-subject = { $sex }, { $age }
reading-subject-unknown = Age and sex are not known
reading-pictures = Pictures
reading-stack = { $kind }, series { $series } ({ $count ->
    [one] one picture
   *[other] { $count } pictures
})
reading-stack-no-series = { $kind } ({ $count ->
    [one] one picture
   *[other] { $count } pictures
})
reading-held = { $count } of { $all } still have to be looked through for names; you are not shown them before that.
reading-urgency = Urgency
reading-urgency-routine = routine
reading-urgency-soon = soon
reading-urgency-urgent = urgent
reading-due = Answer by
reading-today = today, { $time }
reading-due-left = { $moment } ({ $span } left)
reading-due-over = { $moment }: overdue. You can still answer.
reading-days = { $count ->
    [one] one day
   *[other] { $count } days
}
reading-hours = { $count ->
    [one] one hour
   *[other] { $count } hours
}
reading-minutes = { $count ->
    [one] one minute
   *[other] { $count } minutes
}
reading-time = Time to look
reading-time-granted = { $minutes ->
    [one] 1 minute, running on from when you begin
   *[other] { $minutes } minutes, running on from when you begin
}
reading-basis = Basis
reading-basis-documented = the patient's agreement is documented
reading-basis-verbal-witness = the patient agreed aloud; a witness heard it
reading-basis-guardian = a guardian or proxy agreed
reading-basis-emergency = it is an emergency
reading-blind = A blind reading: what was reported before is kept from you until you have signed your own opinion.

## Yes or no

reading-rule-alone = You look alone: nobody watches, and nobody has to let you in. You may leave and come back, but the time runs on.
reading-rule-recorded = It is recorded which pictures you were shown, and when.
reading-rule-locked = { $minutes ->
    [one] After 1 minute the pictures are locked. You can write and sign before and after that.
   *[other] After { $minutes } minutes the pictures are locked. You can write and sign before and after that.
}
reading-accept = Accept
reading-decline = Decline…
reading-accepted = You accepted { $time }.
reading-begin = Begin to look ({ $minutes } min)
reading-go-on = Go on looking
reading-left = { $time } left
reading-missed = The pictures can no longer be opened from here. Ask whoever asked you to ask again if you still want to look.
reading-locked-open = Your time to look is over and the pictures are locked. What you have written is still here: finish it and sign it below.
reading-done = Signed. { $name } has your opinion. You can still look while your time lasts, and amend what you said.
reading-done-locked = Signed. { $name } has your opinion. The pictures are locked; what you signed stays, and you can amend it.
reading-is-declined = You declined, { $time }. { $name } knows, and why. The pictures are locked.
reading-is-withdrawn = { $name } does not need your opinion any more, { $time }. The pictures are locked. Thank you.
reading-decline-title = Decline to give an opinion
reading-decline-what = { $name } is told at once, and why. You cannot take it back; the pictures are locked for you.
reading-decline-why = Why?
reading-decline-not-my-field = It is not my field
reading-decline-no-time = I have no time before it is due
reading-decline-too-close = I know the patient, or whoever asks, too well to judge
reading-decline-pictures-unusable = The pictures cannot be used
reading-decline-other = Another reason
reading-decline-words = In your own words (optional)
reading-decline-words-needed = In your own words
reading-need-reason = Say why first.
reading-need-words = Write a few words first.
reading-decline-now = Decline now
reading-decline-not = Do not decline

## The reading room

reading-opening = Opening the pictures…
reading-place = Opinion
reading-talk = Messages
reading-leave-what = You leave the pictures and go back to the request. Your time runs on; until it is over you can come back.
reading-open-answer = Write the opinion
reading-close-answer = Back to the picture
reading-cite = Cite this picture
reading-cite-kept = Cite
reading-cite-cited = Cited in your opinion.
reading-cite-again = It was cited already; it has this window now.
reading-cite-full = 24 pictures are cited. Take one out first.
reading-cite-signed = Your opinion is signed. Choose "Amend" to cite another picture.
reading-cite-how = None yet. "Cite this picture", above the picture, adds what you see.
reading-cite-none = None.
reading-caption = What { $image } shows (optional)
reading-uncite = Do not cite { $image }
reading-uncited = { $image } is not cited any more.
reading-marks = { $count ->
    [one] with your drawing
   *[other] with your { $count } drawings
}

## The answer

reading-answer = Your opinion
reading-talk-what = { $name } finds what you write here in the record of this request, and does not read along. For an answer, ring.
reading-position = Your position
reading-position-hint = Towards what is asked and, once you have read it, the first report.
reading-position-agree = I agree
reading-position-differ = I differ
reading-position-need-more = I need more information
reading-position-cannot-say = I cannot say
reading-confidence = Confidence
reading-confidence-low = low
reading-confidence-moderate = moderate
reading-confidence-high = high
reading-urgency-act = How soon must somebody act?
reading-step = Next step
reading-choose = Choose…
reading-step-none = nothing
reading-step-follow-up = follow-up
reading-step-more-imaging = more imaging
reading-step-tissue = tissue sample
reading-step-treat = treatment
reading-step-refer = referral
reading-step-discuss = discussion in a board
reading-step-other = something else
reading-step-words = More exactly (optional)
reading-step-words-needed = Which next step?
reading-text = Opinion in your words
reading-text-hint = What you see, what it means, what you would do.
reading-rests-on = It rests on
reading-rests-on-none = It rests on no picture in particular.
reading-display = You look at it on
reading-display-hint = Remembered in this browser, and signed with your opinion.
reading-display-none = not said
reading-display-phone = a phone
reading-display-tablet = a tablet
reading-display-laptop = a laptop
reading-display-desktop = a desktop screen
reading-display-medical = a medical display
reading-calibrated = It is calibrated to the grayscale standard
reading-calibrated-short = calibrated
reading-review = Review and sign
reading-kept-here = Kept in this window until you sign, also over a reload.
reading-missing = { $count ->
    [one] One thing is missing above.
   *[other] { $count } things are missing above.
}
reading-need-position = Choose your position.
reading-need-confidence = Say how sure you are.
reading-need-urgency = Say how soon somebody must act.
reading-need-next-step = Choose the next step.
reading-need-next-step-words = Say which next step.
reading-need-text = Write your opinion.
reading-amending = You write a new version. The one you signed stays beside it.
reading-save = What you found, as DICOM
reading-save-what = Your drawings, measurements, kept views and signed answer, as presentation states, key pictures and a report. The patient's name is not in them, and no picture is.
reading-save-open = Take along…
reading-save-now = Take along
reading-save-done = The file is in your downloads.
reading-amend = Amend…
reading-amend-not = Leave it as it is
reading-reason = Why do you amend it?

## Signing

reading-sign-title = Sign your opinion
reading-sign-amendment = Sign the new version
reading-what-leaves = What you sign
reading-where = It goes to { $name } and into the record of { $clinic }. Once signed it is never changed; you can amend it later, and both versions stay.
reading-not-primary = Given on consultation pictures; not a primary report. It is signed with the clinic's key after your code.
reading-code = Code from the clinic
reading-code-own = Code from your authenticator
reading-code-own-how = Your authenticator's present six digits show that it is you.
reading-code-read = A new code shows that it is you, as the one you came in with is used up. Here codes are read out, usually on the phone.
reading-code-ask = Ask { $name } for a code
reading-code-asked = { $name } is told that you need a code.
reading-code-mail = A new code shows that it is you. It is sent to your mail address.
reading-code-text = A new code shows that it is you. It is sent to your phone.
reading-code-send = Send me a code
reading-sign-now = Sign
reading-sign-not = Change something
reading-overtaken = Another version was signed meanwhile. Close this and look at it first.
reading-not-open = The request is not open any more. Close this and look at it.

## A signed version, on its author's page and on the asker's

version = Version { $version }
version-amends = Version { $version }, amends version { $before }
version-yours = Your opinion
version-only = Opinion
version-newest = newest
version-amended-since = amended since
version-signed-by = Signed by { $name }, { $time }
version-reason = Why it was amended: { $reason }
version-changed = Changed since version { $before }
version-changed-from = { $what }: { $before } → { $after }
version-position = Position
version-says-agree = Agrees
version-says-differ = Differs
version-says-need-more = Needs more information
version-says-cannot-say = Cannot say
version-known-yes = known when this was signed
version-known-live = not given, but its author had been in a live consult about it
version-known-no = not known when this was signed, or there was none
version-frame = frame { $frame }
version-digest = Fingerprint in the record
version-file = Save what was signed (a file that anybody can check)

## What was signed

reading-first-report = First report
reading-reveal = Show me the first report
reading-reveal-after = You have signed. What was reported before can be shown to you now; that it was, and when, is recorded.
reading-reveal-before = You may read what was reported before. That you did, and when, is recorded and stands in what you sign.
reading-first-report-none = Nothing was reported before, or it was not given with this request.
reading-other = What { $name } answered
reading-kept = Views you kept
