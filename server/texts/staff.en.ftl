# Administrators, the end of everything at once, and desks that nobody sits at.

# --- a consult ended at once ---
end-once = Stop at once…
end-once-what = Every screen goes dark now, the chat closes and everybody is disconnected, in the middle of a sentence if need be. For when something is wrong: a stranger in the room, a stolen device.
end-once-now = Stop this consult now
end-once-done = The consult is stopped and locked.

# --- everything at once ---
nav-people = People
people-heading = People
end-all-heading = End everything now
end-all-what = Every consult of the clinic is locked at once: all screens go dark, all connections close, and planned consults are cancelled. For when something is wrong with the whole installation.
end-all-count = { $unfinished ->
    [0] No consult is planned or open.
    [one] One consult would end{ $viewing ->
        [0] ; nobody is in it.
        *[other] ; people are in it now.
    }
    *[other] { $unfinished } consults would end{ $viewing ->
        [0] ; nobody is in any of them.
        [one] ; in one of them people are now.
        *[other] ; in { $viewing } of them people are now.
    }
}
end-all-logins = Sign everybody out as well, but for this browser
end-all = End everything…
end-all-type = To go on, type { $word }
end-all-word = END
end-all-keep = Change nothing
end-all-now = End everything now
end-all-done = { $consults ->
    [0] No consult was open.
    [one] One consult is locked.
    *[other] { $consults } consults are locked.
}
end-all-done-logins = { $logins ->
    [0] Nobody else was signed in.
    [one] One browser was signed out.
    *[other] { $logins } browsers were signed out.
}

# --- a desk that nobody sits at ---
dark-desk-heading = Nobody was here for five minutes
dark-desk-what = { $name }, the pictures are dark and the page is covered until you enter a code. What you were writing is still here.
dark-desk-code = Code from your authenticator
dark-desk-go = Show the page again
dark-desk-upload = An upload goes on meanwhile.

# --- in the record ---
entry-view-locked = The screen of { $name } went dark: out of sight for five minutes, or nobody at it
entry-view-unlocked = { $who } proved themselves anew and saw pictures again

# --- a consult shared with a colleague ---
colleagues = Colleagues
colleagues-what = A colleague you let in sees this card and its record, and may enter the room as a specialist your clinic vouches for. They wait like every guest, and see pictures only once an agreement covers them.
colleagues-what-over = A colleague you let in sees this card and its record.
colleagues-with = Let in
colleagues-in = Let in
colleagues-in-now = { $name } may see this consult and enter it.
colleagues-out = Take out
colleagues-out-of = Take { $name } out
colleagues-out-now = { $name } sees this consult no more.
colleagues-shared-by = { $name } shares this consult with you.
colleagues-verified = verified by the clinic
colleagues-held-by = held by { $name }
factor-login = signed in
entry-consult-shared = { $who } let a colleague into the consult
entry-consult-unshared = { $who } took a colleague out of the consult

# --- the staff, for administrators ---
people-add = Add somebody
people-search = Search
people-search-hint = Name, role, state
people-found = { $count ->
    [0] Nobody
    [one] 1 person
   *[other] { $count } people
}
people-name = Name, as others read it
people-login = Name to sign in with
people-login-hint = For example dr.lee. It cannot be changed later.
people-alone = You are the only administrator. Add a second one: if you lose phone and recovery codes, only another administrator can give you a new sign-in.
people-role = Role
people-role-provider = Brings in studies and holds consults.
people-role-specialist = Brings in studies, holds consults and joins those of others.
people-role-auditor = Reads what was recorded; sees no picture.
people-role-administrator = Manages people; sees no picture, no consult and no patient.
people-add-now = Add and make a link
people-add-not = Not now
people-link = A link for { $name }
people-link-how = Give it to { $name } yourself, not by a list or a group. It works once, until { $until }, and is shown only now: there { $name } chooses a password and sets up an authenticator.
people-link-done = It is given
people-link-again = New link
people-is-active = signs in
people-is-invited = invited
people-is-recovery = recovery codes only
people-is-stopped = stopped
people-is-reset = reset asked for
people-is-disabled = not let in
people-why-invited = Has not used the link yet.
people-why-recovery = Ten wrong sign-ins in a row: only a recovery code opens the account now.
people-why-stopped = A hundred wrong sign-ins in a row: only a reset helps.
people-why-reset = Another administrator asks for a reset, until { $until }. Confirm it only if you have spoken with this person.
people-why-reset-mine = You asked for a reset. Another administrator has to confirm it, until { $until }.
people-keep = Change nothing
people-disable = Do not let in…
people-disable-what = { $name } is signed out everywhere at once and cannot sign in until you let them in again.
people-disable-now = Let { $name } in no more
people-disabled = { $name } is let in no more.
people-enable = Let in again
people-enabled = { $name } may sign in again.
people-reset = Reset sign-in…
people-reset-what = For a lost password or authenticator. Nothing ends before a second administrator has confirmed it within a day.
people-reset-now = Ask for a reset
people-reset-asked = A second administrator has to confirm the reset of { $name }.
people-reset-drop = Do not reset
people-reset-dropped = The sign-in of { $name } stays as it is.
people-confirm = Confirm the reset…
people-confirm-what = Password, authenticator, recovery codes and logins of { $name } end now, and a one-time link is made. Nothing of them is shown to anybody.
people-confirm-now = Reset { $name } now

## Help of administrators

kept-heading = How this is looked after
kept-people = People
kept-people-more = Add each of them on People: they get a link that works once. Be at least two administrators, so that one can help the other in.
kept-clinic = The clinic's name and number
kept-clinic-more = Every guest reads them: clinic.name and clinic.phone in the settings.
kept-policy = What consults may do
kept-policy-more = One file says who may come, how long, and how long things are kept. “lightbox policy” on the server reads it with you.
kept-check = Is all well?
kept-check-more = “lightbox check” on the server looks at everything and says what to do.
kept-key = Key and backups
kept-key-more = Keep a copy of the deployment key where the backup is not. Without it nothing kept can ever be opened again.
kept-ending = When something is wrong
kept-ending-more = End everything… on People locks every consult at once.
