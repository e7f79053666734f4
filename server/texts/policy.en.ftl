# What the clinic's policy presets and allows: types of consult, what is fixed, extensions.

policy-kind = What kind of consult?
policy-kind-patient-consult = Patient consult
policy-kind-second-opinion = Second opinion
policy-kind-board = Board
policy-kind-patient-consult-what = You show and explain pictures to the patient.
policy-kind-second-opinion-what = Another specialist looks at the pictures with you.
policy-kind-board-what = Several specialists discuss the pictures with you.
policy-presets = { $minutes ->
    [one] one minute
   *[other] { $minutes } minutes
}
policy-fixed-minutes = { $minutes ->
    [one] One minute. The clinic's policy fixes it for this kind of consult.
   *[other] { $minutes } minutes. The clinic's policy fixes it for this kind of consult.
}
policy-fixed-guests = The clinic's policy fixes who comes to this kind of consult.
policy-fixed-basis = The clinic's policy fixes this ground for this kind of consult.
policy-minutes = The clock starts when you let the first guest in. { $most ->
    [one] One minute
   *[other] Up to { $most } minutes
} for this kind of consult; { $times ->
    [0] no time can be added.
    [one] time can be added once in the room.
   *[other] time can be added { $times } times in the room.
}
policy-need-patient = This kind of consult needs the patient. Invite them.
policy-need-specialist = This kind of consult needs a specialist. Invite one.
policy-need-observer = This kind of consult needs somebody who observes. Invite them.
policy-extensions = { $times ->
    [0] The policy for this kind of consult allows no extension.
    [one] The policy for this kind of consult: once, { $sizes } minutes.
   *[other] The policy for this kind of consult: { $times } times, { $sizes } minutes each.
}
policy-any-size = up to { $most }
policy-one-of = { $first } or { $last }
