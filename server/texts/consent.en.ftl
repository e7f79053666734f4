### What a patient reads before pictures are shown. Plain sentences, second person, nothing hidden.
### The exact words are stored with the answer: change them freely, old consents keep their own.

consent-title = May we show your pictures?
consent-asks = { $host } at { $clinic } asks whether your pictures may be shown in this talk.
consent-pictures =
    { $count ->
        [one] It is about one set of pictures of you. It is named below.
       *[other] It is about { $count } sets of pictures of you. They are named below, and you can untick any you do not want shown.
    }
consent-viewers =
    { $count ->
        [one] Besides you, one person will see them:
       *[other] Besides you, these { $count } people will see them:
    }
consent-viewer-provider = { $name }, your provider at { $clinic }.
consent-viewer-specialist = { $name }, a specialist at { $clinic }.
consent-viewer-specialist-not-verified = { $name }, a specialist invited by your provider. The clinic has not checked who this person is.
consent-viewer-observer = { $name }, at { $clinic }, who only watches.
consent-viewer-observer-not-verified = { $name }, invited by your provider, who only watches. The clinic has not checked who this person is.
consent-purpose = They are shown for one reason: to talk with you about them now.
consent-until = They can be seen for { $minutes } minutes from the moment you were let in. { $host } can add time, but never beyond { $most } minutes in all. After that every screen goes dark and the pictures can no longer be opened from here.
consent-originals = Your original pictures stay in the archive of { $clinic }. Nothing is sent anywhere else, and nothing in the archive changes.
consent-screens = We cannot stop somebody from taking a photo of a screen.
consent-free = It is your choice. If you say not now, the talk goes on without pictures. If you agree, you can stop at any time with one tap.
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
consent-date = , taken on { $date }
consent-picture = { $kind }, { $count ->
        [one] one picture
       *[other] { $count } pictures
    }{ $date }
consent-picture-described = { $kind } “{ $description }”, { $count ->
        [one] one picture
       *[other] { $count } pictures
    }{ $date }
