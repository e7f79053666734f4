"""The tamper-evident record: kinds, leaf format, Merkle tree, group commit over a storage port; never SQL, never a name."""
