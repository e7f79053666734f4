"""The tamper-evident log: entry kinds, leaf format, Merkle tree, group commit over a storage port; never SQL, never a name of a person."""
