"""One file per step, numbered in order; an applied step is never edited."""
