# A guest's link on its way to the door: stopped, asking the clinic, helped. Read by guests and by the host.

link-stopped-heading = We stopped this for your safety
link-stopped = The code was wrong five times. Your link is still good: ask { $clinic } for a new code.
link-ask = Ask the clinic
link-asked = { $clinic } has been told that you need a new code. They will read it to you, usually on the phone. Type it here.

## The host

guest-asked = asks for a code
link-call = { $name } is before the door
link-call-asked = { $name } asks for a new code. Read it out on the phone; the same link stays good.
link-call-suspended = Too many wrong codes were typed for { $name }. If { $name } rings you, give a new code; the same link stays good.
link-help = New code for { $name }
link-code-other = A code for another device
link-code-show = Show code
link-code-show-for = Show the code for { $name }
link-code-for = Code for { $name }
link-code-read = Read it to { $name }. It works once, for { $time }.
entry-invite-asked = { $who } asked the clinic for a code
entry-invite-late = { $who } opened the link after the end; nothing was shown
entry-invite-reinstated = { $who } let the link of { $name } go on with a new code

## A second device

link-knock-heading = Another device has your place
link-knock = This link was opened on another device before. { $clinic } decides which one is let in. If both are yours, say so.
link-knock-say = When you are asked, say
link-knock-gone = This device was not let in
link-knock-gone-words = The provider kept the other device. If that was not you, ring the clinic.
link-second-device = A second device asks to come in with your link. If it is not yours, tell the provider now.
link-knocks = A second device for { $name }
link-knocks-how = Somebody proved { $name }'s link and a code on another device. Nobody was let in and nobody put out. Ask both which word they read.
link-knock-word = Which word does the second device read?
link-knock-admit = Let this device in instead
link-knock-deny = Not this device
entry-guest-knocked = A second device asked for the seat of { $who }

# --- a page that was out of sight for five minutes ---
unseen-heading = A code brings the pictures back
unseen-how-guest = This page was out of sight for five minutes. You are still in the visit: ask { $host } for a new code.
unseen-how-staff = This page was out of sight for five minutes. The consult goes on; the others see what they saw.
unseen-field-guest = Code from the clinic
unseen-field-staff = Code from your authenticator
unseen-go = Show the pictures
unseen-call = { $name } needs a code to see the pictures
link-call-code = The page of { $name } was out of sight for five minutes. Read out a new code, and the pictures come back.

## A code that is sent

link-code-text = { $clinic } sends six digits to your phone when you ask for them.
link-code-mail = { $clinic } sends six digits to your mail address when you ask for them.
link-send-text = Send the code to my phone
link-send-mail = Send the code to my mail address
link-sent = The code is on its way. It works once, for ten minutes.
link-send-again = Send a new code
link-early = This link works from { $time } on. Open it again then.
