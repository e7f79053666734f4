# How link and code reach a guest: what a provider chooses and reads, and what can be wrong with it.

error-same-channel = A code cannot go the way its link goes: choose another way for one of them.
error-no-channel = This way is not set up here. Read the code out, or hand the link over yourself.
error-bad-address = { $kind ->
    [mail] This is no mail address. Write it like name@example.org.
   *[other] This is no telephone number. Write it with the country code, like +34 600 123 456.
}
error-link-uses = { $most ->
    [one] This type of consult lets a link be used on one device.
   *[other] This type of consult lets a link be used on { $most } devices at most.
}
error-link-window = The link has to work when the visit starts, and it ends with the visit at the latest.

## Choosing, for one guest

ways-of = How link and code get to { $name }
ways-link = The link
ways-link-hand = I hand it over myself (copy it, or show the QR code)
ways-link-mail = By mail
ways-link-text = By text message
ways-code = The code
ways-code-read = I read it out
ways-code-text = By text message, on request
ways-code-mail = By mail (checks the address only)
ways-to-mail = Mail address
ways-to-mail-hint = One address, like name@example.org.
ways-to-text = Telephone
ways-to-text-hint = With the country code, like +34 600 123 456.
ways-language = Language of the messages
ways-uses = Works on
ways-devices = { $count ->
    [one] one device
   *[other] up to { $count } devices
}
ways-from = Works from
ways-from-now = now on
ways-from-doors = { $minutes ->
    [one] 1 minute before the start
   *[other] { $minutes } minutes before the start
}
ways-until = Works until
ways-until-over = the visit is over
ways-until-after = { $minutes ->
    [one] 1 minute after the start
   *[other] { $minutes } minutes after the start
}
ways-text-risk = Text messages are not private: a number may be old, forwarded or taken over. Reading the code out is at least as good, and always possible.
ways-code-mail-weak = A code by mail only shows that the address is right. It does not count as a second proof: recognize the guest yourself.
ways-line-link-hand = You hand over the link
ways-line-link-mail = Link by mail
ways-line-link-text = Link by text message
ways-line-code-read = you read out the code
ways-line-code-text = code by text message
ways-line-code-mail = code by mail (does not count)
ways-window-open = { $count ->
    [one] works until the visit is over, on one device
   *[other] works until the visit is over, on up to { $count } devices
}
ways-window-from = { $count ->
    [one] works from { $from } until the visit is over, on one device
   *[other] works from { $from } until the visit is over, on up to { $count } devices
}
ways-window-to = { $count ->
    [one] works until { $until }, on one device
   *[other] works until { $until }, on up to { $count } devices
}
ways-window-from-to = { $count ->
    [one] works from { $from } to { $until }, on one device
   *[other] works from { $from } to { $until }, on up to { $count } devices
}
ways-used = { $count ->
    [0] Not used yet.
    [one] Used on 1 device.
   *[other] Used on { $count } devices.
}
need-address-mail = A mail address is needed here, like name@example.org.
need-address-text = A telephone number with the country code is needed here, like +34 600 123 456.

## What they will be sent

preview-heading = What they will be sent
preview-why = Word for word. No name but the clinic’s, nothing of the reason: a message may be read by others.
preview-link-mail = Mail to { $name }: the link
preview-link-text = Text message to { $name }: the link
preview-code-mail = Mail to { $name } when they ask for it: the code
preview-code-text = Text message to { $name } when they ask for it: the code

## What became of it

sent-link-to = { $way ->
    [mail] Link by mail to { $to }:
   *[other] Link by text message to { $to }:
}
sent-code-to = { $way ->
    [mail] Code by mail to { $to }:
   *[other] Code by text message to { $to }:
}
sent-link-not = This link was not sent: three messages went out within ten minutes. Copy it.
sent-waiting = on its way
sent-trying = could not be delivered yet; it is tried again.
sent-sent = handed over at { $time }
sent-failed = could not be delivered.
sent-because-unreachable = The server could not be reached.
sent-because-no-answer = The server did not answer.
sent-because-busy = The server was busy.
sent-because-no-tls = The line to the server could not be made safe.
sent-because-sign-in = The server did not accept our name and password.
sent-because-refused = The address was refused.
sent-because-redirected = The gateway has moved; its address must be corrected.
sent-because-forbidden-address = The gateway’s address may not be called.
sent-because-bad-address = The address cannot be written to.
sent-because-expired = Its time was over.
sent-instead-link = Copy the link and send it yourself.
sent-instead-code = Read it out.
send-code = Send a code to { $to }
send-code-hint = { $name } can also ask for it on their page.
sent-code-now = A code for { $name } is on its way.

## The record

entry-code-sent = { $who } had a code sent to { $name }
entry-message-sent = A message for { $name } was handed over ({ $channel ->
    [mail] mail
   *[other] text message
})
entry-message-failed = A message for { $name } could not be delivered ({ $channel ->
    [mail] mail
   *[other] text message
})
