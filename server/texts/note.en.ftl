# The note of a consult, beside the picture and on its record.

note = Note
note-placeholder = What was found, what was said, what comes next
note-new = Saved by itself while you write. Nobody reads it before you sign.
note-loading = One moment…
note-saved = Saved { $time }. A draft until you sign.
note-waiting = Saving…
note-failed = Not saved yet: the server cannot be reached. It is tried again; keep this page open.
note-conflict = Somebody wrote in this note in another window. Which words hold?
note-keep-mine = Mine
note-take-theirs = The others
note-ended = The consult is locked: what was saved before stays as it is. You can still sign it.
note-left = The consult was locked before the note was signed. The words stay as they are; you can still sign them.
note-none = Nobody wrote a note before the consult was locked.
note-stars = { $count ->
    [0] No picture is starred. Star kept views to have the note name them.
    [one] It names the one picture you starred.
   *[other] It names the { $count } pictures you starred.
}
note-write = Write
note-sign = Sign…
note-sign-now = Sign
note-code = Code from your authenticator
note-code-hint = It is spent by this. Signed words never change; you can amend them later.
note-signed-at = Version { $version }, signed { $time }
note-amend = Amend
note-amends = This amends version { $version }, which stays readable.
note-pdf = PDF
note-part = The note, and what belongs to it

findings = Findings as DICOM
findings-what = What was drawn, measured, starred and signed: presentation states, key pictures and a report (TID 1500) for your archive. They name the patient and refer to the pictures; no picture is in them.
findings-take = Take along…
findings-take-now = Take along
findings-code-hint = It is spent by this. Who took what along, and when, is recorded.
findings-taken = The file is in your downloads.
