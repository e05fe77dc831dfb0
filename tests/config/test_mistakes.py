"""Each mistake in a configuration is told with file, key, what is allowed, and the nearest name."""

from pathlib import Path

import pytest

from edgeconform import config
from edgeconform.errors import ConfigError
from tests.config.miniatures import write

MISTAKES = {
    "no TOML": ("x = ", "edgeconform.toml is no TOML: Invalid value"),
    "unknown key": ("bluk = 3", "there is no key 'bluk'; did you mean bulk?"),
    "unknown key, nothing near": ("zzz = 3", "there is no key 'zzz'; choose one of allow-network,"),
    "wrong kind": ("bulk = 'x'", 'bulk must be a whole number, not "x"'),
    "a date": ("bulk = 2026-01-01", 'bulk must be a whole number, not "2026-01-01"'),
    "not finite": ("timeout = nan", 'timeout must be a number, not "nan"'),
    "text for a list": ("enable = 'EC206'", 'enable must be a list of texts, not "EC206"'),
    "text for a table": ("handlers = 'x'", 'handlers must be a list of tables, not "x"'),
    "out of range": ("memory = 0", "memory must be from 1 to 1,000,000, not 0"),
    "true is no number": ("bulk = true", "bulk must be a whole number, not true"),
    "event type": (
        "events = ['viewer-reqest']",
        (
            "events[0] must be one of viewer-request, origin-request, origin-response,"
            ' viewer-response (did you mean viewer-request?), not "viewer-reqest"'
        ),
    ),
    "no event type": ("events = []", "events must not be empty, not []"),
    "runtime": ("runtime = 'python3'", "runtime must be a Lambda runtime, such as python3.13"),
    "policy": ("policy = 'minmal'", "(did you mean minimal?)"),
    "engine": ("engine = 'fast'", "engine must be one of all, bulk, hypothesis, not"),
    "check": ("disable = ['header-readonly']", "disable[0]: there is no check 'header-readonly';"),
    "method": ("methods = ['FETCH']", "methods: unknown method 'FETCH'; choose one of GET, HEAD"),
    "header": ("headers = ['a b']", "headers: 'a b' is no header name"),
    "limits": ("limits = '2020'", "limits: there is no table '2020'; choose one of 2026-10"),
    "figure": (
        "limits-overrides = {'timeout.vewer' = 3}",
        'limits-overrides."timeout.vewer": there is no such figure; did you mean timeout.viewer?',
    ),
    "kind of figure": (
        "limits-overrides = {'timeout.viewer' = '5'}",
        'limits-overrides."timeout.viewer" must be a number, as 30 is',
    ),
    "no path": ("[[handlers]]\nevents = ['viewer-request']", "handlers[0] lacks the key 'path'"),
    "key of a handler": (
        "[[handlers]]\npath = 'a'\nevent = ['x']",
        "handlers[0]: there is no key 'event'; did you mean events?",
    ),
    "text for a number of workers": ("workers = 'many'", "workers must be the number of runs"),
    "too many workers": ("workers = 300", "workers must be from 1 to 256, not 300"),
    "workers of another kind": ("workers = true", "from 1 to 256, or auto for one on each"),
    "workers of one handler": (
        "[[handlers]]\npath = 'a'\nworkers = 2",
        "handlers[0]: there is no key 'workers'",
    ),
    "deep": ("[[handlers]]\npath = 'a'\nenable = ['EC1']", "handlers[0].enable[0]: there is no"),
    "no files": ("[[overrides]]\nmemory = 1", "overrides[0] lacks the key 'files'"),
    "escape": ("baseline = '../b.json'", "baseline must lie inside "),
    "absolute": ("baseline = '/tmp/b.json'", "baseline must lie inside "),
    "table of pyproject.toml": ("[tool.edgeconform]", "the keys stand at the top of this file"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_with_file_and_key(
    mistake: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text, sentence = MISTAKES[mistake]
    monkeypatch.chdir(write(tmp_path, {"edgeconform.toml": text}))
    with pytest.raises(ConfigError) as refused:
        config.read(tmp_path / "edgeconform.toml")
    told = str(refused.value)
    assert sentence in told
    assert told.startswith("edgeconform.toml")
    assert "\n" not in told


def test_all_mistakes_are_told_and_named_as_they_stand_in_pyproject(tmp_path: Path) -> None:
    text = "[tool.edgeconform]\nbulk = 'x'\n[[tool.edgeconform.handlers]]\npath = 3\n"
    path = write(tmp_path, {"pyproject.toml": text}) / "pyproject.toml"
    with pytest.raises(ConfigError) as refused:
        config.read(path)
    first, second = str(refused.value).splitlines()
    assert first == f'{path}: tool.edgeconform.bulk must be a whole number, not "x"'
    assert second == f"{path}: tool.edgeconform.handlers[0].path must be text, not 3"


def test_a_link_cannot_lead_a_baseline_outside(tmp_path: Path) -> None:
    project = tmp_path / "project"
    write(project, {"edgeconform.toml": "baseline = 'link/known.json'"})
    (project / "link").symlink_to(tmp_path)
    with pytest.raises(ConfigError, match="baseline must lie inside"):
        config.read(project / "edgeconform.toml")


def test_text_that_is_no_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "edgeconform.toml"
    path.write_bytes(b'policy = "\xff"')
    with pytest.raises(ConfigError, match="is no UTF-8"):
        config.read(path)
