"""`python -m teg_tui` is `teg-tui`; an early Ctrl-C is no failure."""

import gc
import sys

INTERRUPTED = 130


def main() -> int:
    """The console script."""
    try:
        from teg_tui import cli

        return cli.main()
    except KeyboardInterrupt:
        return INTERRUPTED
    finally:
        gc.freeze()  # all that was loaded would be looked through once more, for a second or two


if __name__ == "__main__":
    sys.exit(main())
