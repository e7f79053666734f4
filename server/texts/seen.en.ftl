# Who saw what: in a consult's record, on the auditor's pages, and in plain words for patients.

# --- in a record ---
seen-shown = On the screen
seen-sent = Was sent
seen-authorized = Could be sent
seen-tier-lossless = lossless
seen-tier-lossy = compressed
seen-tier-preview = preview
seen-count = { $count ->
    [one] 1 picture ({ $ranges })
   *[other] { $count } pictures ({ $ranges })
}
seen-time = { $minutes ->
    [0] { $seconds } s
   *[other] { $minutes } min { $seconds } s
}
seen-time-unknown = time not recorded
seen-not-told = not reported by the screen
seen-not-sent = nothing
seen-sent-unknown = not recorded then
seen-hint = “Was sent” is what the server handed to that screen’s line. “On the screen” is what the screen itself reported; the time is counted by the server while the page was in sight, and added up over pictures. “Could be sent” is recorded before any picture leaves, in blocks of 128.
seen-left-out = { $count ->
    [one] One older line about single pictures is left out here; it counts above.
   *[other] { $count } older lines about single pictures are left out here; they count above.
}
entry-instances-authorized = Series pictures { $first } to { $last } could be sent to { $who }
entry-instances-sent = Pictures were sent to { $who }
entry-instances-shown = The screen of { $who } reported pictures as shown
entry-staff = Somebody of the clinic
entry-emergency-reviewed = { $who } reviewed that pictures were shown as an emergency

# --- auditors ---
nav-audit = Record
nav-seen-between = Who saw what
audit-heading = The record
audit-what = Everything that happened, newest first, without any picture. That you look is recorded too.
audit-from = From
audit-until = Until
audit-who = Person
audit-who-hint = part of a name, or an id
audit-about = About
audit-about-all = everything
audit-about-pictures = pictures
audit-about-alerts = alerts
audit-about-refusals = refusals
audit-about-consent = consent
audit-about-coming-in = coming in
audit-about-staff = the staff
audit-about-record = the record and keys
audit-consult = Consult
audit-consult-all = All consults
audit-search = Look
audit-export = Export with proofs
audit-exporting = Exporting…
audit-export-done = The export is in your downloads. Anybody can verify it with lightbox-verify.
audit-older = Older entries
audit-none = Nothing was found.
audit-none-so-far = Nothing was found so far; older entries may have more.
audit-start = This is the beginning of the record.
audit-as-written = As it is written in the record, in its own words:
error-export-too-large = That is more than { $most } entries. Narrow it down, or export all of the record by leaving every field empty.
between-heading = Who saw what
between-what = Persons, pictures and minutes between two moments, over all consults: for the question who looked, and for how long.
between-look = Make the report
between-none = No picture was sent or could be sent to anybody in that time.
between-whose = Whose
between-when = When
between-sum = { $people ->
    [one] One person was sent pictures; { $pictures ->
        [one] 1 picture was on the screens, for { $time } in all.
       *[other] { $pictures } pictures were on the screens, for { $time } in all.
    }
   *[other] { $people } people were sent pictures; { $pictures ->
        [one] 1 picture was on the screens, for { $time } in all.
       *[other] { $pictures } pictures were on the screens, for { $time } in all.
    }
}
between-gone = not known any more
emergency-heading = Emergencies
emergency-what = Every time pictures were shown because it was an emergency, with the reason that was given. Look into each, then say so: that is recorded.
emergency-none = Pictures were never shown as an emergency.
emergency-reason = Reason
emergency-reason-gone = It cannot be opened any more.
emergency-by = { $name }, { $time }
emergency-review = I have looked into it
emergency-reviewed = Looked into by { $name }, { $time }
emergency-open = to look into
emergency-entries = Its record

# --- for patients ---
mine-open = Who looked at my pictures?
mine-heading = Who looked at your pictures
mine-none = Your pictures were not shown to anybody.
mine-you = You
mine-somebody = Somebody
mine-saw = { $count ->
    [0] No picture was on the screen.
    [one] 1 picture was on the screen.
   *[other] { $count } of { $total } pictures were on the screen.
}
mine-time = { $minutes ->
    [0] For less than a minute, { $when }.
    [one] For about a minute, { $when }.
   *[other] For about { $minutes } minutes, { $when }.
}
mine-when = { $when }.
mine-sent-only = { $count ->
    [one] 1 picture was sent there; the screen did not say that it showed it.
   *[other] { $count } pictures were sent there; the screen did not say that it showed them.
}
mine-could = Could have seen these pictures, but none was sent.
mine-series = { $modality } pictures
mine-series-gone = Pictures deleted since
mine-modality-ct = CT
mine-modality-mr = MR
mine-modality-us = Ultrasound
mine-modality-x = X-ray
mine-modality-mg = Mammography
mine-modality-pt = PET
mine-modality-nm = Nuclear medicine
mine-modality-other = Other
mine-how = Each person’s screen tells what it shows; the times are those of the clinic’s server. That you looked here is written down, too. Photographs of a screen cannot be seen here.
mine-not = This cannot be read at the moment. Please try again, or ring your clinic.
mine-close = Close
