"""Pictures of files without a server: found, rendered, answered for; nothing listens here and nothing is kept."""
