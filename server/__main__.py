"""`python -P -m server` is the command `lightbox`."""

import sys

from server.cli import main

sys.exit(main())
