"""Pure builders of what leaves a consult in the standards' forms, and back; never a socket, a file, a clock or a name of ours."""
