# Who comes, and who comes later: what the lobby knows, people added while others talk. Read by guests and by the host.

comes-as-interpreter = interpreter
comes-as-relative = relative
comes-as-other = companion

## Adding somebody

add-somebody = Add somebody…
add-title = Add somebody to this consult
add-intro = Everybody in the room is told who comes before you let them in, and may object. Nobody agreed so far to show them pictures.
add-who = Who comes?
add-as-interpreter = An interpreter
add-as-relative = A relative
add-as-other = Somebody else who listens
add-as-specialist = Another specialist
add-what-observer = Hears and reads what is said. Sees pictures only if the patient agrees, and never steers or writes.
add-what-specialist = Writes, and once the patient agrees sees pictures, points and draws.
add-name = Name, as everybody reads it
add-name-missing = Write the name first.
add-now = Add
add-another = Add another
add-done = { $name } can come in with this link and a code. The room has been told.
add-interpreter = Add an interpreter
add-relative = Add a relative
guest-label-interpreter = Interpreter, as others read it
guest-label-relative = Relative, as others read it
guest-label-other = Companion, as others read it
guest-hint-observer = Hears and reads what is said; sees pictures only if the patient agrees.

## Told to everybody in the room

announced = { $host } invites { $name }
announced-interpreter = { $name } comes as an interpreter and hears and reads what is said here.
announced-relative = { $name } comes as a relative and hears and reads what is said here.
announced-other = { $name } comes to listen: hears and reads what is said here.
announced-specialist = { $name } comes as another specialist, and hears, reads and writes here.
announced-no-pictures = { $name } sees none of your pictures unless you agree to that.
announced-no-pictures-other = { $name } sees no pictures unless the patient agrees to that.
announced-pictures = The present agreement lets { $name } see pictures.
announced-fine = All right
announced-object = I'd rather not
announced-objected = { $host } knows that you would rather not have { $name } here.
announced-mind-no-more = Take back
objects = { $names } would rather not have { $name } here.
objects-how = { $name } does not know. Who is let in and who stays is yours to say.
objects-noted = Noted
not-covered = The agreement does not name { $names }: no pictures for them.
ask-wider = Ask { $name } again
line-invited = { $comes_as ->
    [interpreter] { $name } is invited as an interpreter
    [relative] { $name } is invited as a relative
    [other] { $name } is invited to listen
   *[none] { $name } is invited as a specialist
}
observer-listens = You listen here. What you hear and read stays in this room.
entry-participant-added = { $who } invited { $name } to the consult
entry-participant-objected = { $objects ->
    [false] { $who } no longer objects to { $name }
   *[true] { $who } objected to { $name }
}
error-guests-full = { $most ->
    [one] One guest at most. Take somebody out first, or make a second consult.
   *[other] { $most } guests at most. Take somebody out first, or make a second consult.
}
dark-not-yet-more-observer = You see pictures only if the patient agrees to that.
dark-closing-more-observer = The pictures are no longer shown to anyone here.
dark-paused-host-more-observer = The provider has put the pictures away for a moment. The talk goes on.
dark-blank-more-observer = The talk goes on.

## The birth date: whether a message reached the right person

birth-heading = Your date of birth
birth-intro = So that { $clinic } knows that this invitation reached the right person. We compare it once and do not keep it.
birth-day = Day
birth-month = Month
birth-year = Year
birth-for-another = Are you here for a child or another patient? Then theirs.
birth-missing = Fill in day, month and year, or go on without.
birth-submit = Go to the waiting room
birth-checking = Checking…
birth-cannot = I cannot say it exactly
error-bad-birth-date = { $field ->
    [year] Write the year with four digits, as in 1985.
    [month] Choose the month.
   *[day] There is no such day in that month.
}
error-wrong-birth-date = { $left ->
    [one] This is not the date we have. Look at all three parts; you can try once more.
   *[other] This is not the date we have. Look at all three parts; you can try { $left } more times.
}
error-birth-date-needed = First say your date of birth, or go on without it.
error-birth-doubted = It is not certain that this is the patient. Say first how you know them.

## How somebody came, for the host

came-link-hand = link given by you
came-link-mail = link by mail
came-link-text = link by text message
came-code-read = code read out by you
came-code-mail = code by mail
came-code-text = code by text message
came-device-new = new device
came-device-known = was here before on this device
came-device-nth = device number { $claim } with this link
birth-is-matched = Birth date matches the pictures
birth-is-unknown = Birth date: could not be compared. Ask { $name } for it and compare it yourself.
birth-is-mismatch = Birth date: another one, three times. No picture is shown to { $name }.
birth-is-unsaid = Birth date: not given. No picture is shown to { $name }.
birth-is-overridden = Birth date: you vouched for { $name }
vouch-ask = I know who this is…
vouch-title = This is { $name }
vouch-intro = The birth date did not match, or was not given. Once you say how you know that this is { $name }, pictures can be shown as to any patient. Your words go into the record.
vouch-reason = How do you know?
vouch-hint = For example: I have seen the identity card on the video call.
vouch-missing = Write how you know first.
vouch-now = Vouch for { $name }
call-guest = Say that I am calling { $name }
call-said = Since { $time } { $name } reads: you are calling.
wait-called = { $host } rings you on the phone now. You can keep this page open.
entry-birth-compared = { $result ->
    [matched] { $who } gave the birth date of the pictures
    [unknown] { $who } gave a birth date; the pictures have none to compare with
    [unsaid] { $who } could not give the birth date
   *[mismatch] { $who } gave another birth date than that of the pictures
}
entry-birth-overridden = { $who } vouched for { $name } despite the birth date
entry-guest-call-promised = { $who } told { $name } that they ring

## The word that is said aloud in the waiting room, beside its number

lobby-word = { $word ->
   *[other] { $word }
}
