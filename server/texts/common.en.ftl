# Words every page shares. Plain, short, second person; what happened, why, what to do next.

app-name = Lightbox
demo-mark = demo
close = Close
cancel = Cancel
back = Back
done = Done
try-again = Try again
copy = Copy
copied = Copied
loading = One moment…
language-choice = Language

minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
seconds = { $count ->
    [one] { $count } second
   *[other] { $count } seconds
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
error-wrong-credentials = Name, password or code is not right. Check all three; a code works only once.
error-slow-down = Too many tries. Wait a moment, then try again.
error-rate = That was too fast. Wait a moment, then try again.
error-bad-value = The server could not use what was sent. Reload the page and try again.
error-bad-event = This page and the server do not speak the same version. Reload the page.
error-proto = This page is older or newer than the server. Reload the page.
error-conflict = Somebody changed this at the same moment. Look at it again and repeat.
error-too-early = The doors are not open yet. Wait here; you will enter by itself.
error-locked = This consult has ended and is locked. Its pictures can no longer be opened.
error-expired = The time for this has passed.
error-cap = No more time can be added to this consult.
error-latest-end = The latest end of this consult is reached; no more time can be added.
error-not-admitted = You have not been let in yet.
error-not-presenter = Somebody else is steering now. Take control first.
error-no-such-participant = This person is no longer in the consult.
error-wrong-word = That is not the word on this person's screen. Ask again and pick the one you hear.
error-no-grant = Nobody has agreed to show these pictures to others yet.
error-consent-changed = The text has changed. Please read it again.
error-moved = You opened this consult in another window. It goes on there.
error-removed = You have been taken out of this consult.
error-denied = The provider could not recognize you. Ring the clinic for a new code.
error-too-slow = Your line could not keep up. We connect you again.
error-draining = The server restarts. You come back by itself in a moment.
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
error-invite-suspended = Too many wrong codes. This link is stopped for your safety. Ring the clinic for a new code.
error-invite-revoked = This link was replaced by a newer one. Use the newest link, or ring the clinic.
error-ended = This consult has ended.
error-storage-unavailable = The server cannot write right now, so nothing is shown. It tries again by itself.
error-storage-full = The server's disk is full. Nothing was stored; tell whoever runs it.
error-record-unavailable = The record cannot be written, so no picture is shown. The server keeps trying.
error-insecure = This page needs a secure connection (https).
