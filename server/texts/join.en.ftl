# What a guest reads before the room: the neutral page, the code, the waiting room, the locked page.

join-title = Your visit
join-heading = You have been invited to an online visit
join-intro = Your clinic will talk with you and may show you pictures. It takes a few short steps and no account.
join-specialist = Were you asked for an opinion on pictures? This is the way, too.
join-open = Continue
join-opening = Opening…
join-safe = Nothing happens until you press the button.
join-too-early-heading = You are early
join-too-early = The visit starts at { $time }. You can wait here; you may lock your screen.
join-too-early-long = The visit is on { $day }, at { $time }. You can close this page now: open your link again then, it stays good.
join-code-heading = Enter your code
join-reading = Somebody at this clinic asks for your opinion on pictures. With your code you read what is asked; nothing is promised by that.
join-code-intro = { $clinic } reads you six digits, usually on the phone.
join-code-label = Six digits
join-code-hint = The code works once, for ten minutes.
join-code-submit = Go to the waiting room
join-code-reading = Read the request
join-code-checking = Checking…
join-code-empty = Type the six digits first.
join-trouble = Trouble? Ring the clinic:
join-trouble-no-phone = Trouble? Ring your clinic.
join-no-secret-heading = This link is not complete
join-no-secret = Open the whole link from your message again, or ring the clinic for a new one.
join-away-heading = Your page cannot be shown right now
join-away-kept = This does not end your visit. Leave this page open; it comes back by itself.

## Waiting room

wait-heading = You're in the waiting room.
wait-heading-host = { $host } will let you in.
wait-say = When { $host } asks, say
wait-place = { $place ->
    [one] You are first in line.
   *[other] You are number { $place } in line.
}
wait-starts = The visit starts at { $time }.
wait-started = The visit was planned for { $time }.
wait-lock-screen = You may lock your screen. We keep your place.
wait-pictures-safe = Your pictures are not shown to anyone else until you say so.
wait-specialist-safe = Pictures are shown to you once they may be.
wait-test = Can you read the number in this test picture?
wait-test-try = Try it
wait-test-label = Test picture: a dark square with a faint number
wait-test-input = The number you see
wait-test-good = Good: your screen shows pictures well.
wait-test-bad = Not quite. Make your screen brighter and try again.

## Locked

locked-heading = This visit has ended. Thank you.
locked-heading-reading = This request for an opinion is closed.
locked-heading-cancelled = This visit was cancelled.
locked-heading-no-show = This visit did not take place.
locked-never = No pictures were shown. This link opens nothing any more; for another visit you get another one.
locked-next-time = For another time, ring { $clinic }:
locked-next-time-no-phone = For another time, ring your clinic.
locked-cancelled-at = On { $time }.
locked-heading-host = This consult is locked.
locked-at = It ended on { $time }.
locked-pictures-host = The pictures shown in this consult can no longer be opened from it: their keys and every rendered copy are destroyed. The originals stay in the archive.
locked-chat-host = The chat and the record of who saw what are kept.
locked-pictures = The pictures shown in this visit can no longer be opened from it. Your originals stay in the clinic's archive.
locked-pictures-reading = Its pictures can no longer be opened by this link.
locked-kept-reading = What was signed is kept at the clinic. Whoever signed it reads it in the browser they signed it in.
locked-chat = The chat is kept with your records at the clinic until it deletes them.
locked-chat-until = The chat is kept with your records at the clinic until { $date }.
locked-chat-erased = The chat has been deleted.
locked-kept = The originals, the provider's note and the record of who saw what are kept until the clinic deletes them.
locked-kept-until = The record of who saw what is kept until { $date }, the originals and the provider's note until the clinic deletes them.
locked-next = Questions or something you forgot? Ring { $clinic }:
locked-next-no-phone = Questions or something you forgot? Ring your clinic.
locked-receipt = Receipt number
receipt-own = Your receipt
receipt-save = Save the receipt
receipt-saving = The receipt is being written…
receipt-saved = Saved. Keep this file.
receipt-proves = This file proves what was destroyed when the visit ended, and what the clinic wrote down of what you did, agreed to and were shown. If that is changed later, the file shows it.
receipt-check = Anybody can check it without the clinic, with the program lightbox-verify.
locked-close = You may close this page.
locked-reason-ended = It was ended by the provider.
locked-reason-expired = Its time was over.
locked-reason-cancelled = It was cancelled.
locked-reason-no-show = It did not take place.
locked-reason-abandoned = Everybody had left.
locked-reason-paused-too-long = The pictures had been put away for too long.
locked-reason-failed = It had to be stopped.
locked-reason-revoked = It was stopped by the clinic.
removed-heading = You have left this visit
moved-heading = This visit goes on in another window
moved-here = Go on here
left-heading = You have left this visit
left-words = To come back, open your link again; the provider lets you in.
stopped-here = Nothing is shown here any more.
