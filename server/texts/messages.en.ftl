# What is sent to a guest by mail or text message. Nobody's name but the clinic's, and nothing of why: a message may be
# read by others on a locked screen, in a shared mailbox, on an old number.

messages-subject-link = Your online visit: { $clinic }
messages-subject-reading = Your opinion is asked for: { $clinic }
messages-subject-late = An opinion is awaited: { $clinic }
messages-subject-recalled = No longer needed: { $clinic }
messages-subject-code = Your code: { $clinic }

## A mail

messages-invited = { $clinic } invites you to an online visit.
messages-when = It starts on { DATETIME($when, dateStyle: "full", timeStyle: "short") } ({ $zone }, { $iso }) and takes about { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
}.
messages-asked = { $clinic } asks you for a second opinion.
messages-asked-until = You can begin to look at the pictures until { DATETIME($until, dateStyle: "full", timeStyle: "short") } ({ $zone }, { $iso }), and then have { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
}.
messages-late = The time has passed by which { $clinic } asked you for a second opinion. It can still be given, with the link that you were sent.
messages-recalled = { $clinic } no longer needs the second opinion that it asked you for. The pictures are locked, and the link that you were sent opens nothing any more.
messages-link = Open this link on a phone or a computer. You need no account, and nothing is installed:
messages-code-read = You will also need a code of six digits. { $clinic } reads it to you, usually on the phone.
messages-code-text = You will also need a code of six digits. The page sends it to your phone when you ask for it.
messages-code-mail = You will also need a code of six digits. The page sends it to your mail address when you ask for it.
messages-works = { $devices ->
    [one] The link works from { DATETIME($from, dateStyle: "medium", timeStyle: "short") } to { DATETIME($until, dateStyle: "medium", timeStyle: "short") } ({ $zone }), on one device.
   *[other] The link works from { DATETIME($from, dateStyle: "medium", timeStyle: "short") } to { DATETIME($until, dateStyle: "medium", timeStyle: "short") } ({ $zone }), on up to { $devices } devices.
}
messages-works-now = { $devices ->
    [one] The link works until { DATETIME($until, dateStyle: "medium", timeStyle: "short") } ({ $zone }), on one device.
   *[other] The link works until { DATETIME($until, dateStyle: "medium", timeStyle: "short") } ({ $zone }), on up to { $devices } devices.
}
messages-alone = It is for you alone: please do not pass it on.
messages-trouble = If something does not work, ring { $clinic }:
messages-trouble-no-phone = If something does not work, ring { $clinic }.
messages-unexpected = If you did not expect this message, you need not do anything.
messages-code = Your code:
messages-code-until = It works once, until { DATETIME($until, timeStyle: "short") } ({ $zone }). Type it on the page that you opened; do not pass it on.

## A text message

messages-text-link = { $clinic }: online visit on { DATETIME($when, dateStyle: "medium", timeStyle: "short") } ({ $zone }). Open:
messages-text-reading = { $clinic } asks for your opinion until { DATETIME($until, dateStyle: "medium", timeStyle: "short") } ({ $zone }). Open:
messages-text-late = { $clinic }: the opinion you were asked for is overdue. It can still be given, with the link you have.
messages-text-recalled = { $clinic }: the opinion you were asked for is no longer needed. The link you have opens nothing any more.
messages-text-code-read = You need a code: { $clinic } reads it to you.
messages-text-code-mail = You need a code: the page sends it to your mail address.
messages-text-trouble = Questions:
messages-text-code = { $clinic }: your code is
messages-text-code-until = It works once, until { DATETIME($until, timeStyle: "short") } ({ $zone }). Do not pass it on.
