# What lightbox render and lightbox describe say about files, beside files.ftl. Plain, short, what to do next.

pictures-not-shown-yet = { $kind }, not shown yet
pictures-made = { $made ->
    [one] 1 picture made
   *[other] { $made } pictures made
}{ $refused ->
    [0] .
    [one] , 1 refused.
   *[other] , { $refused } refused.
}
pictures-nothing = There is no file to look at here.
pictures-study = Study { $number }: { $modalities } · { $series ->
    [one] 1 series
   *[other] { $series } series
} · { $pictures ->
    [one] 1 picture
   *[other] { $pictures } pictures
}

## Why a picture was not made

file-no-such-file = There is no such file.
file-not-a-file = This is not a file that can be read.
file-file-unreadable = This file cannot be read: it may belong to somebody else.
file-no-such-window = There is no window of that name for this picture. There are: { $known }.
file-bad-window = A window is a center and a width (40,400), perhaps with LINEAR, LINEAR_EXACT or SIGMOID; "auto"; or a name.
file-bad-frame = A frame is a number from 1, "middle" or "all".
file-bad-job = This line is not a job: { $complaint }.
file-bad-output = This is no name for a picture.
file-outside-folder = This would be written outside the output folder.
file-output-is-input = The picture would overwrite the file it is made from.
file-output-not-written = The picture cannot be written: { $error }.
file-archive-empty = There is nothing in this zip file.
