# Why a file was not taken: one sentence for every code of server/studies, server/render and server/workers.
# What happened and, where there is something to do, what to do next. Never a name from inside the file.

## Not DICOM, or not a picture

file-not-dicom = This is not a DICOM file.
file-empty-file = This file is empty. It may not have been copied completely.
file-not-an-image = There is no picture in this file.
file-media-directory = This is the table of contents of a disc. It is not needed: add the pictures themselves.
file-no-pixel-data = The picture is missing from this file.

## Damaged

file-truncated = This file ends too early. It may not have been copied completely: copy it again.
file-pixel-data-truncated = The picture in this file ends too early. Copy the file again.
file-frames-missing = This file holds fewer pictures than it says. Copy it again.
file-no-transfer-syntax = This file does not say how it is written. Export it again.
file-bad-element = This file is damaged: a part of it cannot be read. Copy or export it again.
file-broken-sequence = This file is damaged: its parts do not fit into each other. Copy or export it again.
file-broken-fragments = The picture in this file is damaged. Copy or export it again.
file-bad-deflate = This compressed file is damaged. Copy it again.
file-bad-codestream = The compressed picture in this file is damaged.
file-bad-rle = The compressed picture in this file is damaged.
file-codestream-mismatch = The picture in this file is not the size that the file says.
file-unreadable-header = This file is damaged: what it says about its picture cannot be read.
file-unreadable-pixels = The picture in this file cannot be read.
file-bad-geometry = This file does not say how large its picture is.
file-bad-frame-count = This file does not say how many pictures it holds.
file-bad-palette = The colors of this picture are missing or damaged.
file-bad-lookup-table = A brightness table of this picture is damaged.
file-bad-rescale = What the values of this picture mean is not known: its scale is zero or no number.
file-no-such-frame = There is no such picture in this file.
file-no-such-resolution = This picture holds no smaller version of itself.
file-window-width = This window is too narrow to show anything.

## Not supported yet

file-unsupported-transfer-syntax = This picture is compressed in a way that is not supported.
file-unsupported-photometric = The kind of color of this picture is not supported.
file-unsupported-bits = The depth of this picture is not supported.

## Too large, or made to hurt

file-frame-too-large = This picture is too large to be opened safely.
file-too-many-frames = This file says that it holds more pictures than can be right.
file-nested-too-deep = This file is nested deeper than an honest file ever is.
file-too-many-elements = This file has more parts than an honest file ever has.
file-scan-too-long = This file took too long to check.
file-header-too-large = The description in this file is too large.
file-inflates-too-much = This file unpacks to far more than it should.
file-decoder-crashed = This picture made its decoder fail. Nothing else was harmed.
file-decoder-timed-out = This picture took too long to open.
file-decoder-out-of-memory = This picture needs more memory than is allowed.
file-instance-given-up = This picture failed several times; it is tried again in some minutes.
file-sealed-object = What was stored of this picture has been changed or damaged. It is not shown, and the record says so.

## Archives

file-not-a-zip = This is not a zip file, or it is damaged.
file-broken-archive = This zip file is damaged. Copy it again.
file-unreadable-archive = This zip file cannot be read.
file-archive-too-many-files = This zip file holds too many files. Pack fewer into one.
file-archive-unsafe-name = This entry of the zip file has a name that points somewhere else, so it was left out.
file-archive-link = This entry of the zip file is a link, not a file, so it was left out.
file-archive-encrypted = This entry of the zip file is protected by a password. Pack it without one.
file-archive-method = This entry of the zip file is packed in a way that is not supported.
file-archive-ratio = This entry of the zip file unpacks to far more than it should.
file-archive-nested = There is another archive inside. Unpack it first.
file-archive-duplicate-name = Another entry of the zip file has the same name, so this one was left out.
file-archive-member-too-large = This entry of the zip file is too large.
file-archive-size-lie = This entry of the zip file is not the size that it says.
file-archive-checksum = This entry of the zip file is damaged: its checksum is wrong.
file-no-such-member = There is no such entry in the zip file.
