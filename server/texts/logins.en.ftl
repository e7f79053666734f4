# Where a member of staff is signed in, and ending it there.

logins-heading = Where you are signed in
logins-why = If you do not know one of these, sign it out, then tell your administrator. A consult that is open there closes at once.
logins-here = this browser
logins-since = signed in { $at }
logins-seen = last used { $at }
logins-unknown = Unknown browser
logins-only = You are signed in nowhere else.
logins-end = Sign out there
logins-end-of = Sign out there: { $machine }
logins-end-others = Sign out everywhere else…
logins-end-others-now = { $count ->
    [one] Sign out 1 other
   *[other] Sign out { $count } others
}
logins-keep = Keep them
logins-ended = Signed out there.
logins-ended-all = Signed out everywhere else.
