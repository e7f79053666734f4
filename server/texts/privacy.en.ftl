### What a patient reads of their privacy before anything is agreed to. Short and plain: it is read on a phone, by the worried.
### The exact words are stored with the record: change them freely, what was read before stays what it was.

privacy-title = First, your privacy
privacy-who = { $clinic } is responsible for this visit. { $host } leads it.
privacy-pictures = Your pictures are lent to this visit: when it ends, they can no longer be opened from it. The originals stay at { $clinic }.
privacy-record = A record is kept of who was here, what you agreed to, who was shown which pictures, and what was written in the talk.
# $years is how long the record is kept; 0 when only the law says so.
privacy-kept =
    { $years ->
        [0] It is kept at { $clinic } for as long as the law asks for.
        [one] It is kept at { $clinic } for one year.
       *[other] It is kept at { $clinic } for { $years } years.
    }
privacy-rights = You may ask the clinic to see what is kept about you, to have a copy and to have mistakes put right, and you may complain to the data protection authority.
privacy-contact = Questions? Ring { $clinic }: { $phone }
privacy-go-on = Continue
