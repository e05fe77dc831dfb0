"""What to run for a changed file, and which files that depends on."""

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final, final

from edgeconform.config import FILES, Config, Entry, Layer, Plan, configs_for, find, plans, read
from edgeconform.config.paths import real_path
from edgeconform.errors import HandlerNotFoundError
from edgeconform.handlers import SUFFIXES, define_line, dependencies
from edgeconform.handlers.modules import read as read_source
from edgeconform.model import Language

_LOADING: Final = ("package.json", "package-lock.json", "__init__.py")
"""Files that bear on how modules below their folder are loaded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What to run for a changed file, or for the whole configuration.

    Were the content of one of `files` another, so might be the choice or its verdict.
    """

    config: Config
    plans: tuple[Plan, ...]
    files: frozenset[Path]


@final
class Chooser:
    """Chooses what to run; `named` is the configuration, if the command names one."""

    def __init__(self, named: Path | None, flags: Layer) -> None:
        self._named = named
        self._flags = flags
        self._configs: dict[Path, Config] = {}
        self._configured: dict[Path | None, tuple[Plan, ...]] = {}

    def choose(self, file: Path | None) -> Choice:
        """Return what to run for `file`; for all that is configured if there is none.

        That is the configured handlers that are made of the file, or else those that it holds.
        Raises EdgeconformError for whatever is wrong with the file or its configuration.
        """
        if file is None:
            config, _ = configs_for((), self._named)[0]
        else:
            config = self._config_for(file.absolute().parent)
        configured = chosen = self._configured_by(config)
        around = Path.cwd() if file is None else real_path(file).parent
        files = {around / name for around in (around, *around.parents) for name in FILES}
        if file is not None:
            path = real_path(file)
            files.add(path)
            chosen = tuple(plan for plan in configured if path in sources_of(plan))
            chosen = chosen or self._held_by(file, config)
        for plan in (*configured, *chosen):
            files |= sources_of(plan)
        files |= {path for path in (config.path, config.baseline) if path is not None}
        return Choice(config=config, plans=chosen, files=frozenset(files))

    def _config_for(self, folder: Path) -> Config:
        if folder not in self._configs:
            path = self._named or find(folder)
            self._configs[folder] = read(path) if path else Config(folder=folder)
        return self._configs[folder]

    def _configured_by(self, config: Config) -> tuple[Plan, ...]:
        if config.path not in self._configured:
            self._configured[config.path] = self._plans(config, config.entries)
        return self._configured[config.path]

    def _held_by(self, file: Path, config: Config) -> tuple[Plan, ...]:
        if file.suffix not in SUFFIXES:
            return ()
        try:
            found = self._plans(config, (Entry(path=file),))
        except HandlerNotFoundError:
            return ()
        guessed = read_source(real_path(file)).broken
        return tuple(
            plan for plan in found if not guessed or define_line(plan.target.handler) is not None
        )

    def _plans(self, config: Config, entries: tuple[Entry, ...]) -> tuple[Plan, ...]:
        pairs = ((config, entry) for entry in entries)
        return tuple(plans(pairs, self._flags, export=None, seed=config.seed or 0))


def sources_of(plan: Plan) -> set[Path]:
    """Return the files that a run's verdict depends on, its configuration aside.

    Some of them may not exist. What is installed beside the sources shows in a lock file only.
    """
    handler, options = plan.target.handler, plan.options
    files = {*dependencies(handler)}
    files |= {folder / name for folder in handler.path.parents for name in _LOADING}
    if options.preload is not None:
        files.add(options.preload)
    if interpreter := _interpreter(plan):
        files.add(Path(interpreter))
    return files


def _interpreter(plan: Plan) -> str | None:
    usual = "node" if plan.target.handler.language is Language.NODEJS else sys.executable
    return shutil.which(plan.options.executable or usual)
