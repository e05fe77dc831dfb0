"""What is wrong with a command, in one sentence."""

from difflib import get_close_matches

import click

from edgeconform.reports.plain import plain


def sentence(error: Exception) -> str:
    """Return the message of an error of ours or of click's, on one line, without full stop."""
    if isinstance(error, click.NoSuchOption):
        return _no_such_option(error)
    if isinstance(error, click.BadOptionUsage):
        return _line(error.message.removeprefix("Option ").replace("'", ""))
    if isinstance(error, click.MissingParameter):
        return _missing(error)
    if isinstance(error, click.BadParameter):
        return _line(f"{_named(error.param)}: {error.message}")
    if isinstance(error, click.ClickException):
        return _line(error.format_message()[:1].lower() + error.format_message()[1:])
    return _line(str(error))


def _no_such_option(error: click.NoSuchOption) -> str:
    known = [name for param in error.ctx.command.params for name in param.opts] if error.ctx else []
    close = get_close_matches(error.option_name, known, n=1)
    hint = f"did you mean {close[0]}?" if close else f"{_command(error)} --help lists them all"
    return f"there is no option {plain(error.option_name)}; {hint}"


def _missing(error: click.MissingParameter) -> str:
    return f"{_named(error.param)} is missing; {_command(error)} --help shows how to call it"


def _command(error: click.UsageError) -> str:
    return error.ctx.command_path if error.ctx else "edgeconform"


def _named(param: click.Parameter | None) -> str:
    if isinstance(param, click.Option):
        return max(param.opts, key=len)
    return param.human_readable_name.strip("[].") if param else "it"


def _line(text: str) -> str:
    return plain(" ".join(text.split())).rstrip(".")
