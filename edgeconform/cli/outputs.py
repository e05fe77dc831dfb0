"""Which format goes where, and putting it there."""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from edgeconform.cli.terminal import colorful, print_text, width
from edgeconform.cli.values import OneOf
from edgeconform.errors import UsageError
from edgeconform.model import Report
from edgeconform.own_folder import write_whole
from edgeconform.reports import FORMATS, render

FORMAT: Final = OneOf("format", lambda: FORMATS, "FORMAT")

_SETUP: Final = (".toml", ".yaml", ".yml", ".template", ".tf")
"""What configurations and templates end in, and no report does."""


Function = TypeVar("Function", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """A format and the file that it goes to; None for standard output."""

    format: str
    path: Path | None


def output_options(formats: str) -> Callable[[Function], Function]:
    """Add `--format`, of which the page names `formats`, and `--output` to an OutputCommand."""
    kind = click.option(
        "--format", "formats", multiple=True, type=FORMAT, help=f"{formats}; may be repeated."
    )
    place = click.option(
        "--output",
        "outputs",
        multiple=True,
        metavar="FILE",
        type=click.Path(path_type=Path),
        help="Write the format named before it to FILE, not to the terminal.",
    )
    return lambda function: kind(place(function))


class OutputCommand(click.Command):
    """A command whose `--output` belongs to the `--format` before it.

    The pairs are put into `ctx.meta["outputs"]`.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse as usual, and pair formats with files by their order."""
        given, _, order = self.make_parser(ctx).parse_args(args=list(args))
        rest = super().parse_args(ctx, args)
        formats, files = iter(ctx.params["formats"]), iter(ctx.params["outputs"])
        names = [param.name for param in order if param.name in ("formats", "outputs")]
        if len(names) != len(given.get("formats", ())) + len(given.get("outputs", ())):
            names = []
        ctx.meta["outputs"] = _paired(
            [next(formats) if name == "formats" else next(files) for name in names]
        )
        return rest


def _paired(given: list[str | Path]) -> tuple[Output, ...]:
    pairs: list[Output] = []
    early: list[Path] = []
    for item in given:
        if isinstance(item, str):
            pairs.append(Output(format=item, path=early.pop(0) if early else None))
        elif pairs and pairs[-1].path is None:
            pairs[-1] = Output(format=pairs[-1].format, path=item)
        else:
            early.append(item)
    pairs += [Output(format=_format_of(path), path=path) for path in early]
    _require_one_each(pairs)
    return tuple(pairs) or (Output(format="text", path=None),)


def _format_of(path: Path) -> str:
    for name in sorted(FORMATS, key=lambda each: -len(FORMATS[each])):
        if _ends_as(path, name):
            return name
    raise UsageError(f"--output {path}: name its format before it, such as --format json")


def _ends_as(path: Path, name: str) -> bool:
    return path.name.endswith(f".{FORMATS[name]}")


def _require_one_each(pairs: list[Output]) -> None:
    printed = [pair.format for pair in pairs if pair.path is None]
    if len(printed) > 1:
        raise UsageError(
            f"--format {' and '.join(printed)} cannot both be printed; give one an --output FILE"
        )
    paths = [pair.path for pair in pairs if pair.path is not None]
    if double := next((path for path in paths if paths.count(path) > 1), None):
        raise UsageError(f"--output {double} is named twice")


def require_writable(outputs: tuple[Output, ...]) -> None:
    """Raise UsageError if a file cannot be written, before anything is run."""
    for output in outputs:
        path = output.path
        if path is None:
            continue
        if path.is_dir():
            raise UsageError(f"--output {path} is a directory; name a file")
        if not path.absolute().parent.is_dir():
            raise UsageError(f"--output {path}: there is no directory {path.parent}")
        if path.is_file() and _is_source(path) and not _ends_as(path, output.format):
            raise UsageError(f"--output {path} is there and no report; name another file")
        written = path if path.exists() else path.absolute().parent
        if not os.access(written, os.W_OK):
            raise UsageError(f"--output {path} cannot be written: {written} is write-protected")


def _is_source(path: Path) -> bool:
    from edgeconform.handlers import SUFFIXES

    return path.suffix in SUFFIXES or path.suffix in _SETUP


def require_text(outputs: tuple[Output, ...], option: str) -> None:
    """Raise UsageError if what `option` prints would stand beside another format than text."""
    printed = [output.format for output in outputs if output.path is None]
    if printed and printed != ["text"]:
        raise UsageError(f"{option} prints text: give --format {printed[0]} an --output FILE")


def put(report: Report, outputs: tuple[Output, ...], *, verbose: bool) -> None:
    """Write the report in every format asked for; UsageError if a file cannot be written."""
    put_each(outputs, lambda output: _rendered(report, output, verbose=verbose))


def put_each(outputs: tuple[Output, ...], rendered: Callable[[Output], str]) -> None:
    """Write what `rendered` makes of each output; UsageError if a file cannot be written."""
    for output in outputs:
        if output.path is None:
            print_text(rendered(output))
            continue
        try:
            _write(output.path, rendered(output))
        except OSError as error:
            raise UsageError(
                f"--output {output.path} cannot be written: {error.strerror}"
            ) from None


def _write(path: Path, text: str) -> None:
    """Write a file as a whole; what is no file, such as a pipe, takes the text as it comes."""
    if path.exists() and not path.is_file():
        path.write_text(text, encoding="utf-8")
    else:
        write_whole(Path(os.path.realpath(path)), text)


def _rendered(report: Report, output: Output, *, verbose: bool) -> str:
    if output.format != "text":
        return render(report, output.format)
    from edgeconform.reports import as_text

    if output.path is not None:
        return as_text.render(report, verbose=verbose)
    color, columns = colorful(sys.stdout), width(sys.stdout)
    return as_text.render(report, verbose=verbose, color=color, width=columns)
