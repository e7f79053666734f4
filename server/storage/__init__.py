"""Where bytes rest: database, blobs, shared live state; never a rule of a consult, never a session key or a frame."""
