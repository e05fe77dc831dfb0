"""What the terminal can show, and what it is told at the end."""

import os
import shutil
import sys
from typing import Final, TextIO

WIDEST: Final = 110

INTERRUPTED: Final = 130
"""What shells expect of a command that Ctrl-C ended, where it has no findings to tell."""


def colorful(stream: TextIO) -> bool:
    """Whether to style what goes to `stream`: see https://no-color.org and force-color.org."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def width(stream: TextIO) -> int | None:
    """Return at how many columns to wrap prose; None where no terminal is."""
    return min(shutil.get_terminal_size().columns, WIDEST) if stream.isatty() else None


def print_text(text: str) -> bool:
    """Print `text`, and return whether anyone is still there to read more.

    What the stream's encoding lacks is written as escapes. A reader that goes away, as `head`
    does, is no error.
    """
    encoding = sys.stdout.encoding or "utf-8"
    try:
        sys.stdout.write(text.encode(encoding, "backslashreplace").decode(encoding))
        sys.stdout.flush()
    except BrokenPipeError:
        _drop_output()
        return False
    return True


def _drop_output() -> None:
    """Let what is printed from here on vanish, the flush at exit included."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
