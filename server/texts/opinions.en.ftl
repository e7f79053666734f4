# Second opinions as whoever asks for them has them: the queue, the form, the request with its answer.

opinions = Second opinions
opinions-ask = Ask for a second opinion
opinions-none = No opinion is open: you wait for none, and nobody waits for yours.
opinions-none-how = From a study, or out of a running consult, you can ask a colleague or a specialist outside. They look alone, in the time you give them, and sign an answer.
opinions-done = Answered and closed ({ $count })
opinions-all = Show all { $count }
opinions-newest = The newest { $count } are shown.
opinions-you-asked = You asked { $name }
opinions-asks-you = { $name } asks you
opinions-row = { $side ->
    [asked] Opinion you asked { $name } for
   *[owed] Opinion { $name } asks you for
}
opinions-state-asked = { $side ->
    [asked] not accepted yet
   *[owed] accept or decline
}
opinions-state-accepted = { $side ->
    [asked] accepted
   *[owed] you accepted
}
opinions-state-declined = { $side ->
    [asked] declined
   *[owed] you declined
}
opinions-state-withdrawn = { $side ->
    [asked] withdrawn
   *[owed] no longer needed
}
opinions-state-answered = { $side ->
    [asked] answered
   *[owed] you answered
}
opinions-unread = not read yet
opinions-due-in = due in { $time }
opinions-late = overdue by { $time }
opinions-was-due = due { $when }
opinions-asked-at = asked { $when }
opinions-blind = blind
opinions-urgency-routine = routine
opinions-urgency-soon = soon
opinions-urgency-urgent = urgent
opinions-age-years = { $count ->
    [one] 1 year
   *[other] { $count } years
}
opinions-age-months = { $count ->
    [one] one month
   *[other] { $count } months
}
opinions-held = { $count ->
    [one] one series held back
   *[other] { $count } series held back
}
opinions-declined-because = { $reason ->
    [not_my_field] Declined: not their field.
    [no_time] Declined: no time.
    [too_close] Declined: too close to the patient, or to you, to judge.
    [pictures_unusable] Declined: the pictures cannot be used.
   *[other] Declined, for another reason.
}
opinions-open = Open
opinions-look = Look and answer

## What is new

opinions-news = New about opinions
opinions-news-asked = You were asked for an opinion ({ $at }).
opinions-news-accepted = Your request for an opinion was accepted ({ $at }).
opinions-news-declined = Your request for an opinion was declined ({ $at }).
opinions-news-withdrawn = A request for your opinion was withdrawn ({ $at }).
opinions-news-answered = An opinion you asked for was signed ({ $at }).
opinions-news-amended = An opinion you asked for was amended ({ $at }).
opinions-news-overdue = An opinion is overdue ({ $at }).
opinions-news-moved = An opinion you were asked for is due at another time ({ $at }).
opinions-news-prior = Somebody who reads for you asks to see earlier pictures ({ $at }).
opinions-news-brought = You were invited into a live consult about an opinion ({ $at }).
opinions-news-read = Got it
opinions-news-read-all = Got all of it

## Asking

asking-out-of = Out of the running consult: all its pictures go with the question.
asking-study-series = The pictures of this consult
asking-not-in-policy = The clinic's policy has no second opinions. Ask whoever runs the clinic's policy.
asking-what = What do you ask?
asking-question = Question
asking-question-hint = They read it word for word, and it stands in what they sign. Leave the patient's name out: they get age and sex only.
asking-urgency = Urgency
asking-due = Answer needed
asking-due-hours = { $hours ->
    [1] in an hour
    [4] in 4 hours
    [24] in a day
    [72] in 3 days
   *[168] in a week
}
asking-due-own = at a time of your own
asking-due-at = Until
asking-due-until = Until { $when } ({ $zone }). Late answers are still taken; both of you are told.
asking-minutes = How long may they look?
asking-minutes-hint = It counts from when they begin. They can begin until two hours after the answer is due.
asking-whom = Whom do you ask?
asking-whom-colleague = A colleague here
asking-whom-outside = Somebody outside, by link and code
asking-colleague = Colleague
asking-no-colleague = There is no other clinician here: ask somebody outside.
asking-name = Specialist, as you call them
asking-name-hint = It stands beside their answer. Nobody has checked who they are: give link and code to the right person.
asking-report = What was reported before
asking-report-words = First report
asking-report-hint = Leave it empty when there is none. Take names out: it is given word for word.
asking-blind = Read blind: nothing of it, nor of what others answered, before they have signed their own answer
asking-not-blind = They are given it when they ask for it, and the record says when.
asking-others = Also give what others answered to you about the same series
asking-letter = What they will read
asking-letter-asks = { $name } asks you for a second opinion.
asking-letter-no-question = (your question)
asking-letter-patient = A patient: age and sex, no name
asking-letter-no-series = (the series you tick)
asking-letter-held = (held back until somebody has looked for names in it)
asking-letter-blind = You will be given the first report after you have signed your own answer.
asking-letter-first = There is a first report. You can ask for it; the record says when it was given to you.
asking-letter-until = An answer is needed until { $when }. You have { $minutes ->
    [one] one minute
   *[other] { $minutes } minutes
} to look, from when you begin.
asking-letter-not-primary = Pictures for consultation, not for a primary report.
asking-held = { $count ->
    [one] One series may have names in its pictures. You can ask, but it is not shown before somebody has checked.
   *[other] { $count } series may have names in their pictures. You can ask, but they are not shown before somebody has checked.
}
asking-send = Ask
asking-made = The request is made. { $name } knows of it once you give them the link.
asking-sent = { $name } was asked.
asking-need-question = Write your question.
asking-need-shorter = That is too long.
asking-need-due = Say until when.
asking-need-later-due = At least five minutes from now.
asking-need-nearer-due = At most 31 days from now.
asking-need-colleague = Choose a colleague.

## A request and its answer

opinion = Second opinion
opinion-of = Opinion of { $name }
opinion-question = Question
opinion-patient = Patient
opinion-first-report = First report
opinion-blind-fact = Blind
opinion-blind-yes = yes: first report and others' opinions only after the first signature
opinion-blind-no = no: given when asked for
opinion-others-fact = Others' answers
opinion-others-yes = given with the first report
opinion-others-no = not given
opinion-minutes-fact = To look
opinion-to-consult = To the consult it was asked in
opinion-steps = What happened
opinion-step-asked = Asked
opinion-step-accepted = Accepted
opinion-step-begun = Began to look
opinion-step-ends = Pictures until
opinion-step-overdue = Overdue; both of you were told
opinion-step-revealed = First report given
opinion-step-answered = First signed
opinion-step-declined = Declined
opinion-step-withdrawn = Withdrawn
opinion-step-read = You read the newest version
opinion-step-open = Can be begun until
opinion-back = Asking back
opinion-back-what = An answer is never changed from here. A new request takes question and pictures along: say in it what you still want to know. { $name } can also amend what they signed: ring them.
opinion-back-ask = Ask back…
opinion-else = Somebody else
opinion-else-what = The same question about the same pictures: choose whom.
opinion-else-ask = Ask somebody else…
opinion-hand-over = { $name } does not know of it yet: give them the link below.
opinion-waiting-asked = They have not said yet whether they will answer.
opinion-waiting-accepted = They accepted. The answer appears here as soon as it is signed.
opinion-withdrawn-words = You withdrew it. Its pictures are locked.
opinion-way-in = Link and code
opinion-code-hint = They need one code to come in and another one to sign. Show a code when they ring, and read it out.
opinion-answer = Answer
opinion-not-primary = Given on consultation pictures; not a primary report.
opinion-take = Take along
opinion-take-what = The PDF has question, answer and pictures by number. The DICOM files name the patient and are for the archive.
opinion-pdf = PDF
opinion-record = Who saw what: the record
opinion-due = Due time
opinion-due-what = It can be moved while nobody has answered: at the latest to { $when }, until when they can begin to look. They are told.
opinion-due-ask = Move it…
opinion-due-at = Answer needed until
opinion-due-act = Move it
opinion-due-moved = They are told: due { $when }.
opinion-due-wrong = Between five minutes from now and { $when }.
opinion-due-first = first { $when }
opinion-withdraw = Withdraw
opinion-withdraw-ask = Withdraw the request…
opinion-withdraw-keep = Keep it
opinion-withdraw-act = Withdraw it now
opinion-withdraw-what = They can no longer look or answer, and the pictures given for it are locked. It cannot be taken back: you would ask anew.
opinion-withdrawn-now = The request is withdrawn.
opinion-reading-of = This is the viewing session of a second opinion that you asked for.
opinion-to-request = To the request

# Earlier pictures, and who is brought in to talk about an opinion
priors-title = Earlier pictures
priors-wish = { $name } asks for earlier pictures:
priors-deny = Say no
priors-deny-words = A word to who asked (may stay empty)
priors-deny-send = Say no
priors-intro = Other studies of this patient that you may show.
priors-none = There is no other study of this patient that you may show.
priors-study = Study
priors-covered = What I recorded for these pictures covers the earlier ones, too
priors-seen-at-once = Everybody the record names sees them at once.
priors-seen-later = Only you see them until another basis is recorded for them.
priors-seen-agreed = Only you see them until the patient agrees; a patient who is here is asked now.
priors-add = { $count ->
    [0] Add series
    [one] Add 1 series
   *[other] Add { $count } series
}
priors-added = Earlier pictures were added.
readers-title = Who reads for you
readers-bring = Bring in { $name }
readers-blind = { $name } reads blind and has not answered yet. In the room they may hear the first report. That you brought them in is recorded, and their answer says that they were here.
readers-blind-act = Bring in all the same
