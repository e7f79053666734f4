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
operator-workers-down = The processes that read files could not be started: may this user run the same Python, and is there memory?
