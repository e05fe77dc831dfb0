"""`edgeconform hook`."""

from pathlib import Path
from typing import Any

import click

from edgeconform.cache import Cache, key_of
from edgeconform.cli.setup_options import config_option, node_option, python_option, strict_option
from edgeconform.cli.values import BULK, TIME_BOX


@click.command("hook")
@click.argument("files", metavar="[FILE]...", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--bulk",
    type=BULK,
    default=500,
    show_default=True,
    help="How many random events to try.",
)
@click.option(
    "--time-box",
    type=TIME_BOX,
    metavar="S",
    default=5.0,
    show_default=True,
    help="Seconds after which the search of a handler ends.",
)
@python_option
@node_option
@strict_option
@config_option
def hook_command(
    files: tuple[Path, ...], strict: bool | None, config: Path | None, **given: Any
) -> int:
    """Check what a commit changes, within seconds; for pre-commit.

    Of FILEs those that hold a handler, or that a configured handler is made of; all others are
    skipped. Without FILE, all handlers of the configuration. What was found clean before and has
    not changed is not run again: .edgeconform/cache remembers it, and may be deleted at any time.
    """
    base = Path.cwd()
    cache = Cache(base)
    options = (str(base), strict, str(config or ""), given)
    keys = {file: key_of(*options, str(file or "")) for file in files or (None,)}
    waiting = {file: key for file, key in keys.items() if not cache.holds(key)}
    if not waiting:
        return 0
    from edgeconform.cli.hooking import check_changed

    flags = {name.replace("_", "-"): value for name, value in given.items() if value is not None}
    return check_changed(waiting, flags, cache, named=config, strict=strict)
