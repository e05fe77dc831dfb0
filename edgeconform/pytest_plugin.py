"""The pytest plugin: configured handlers as tests, and the fixture `edge_handler`.

It is loaded in every project of its users, so it imports nothing but pytest until it is asked for
something.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from edgeconform.testing import EdgeHandlers
    from edgeconform.testing.items import ConfigFile

_FILES: Final = ("edgeconform.toml", "pyproject.toml")

roots: Final[list[Path]] = []
"""Root directories of the sessions that run, the innermost last."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--edgeconform` and the ini value of the same name."""
    group = parser.getgroup("edgeconform", "Lambda@Edge handlers")
    group.addoption(
        "--edgeconform",
        action="store_true",
        default=None,
        help="Test the handlers of [tool.edgeconform] in pyproject.toml, or of edgeconform.toml.",
    )
    parser.addini("edgeconform", "Whether to do as with --edgeconform.", type="bool")


def pytest_configure(config: pytest.Config) -> None:
    """Collect the configuration too where pytest would not come across it."""
    roots.append(config.rootpath)
    if _is_on(config) and not hasattr(config, "workerinput"):
        from edgeconform.testing.items import add_configuration

        add_configuration(config)


def pytest_unconfigure() -> None:
    """Forget the session."""
    roots.pop()


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> "ConfigFile | None":
    """Collect the handlers of a configuration."""
    if file_path.name not in _FILES or not _is_on(parent.config):
        return None
    from edgeconform.testing.items import collect_configuration

    return collect_configuration(file_path, parent)


@pytest.fixture
def edge_handler(request: pytest.FixtureRequest) -> "Iterator[EdgeHandlers]":
    """Open a Python or Node.js handler in its worker: `edge_handler("src/redirect.js")`.

    It is given events by `invoke(event)`, which returns its answer.
    """
    from edgeconform.testing import EdgeHandlers

    with EdgeHandlers(request.config.rootpath) as handlers:
        yield handlers


def _is_on(config: pytest.Config) -> bool:
    return bool(config.getoption("edgeconform") or config.getini("edgeconform"))
