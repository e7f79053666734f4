"""What people ask for outside a running consult, one use case per file over ports; no state and no clock of its own."""
