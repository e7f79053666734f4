"""Session keys, record keys, study keys and what they close; never a network, never a disk but the deployment key's own file."""
