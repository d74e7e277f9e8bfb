"""`python -m teg_tui` is `teg-tui`; an early Ctrl-C is no failure."""

import sys

INTERRUPTED = 130


def main() -> int:
    """The console script."""
    try:
        from teg_tui import cli

        return cli.main()
    except KeyboardInterrupt:
        return INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())
