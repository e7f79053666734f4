### The installation: health, the record as a whole, what is kept, what a consult may be

nav-installation = Installation
installation-what = How this server is, whether its record is whole, and which rules are in force. Nothing here shows a picture or a patient.

health-heading = Is it well?
health-fine = All is well
health-attention = { $count ->
    [one] 1 thing to look at
   *[other] { $count } things to look at
}
health-stop = Not ready for people
health-ok = fine
health-when = Asked at { $time }; it asks again by itself.
health-version = Version
health-is-clock = Clock
health-is-database = Database
health-is-draining = Open for people
health-is-memory = Memory that holds pictures
health-is-record = The record
health-is-shared = What several machines have in common
health-is-storage = Storage of studies
health-is-witness = Witness of the record
health-is-workers = Workers that read files
health-code-clock-off = The clock is wrong. Set it by the network before the next consult.
health-code-clock-uncertain = The clock may be wrong by more than it should.
health-code-clock-not-measured = Nothing measures the clock. Install a time service.
health-code-schema-outdated = The database is of another version. Run lightbox migrate.
health-code-draining = It is being stopped: who is in stays, nobody new comes in.
health-code-no-witness = There is none: an older copy of the data, put back, would not be noticed.
health-code-witness-unavailable = It cannot be written.
health-code-storage-full = The disk is nearly full. New studies are refused.
health-code-storage-unavailable = The storage does not answer. Rooms go on with what is at hand.
health-code-database-unavailable = The database does not answer.
health-code-log-unavailable = It cannot be written. No picture is shown until it can.
health-code-shared-unavailable = Redis does not answer. Rooms on this machine go on.
health-code-workers-unavailable = They do not answer. No new file can be read.
health-code-timed-out = No answer within three seconds.
health-code-core-dumps = The system may write memory to a file after a crash.
health-code-tracing = Other programs of this account may read the memory.
health-code-freed-memory = Memory is not overwritten when it is given back.
health-code-swapped-out = A part of the memory lies on the swap.

whole-heading = The record
whole-entries = { $count ->
    [one] 1 entry so far
   *[other] { $count } entries so far
}
whole-what = Each entry can be held against what was written, all of them against one tree, and the tree against its witness outside the data folder. That you looked is an entry too.
whole-look = Check the whole record
whole-looking = Checking every entry…
whole-fine = { $count ->
    [one] The one entry is as it was written, and none is missing.
   *[other] All { $count } entries are as they were written, and none is missing.
}
whole-broken = The record is not what was written. Consults go on; find out why now.
whole-when = Checked
whole-changed = Changed entries
whole-none = none
whole-more = { $count ->
    [one] and 1 more
   *[other] and { $count } more
}
whole-number = { $count }
whole-tree = Tree
whole-tree-same = the one that this server has built up
whole-tree-other = another than this server has built up
whole-witness = Witness
whole-witness-ok = agrees
whole-witness-none = there is none
whole-witness-log-rolled-back = knows of entries that are gone: an older copy was put back
whole-witness-log-forked = knows other entries: this is another record
whole-witness-witness-not-ours = is not of this installation
whole-witness-witness-missing = is gone
whole-witness-witness-unavailable = cannot be read
whole-erased = Words removed when their time was over
whole-root = Root of the tree
whole-do = Do not delete or restore anything. Keep a copy of the data folder as it is, and follow “The witness” in the operations guide.

kept-for-heading = How long things are kept
kept-for-studies = Studies
kept-for-chats = Chats
kept-for-notes = Notes
kept-for-records = Records of consults
kept-for-owner = until their owner removes them
kept-for-record = as long as the record
kept-for-ever = until somebody removes them
kept-for-days = { $count ->
    [one] 1 day
   *[other] { $count } days
}
kept-for-most = { $count ->
    [one] (their owner may keep one for 1 day)
   *[other] (their owner may keep one for { $count } days)
}
kept-for-years = { $count ->
    [one] 1 year
   *[other] { $count } years
}
kept-for-pictures = Pictures of a consult are destroyed at its end, whatever stands here.

rule-heading = What a consult may be
rule-who = Who comes
rule-required = { $role } (needed)
rule-minutes = Length
rule-minutes-are = { $minutes ->
    [one] 1 minute, at most { $most }
   *[other] { $minutes } minutes, at most { $most }
}
rule-more-time = More time
rule-no-more-time = none
rule-more-time-up-to = { $times ->
    [one] once, up to { $most } min
   *[other] { $times } times, up to { $most } min each
}
rule-more-time-sizes = { $times ->
    [one] once: { $sizes } min
   *[other] { $times } times: { $sizes } min
}
rule-grounds = Pictures are shown
rule-links = One link opens on
rule-links-are = { $count ->
    [one] 1 device
   *[other] { $count } devices
}
rule-doors = The doors open
rule-doors-are = { $count ->
    [0] at the start
    [one] 1 minute before the start
   *[other] { $count } minutes before the start
}
rule-change = These rules are in the policy file. Whoever runs the machine changes it; consults that exist keep theirs.
rule-digest = Fingerprint of these rules
