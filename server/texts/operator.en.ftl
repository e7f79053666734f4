# What the command line says when it cannot go on: what happened, why, what to do.
operator-deployment-key-missing = There is no deployment key. Run `lightbox init` once, or put your key back where keys.deployment says.
operator-deployment-key-weak = The deployment key's file can be read by others, or is not a key. It must be yours alone (chmod 600).
operator-deployment-key-exists = There is a deployment key already. It is never overwritten: everything kept at rest hangs from it.
operator-deployment-key-wrong = This deployment key is not the one this data folder was sealed under. Nothing was changed. Use the key that belongs to it.
operator-not-a-demo = This data folder is not a demo's. Start the demo in an empty folder (data.folder).
operator-port-taken = Port { $port } is in use. Choose another with --port or server.port.
operator-bad-settings = The settings cannot be used: { $complaint }.
