# Words every page shares. Plain, short, second person; what happened, why, what to do next.

app-name = Lightbox
demo-mark = demo
close = Close
cancel = Cancel
back = Back
done = Done
try-again = Try again
copy = Copy
loading = One moment…
language-choice = Language

minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}

role-provider = provider
role-specialist = specialist
role-patient = patient
role-observer = observer
not-verified = invited guest, not verified

## Errors: one sentence or two for every code the server may answer

error-unknown = Something went wrong ({ $code }). Try again; if it keeps happening, tell the clinic this word.
error-unreachable = We cannot reach the clinic's server. Check your connection; we keep trying.
error-internal = The server made a mistake. It has been noted. Try again.
error-not-found = This does not exist, or it is not yours to open.
error-forbidden = You are not allowed to do this here.
error-signed-out = You are signed out. Sign in again to go on.
error-wrong-credentials = Name, password or code is not right. Check all three; a code works only once. After ten wrong tries in a row only a recovery code works, after a hundred ask your administrator.
error-factor-needed = Nobody was at this desk for five minutes. Enter a code from your authenticator to see pictures again.
error-factor-wrong = That is not the present code, or it was used already. Wait for the next one and try again.
error-slow-down = Too many tries. Wait a moment, then try again.
error-rate = That was too fast. Wait a moment, then try again.
error-bad-value = The server could not use what was sent. Reload the page and try again.
error-not-sayable = This cannot be said in the form that was asked for; save it without that part, or as a picture.
error-bad-event = This page and the server do not speak the same version. Reload the page.
error-proto = This page is older or newer than the server. Reload the page.
error-conflict = Somebody changed this at the same moment. Look at it again and repeat.
error-names-unchecked = Guests see no picture yet: somebody has to look for names in them first.
error-too-early = The doors are not open yet. Wait here; you will enter by itself.
error-locked = This consult has ended and is locked. Its pictures can no longer be opened.
error-receipt-later = The receipt is still being written. Try again in a moment.
error-hidden = The first report stays hidden until you have signed your own opinion.
error-factor-stale = Prove yourself again with a code before you sign: the last one is more than five minutes old.
error-expired = The time for this has passed.
error-cap = No more time can be added to this consult.
error-latest-end = The latest end of this consult is reached; no more time can be added.
error-not-admitted = You have not been let in yet.
error-not-presenter = Somebody else is steering now. Take control first.
error-no-such-participant = This person is no longer in the consult.
error-wrong-word = That is not the word on this person's screen. Ask again and pick the one you hear.
error-no-grant = Nobody has agreed to show these pictures to others yet.
error-note-empty = Nothing is written in the note yet. Write what was found, then sign.
error-nothing-to-save = There is nothing to save: nothing was measured, drawn or starred, or its pictures were deleted.
error-consent-changed = The text has changed. Please read it again.
error-moved = You opened this consult in another window. It goes on there.
error-removed = You have been taken out of this consult.
error-denied = The provider could not recognize you. Ring the clinic for a new code.
error-too-slow = Your line could not keep up. We connect you again.
error-draining = The server restarts. You come back by itself in a moment.
error-elsewhere = This consult is being carried over to another server. You come back by itself in a moment.
error-hop-refused = This address is only for the servers of this installation among themselves.
error-auth = Your place in this consult could not be proved. Open your link again.
error-no-such-link = This link does not work. Check that you opened all of it, or ask the clinic for a new one.
error-wrong-code = { $left ->
    [0] That code is not right. This link is stopped now; ask the clinic for a new code.
    [one] That code is not right. You have one more try.
   *[other] That code is not right. You have { $left } more tries.
}
error-code-expired = This code is too old. Ask the clinic for a new one; it works for ten minutes.
error-no-code-yet = No code has been made for you yet. Ring the clinic: they read one out to you.
error-code-used = This code has been used already. Ask the clinic for a new one.
error-knocking = Another device has your place. The provider decides which one is let in.
error-invite-suspended = Too many wrong codes. This link is stopped for your safety. Ring the clinic for a new code.
error-invite-revoked = This link no longer opens anything. Ring the clinic.
error-ended = This consult has ended.
error-storage-unavailable = The server cannot write right now, so nothing is shown. It tries again by itself.
error-storage-full = The server's disk is full. Nothing was stored; tell whoever runs it.
error-record-unavailable = The record cannot be written, so no picture is shown. The server keeps trying.
error-insecure = This page needs a secure connection (https).

## Errors of sign-in, links and consults

error-not-entered = Open your link again and enter the code; this browser does not know you yet.
error-invite-renewed = This link was replaced by a newer one. Use the newest link, or ring the clinic.
error-invite-expired = This link is too old. Ask the clinic for a new one.
error-invite-used-up = This link was used on too many devices. Ask the clinic for a new one.
error-invite-early = This link does not work yet. Open it again when the visit is near.
error-too-many-sends = Three messages went out within ten minutes. Wait a while, or have the code read out.
error-bad-code = A code has { $digits } digits. Type all of them.
error-login-name-taken = Somebody signs in with this name already. Choose another one.
error-password-short = The password is too short: use at least { $least } characters.
error-password-long = The password is too long: use at most { $most } characters.
error-bad-name = { $why ->
    [empty] Type a name with letters.
    [long] This name is too long: at most 80 characters.
    [taken] Somebody in this consult has that name already. Make the two different.
    [mixed_letters] This name mixes letters of two alphabets in one word. Type it again.
   *[other] This name cannot be used. Type it again.
}
error-minutes-out-of-range = { $most ->
    [one] A consult lasts one minute here.
   *[other] A consult lasts { $least } to { $most } minutes here.
}
error-not-in-policy = { $field ->
    [kind] This clinic does not offer this kind of consult.
    [basis] The clinic's policy does not take this basis for this kind of consult.
    [look_around] The clinic's policy does not let this role look around in this kind of consult.
   *[other] The clinic's policy does not admit everybody you want to invite to this kind of consult.
}
error-needed-by-policy = { $role ->
    [patient] This kind of consult needs the patient. Invite them.
    [specialist] This kind of consult needs a specialist. Invite one.
   *[other] This kind of consult needs somebody who observes. Invite them.
}
error-fixed-by-policy = { $field ->
    [minutes] { $minutes ->
        [one] The clinic's policy fixes this kind of consult at one minute.
       *[other] The clinic's policy fixes this kind of consult at { $minutes } minutes.
    }
    [basis] The clinic's policy fixes the basis of this kind of consult.
   *[other] The clinic's policy fixes who comes to this kind of consult.
}
error-cross-origin = This did not come from our own page. Reload the page and try again.
error-origin = This did not come from our own page. Reload the page and try again.
error-wrong-host = The server does not know the address it was reached by. Open the address you were given.
error-not-json = The server could not use what was sent. Reload the page and try again.
error-encoded-body = The server could not use what was sent. Reload the page and try again.
error-websocket-only = The live connection needs websockets. Something between you and the server blocks them.
error-pages-not-built = The pages are not built yet. Tell whoever runs this server.
error-crowded = There is a great deal going on here just now, and no new guest fits in. Your place is kept; we try again by ourselves in a moment.
error-arriving = Many people are coming in at this moment. We bring you in by ourselves as soon as there is room; you need do nothing.
error-busy = The server is busy. Wait a moment, then try again.
error-log-unavailable = The record cannot be written, so nothing is done. Try again in a moment.
error-withdrawn = The patient does not share the pictures. Ask again beside the name, or record another basis.

## Errors of a room

error-starting = The server is just starting. Try again in a moment.
error-stopping = The server is stopping. Try again in a moment.
error-key-destroyed = These pictures are closed; their key no longer exists.
error-too-many = There is an end to what can be kept: { $most } at most. Drop one you no longer need.
error-not-announced = This picture was not meant for this screen.
error-fenced = This consult goes on in another server process. You are connected to it in a moment.
error-bad-json = The server could not read what was sent. Reload the page and try again.
error-bad-public-key = This browser could not prove its key. Reload the page and try again.

## Errors of staff who prove who they are

error-link-used = This link was used already. If it was not you, tell your administrator at once.
error-link-expired = This link is too old. Ask your administrator for a new one.
error-code-mismatch = That is not the code for this picture. Scan it again, check that the phone sets its time by itself, and type the newest code.
error-enrolled = This person has a sign-in already. Reset it, with a second administrator, to make a new link.
error-wrong-password = That is not your present password.
error-clock-off = This server's clock is wrong, so codes cannot be checked. Tell whoever runs it; it is put right there.
error-shared-unavailable = The servers cannot reach what they have in common. Try again in a few seconds.
