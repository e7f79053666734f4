### Who may be shown what: other grounds than the patient's own yes, showing less, and asking for more.

basis-word-witness = Name of the witness
basis-word-who = Who agreed
basis-word-relation = What they are to the patient
basis-word-for-whom = For whom they agreed
basis-word-reference = Where it can be found
basis-word-reason = Why it cannot wait
basis-word-missing = Fill this in first, so that it can be checked.
basis-reviewed = The clinic reviews every emergency afterwards.
basis-which = Which pictures
basis-whom = Who may see them
basis-nothing = Choose at least one picture and one person.
need-basis-word = Fill in what the ground has to name, so that it can be checked.
show-less = Show less…
narrow-nothing = Nothing is chosen. To show nothing at all, stop sharing instead.
consent-ends = The patient agreed until { $time }.
consent-ends-first = The patient agreed until { $time }. Only they can give more time.
consent-ask-more = Ask the patient for more
consent-asked-more = The patient is being asked.
