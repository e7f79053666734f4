"""Rules of asking for and giving a second opinion (`SPEC.md`): pure values in, pure values out; no clock, no storage."""
