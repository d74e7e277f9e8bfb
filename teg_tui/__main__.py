"""`python -m teg_tui` is `teg-tui`."""

import sys

from teg_tui.cli import main

sys.exit(main())
