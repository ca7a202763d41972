"""`python -m generator` is the command `guide`."""

import sys

from .cli import main

sys.exit(main())
