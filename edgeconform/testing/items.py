"""Configured handlers as items of pytest."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from edgeconform.config import Config, Entry, Layer, Plan, find, read
from edgeconform.config.paths import relative
from edgeconform.config.planning import entry_plans
from edgeconform.config.reading import OWN, holds
from edgeconform.errors import EdgeconformError, EdgeconformWarning
from edgeconform.handlers import define_line
from edgeconform.model import Run
from edgeconform.reports.words import shown_path
from edgeconform.testing import hypothesis_settings
from edgeconform.testing.running import fails, run_plan, told, with_profile

_NOTHING = Layer(values={}, name=str)


class NotConformingError(Exception):
    """A run with findings that count."""

    def __init__(self, run: Run) -> None:
        super().__init__(run)
        self.run = run


def add_configuration(config: pytest.Config) -> None:
    """Have pytest collect the configuration that it would not come across by itself.

    Where the user names what to collect, that is all. Raises UsageError if there is none.
    """
    if config.args_source is pytest.Config.ArgsSource.ARGS:
        return
    here = config.invocation_params.dir
    try:
        path = find(here)
    except EdgeconformError as error:
        raise pytest.UsageError(f"edgeconform: {error}") from None
    if path is None:
        raise pytest.UsageError(
            "edgeconform: there is no [tool.edgeconform] in pyproject.toml and no edgeconform.toml,"
            f" in {here} or above; edgeconform init writes one"
        )
    walked = config.args_source is pytest.Config.ArgsSource.INVOCATION_DIR
    if not (walked and path.parent == here):
        config.args.append(str(path))


def collect_configuration(path: Path, parent: pytest.Collector) -> "ConfigFile | None":
    """Return the collector of a file, if it is the configuration of its folder."""
    if path.name != OWN and (path.with_name(OWN).is_file() or not holds(path)):
        return None
    return ConfigFile.from_parent(parent, path=path)


class ConfigFile(pytest.File):
    """A configuration: a collector for each file with handlers."""

    def collect(self) -> "Iterator[HandlerFile]":
        """Yield a collector for each file."""
        try:
            project = read(self.path)
        except EdgeconformError as error:
            raise self.CollectError(str(error)) from None
        if not project.entries:
            raise self.CollectError(f"{project.name} lists no handlers")
        by_path: dict[Path, list[Entry]] = {}
        for entry in project.entries:
            by_path.setdefault(entry.path, []).append(entry)
        for path, entries in by_path.items():
            name = relative(path, project.folder)
            yield HandlerFile.from_parent(self, name=name, project=project, entries=entries)


class HandlerFile(pytest.Collector):
    """A file with handlers: an item for each handler and event type."""

    def __init__(self, *, project: Config, entries: list[Entry], **parts: Any) -> None:
        super().__init__(**parts)
        self._project = project
        self._entries = entries

    def collect(self) -> "Iterable[HandlerItem]":
        """Return the items; the handler's name is a part of theirs where it takes telling."""
        seed = hypothesis_settings.seed(self._project.seed)
        try:
            plans = [
                plan
                for entry in self._entries
                for plan in entry_plans(
                    self._project, entry, with_profile(_NOTHING), export=None, seed=seed
                )
            ]
        except EdgeconformError as error:
            raise self.CollectError(str(error)) from None
        return [
            HandlerItem.from_parent(self, name=name, project=self._project, plan=plan)
            for name, plan in zip(_names(plans), plans, strict=True)
        ]


class HandlerItem(pytest.Item):
    """A handler at one event type."""

    def __init__(self, *, project: Config, plan: Plan, **parts: Any) -> None:
        super().__init__(**parts)
        self._project = project
        self._plan = plan

    def runtest(self) -> None:
        """Search; raises NotConformingError if what is found counts."""
        run = run_plan(self._project, self._plan)
        for finding in run.findings:
            if finding.log:
                self.add_report_section("call", f"handler log ({finding.code})", finding.log)
        if fails(run, strict=self._project.strict):
            raise NotConformingError(run)
        if run.findings:
            self.warn(EdgeconformWarning(told(run)))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], *_: Any) -> str:
        """Return the findings as the command line prints them, and how to see them again."""
        match excinfo.value:
            case NotConformingError(run=run):
                again = f"the same events again: pytest --edgeconform {self.nodeid}"
                options = self._plan.options
                seed = f" --hypothesis-seed={options.seed}" if options.seed else ""
                return f"{told(run)}\n\n{again}{seed}"
            case EdgeconformError() | EdgeconformWarning():
                return str(excinfo.value)
            case _:
                return str(super().repr_failure(excinfo))

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Return where the handler stands, and what the item is called."""
        handler = self._plan.target.handler
        defined = define_line(handler)
        line = None if defined is None else defined.line - 1
        title = f"{shown_path(handler.path)} {handler.export} at {self._plan.target.event_type}"
        return handler.path, line, title


def _names(plans: list[Plan]) -> list[str]:
    """Return a name for each item, unlike all others and the same from session to session."""
    several = len({plan.target.handler.export for plan in plans}) > 1
    seen: Counter[str] = Counter()
    names = []
    for plan in plans:
        name = str(plan.target.event_type)
        if several or plan.entry.export is not None:
            name = f"{plan.target.handler.export}:{name}"
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name}[{seen[name]}]")
    return names
