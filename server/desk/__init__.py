"""What people ask for outside a running consult, one use case per file over ports; no state of its own, no clock but the one it is given."""
