### What a patient reads before pictures are shown. Plain sentences, second person, nothing hidden.
### The exact words are stored with the answer: change them freely, old consents keep their own.

consent-title = May we show your pictures?
consent-asks = { $host } at { $clinic } asks whether your pictures may be shown in this talk.
# $purpose is the kind of consult: patient_consult, second_opinion or board.
consent-purpose =
    { $purpose ->
        [second_opinion] They are shown for one reason: to get a second opinion and to talk with you about it now.
        [board] They are shown for one reason: so that several doctors can decide together with you now.
       *[other] They are shown for one reason: to talk with you about them now.
    }
consent-what = Which pictures
consent-who = Who sees them with you
consent-host = { $host }, your provider at { $clinic }, and the people you tick:
consent-host-alone = Only { $host }, your provider at { $clinic }.
consent-viewer-specialist = { $name }, a specialist at { $clinic }
consent-viewer-specialist-not-verified = { $name }, a specialist invited by your provider. The clinic has not checked who this person is.
consent-viewer-observer = { $name }, at { $clinic }, who only watches
consent-viewer-observer-not-verified = { $name }, invited by your provider, who only watches. The clinic has not checked who this person is.
consent-when = Until when
consent-until = until { $time }
consent-until-strict = until { $time } and not longer
consent-until-most = until { $time }; { $host } may add time if you need it, but never beyond { $most }
consent-until-added = until { $most }, with all the time that may be added
consent-after = When this time is over, every screen goes dark and the pictures can no longer be opened from here.
# $time is hours and minutes; $style is am, pm, or day for a clock of 24 hours.
consent-clock =
    { $style ->
        [am] { $time } AM
        [pm] { $time } PM
       *[day] { $time }
    }
consent-screens = Your originals stay in the archive of { $clinic }; nothing is sent anywhere else. We cannot stop somebody from taking a photo of a screen.
consent-free = It is your choice. If you say not now, the talk goes on without pictures. If you agree, you can show less or stop at any time.
consent-narrow-title = Choose what is shown
consent-narrow-how = Untick what should not be shown any more. It is gone from every screen at once.
consent-narrow-who = Who may see them
consent-narrow-patient = The patient goes on seeing what stays ticked.
consent-narrow = Show only this
consent-narrow-leave = Leave it as it is
consent-agree = I agree, show them
consent-not-now = Not now

# $modality is DICOM's two-letter word for how the pictures were made.
consent-modality =
    { $modality ->
        [CT] CT scan
        [MR] MRI scan
        [US] Ultrasound pictures
        [CR] X-ray picture
        [DX] X-ray picture
        [XA] X-ray film of blood vessels
        [MG] Mammogram
        [NM] Nuclear medicine pictures
        [PT] PET scan
        [RF] X-ray film
       *[other] Pictures
    }
# $date is year-month-day.
consent-date = , taken on { DATETIME($date, dateStyle: "long") }
consent-picture = { $kind }, { $count ->
        [one] one picture
       *[other] { $count } pictures
    }{ $date }
consent-picture-described = { $kind } “{ $description }”, { $count ->
        [one] one picture
       *[other] { $count } pictures
    }{ $date }
