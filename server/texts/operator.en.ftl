# What the command line says when it cannot go on: what happened, why, what to do.
operator-deployment-key-missing = There is no deployment key. Run `lightbox init` once, or put your key back where keys.deployment says.
operator-deployment-key-weak = The deployment key's file can be read by others, or is not a key. It must be yours alone (chmod 600).
operator-deployment-key-exists = There is a deployment key already. It is never overwritten: everything kept at rest hangs from it.
operator-deployment-key-wrong = This deployment key is not the one this data folder was sealed under. Nothing was changed. Use the key that belongs to it.
operator-not-a-demo = This data folder is not a demo's. Start the demo in an empty folder (data.folder).
operator-port-taken = Port { $port } is in use. Choose another with --port or server.port.
operator-bad-settings = The settings cannot be used: { $complaint }.
operator-log-rolled-back = The record has { $found } entries, its witness knows of { $witnessed }: an older copy of the data was put back. Nothing was started. See docs/operations.md, The witness.
operator-log-forked = The record is not the one its witness knows: its first { $witnessed } entries are others. Nothing was started. See docs/operations.md, The witness.
operator-witness-not-ours = The witness file is not a checkpoint of this installation. Nothing was started. Put the right file where audit.witness says.
operator-witness-unavailable = The witness file cannot be read. Mount its volume, or change audit.witness.
operator-export-not-written = The file cannot be written: { $because }. An existing file is never overwritten.

## Pictures of files

operator-not-shown-yet = { $kind }, not shown yet
operator-rendered = { $made ->
    [one] 1 picture made
   *[other] { $made } pictures made
}{ $refused ->
    [0] .
    [one] , 1 refused.
   *[other] , { $refused } refused.
}
operator-study = Study { $number }: { $modalities } · { $series } series · { $pictures ->
    [one] 1 picture
   *[other] { $pictures } pictures
}
operator-no-such-file = There is no such file.
operator-not-a-file = This is not a file that can be read.
operator-file-unreadable = This file cannot be read: it may belong to somebody else.
operator-no-such-window = There is no window of that name for this picture. There are: { $known }.
operator-bad-window = A window is a center and a width (40,400), perhaps with LINEAR, LINEAR_EXACT or SIGMOID; "auto"; or a name.
operator-bad-frame = A frame is a number from 1, "middle" or "all".
operator-bad-job = This line is not a job: { $complaint }.
operator-bad-output = This is no name for a picture.
operator-outside-folder = This would be written outside the output folder.
operator-output-is-input = The picture would overwrite the file it is made from.
operator-output-not-written = The picture cannot be written: { $error }.
operator-archive-empty = There is nothing in this zip file.
