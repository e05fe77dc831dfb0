"""Where a configuration is found, and which of its layers counts for a handler."""

import json
from pathlib import Path

import pytest

from edgeconform import cli, config, strategies
from edgeconform.config import Config, Layer, Plan
from edgeconform.config.patterns import matches
from edgeconform.engine import Options
from edgeconform.errors import EdgeconformError
from tests.config.miniatures import GOOD, GOOD_JS, write

NOTHING = Layer(values={}, name=str)
REQUEST = "events = ['viewer-request']\n"


def planned(files: list[Path], flags: Layer = NOTHING) -> list[Plan]:
    return list(config.plans(config.configs_for(files, None), flags, export=None, seed=0))


def options(folder: Path, toml: str, file: str = "src/h.py", flags: Layer = NOTHING) -> Options:
    """The options of the only run of a file under a configuration."""
    source = GOOD if file.endswith(".py") else GOOD_JS
    write(folder, {"edgeconform.toml": REQUEST + toml, file: source})
    [plan] = planned([folder / file], flags)
    return plan.options


def test_the_nearest_configuration_is_found(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "pyproject.toml": "[tool.edgeconform]\n",
            "a/pyproject.toml": "[tool.other]\n",
            "a/b/edgeconform.toml": "",
            "a/b/pyproject.toml": "[tool.edgeconform]\n",
            "a/b/c/x.py": "",
        },
    )
    assert config.find(tmp_path / "a" / "b" / "c") == tmp_path / "a/b/edgeconform.toml"
    assert config.find(tmp_path / "a") == tmp_path / "pyproject.toml"
    assert config.find(tmp_path) == tmp_path / "pyproject.toml"


@pytest.mark.parametrize(
    "toml", ["[[handlers]]\npath = 'h.py'\n", "[[tool.edgeconform.handlers]]\npath = 'h.py'\n"]
)
def test_a_file_of_another_name_is_of_either_kind(toml: str, tmp_path: Path) -> None:
    [entry] = config.read(write(tmp_path, {"edge.toml": toml}) / "edge.toml").entries
    assert entry.path == tmp_path / "h.py"
    with pytest.raises(EdgeconformError, match=r"has no table \[tool.edgeconform\]"):
        config.read(write(tmp_path, {"pyproject.toml": "[tool.other]\n"}) / "pyproject.toml")


@pytest.mark.parametrize(
    ("pattern", "taken", "refused"),
    [
        ("src/api/**", ["src/api/a.py", "src/api/b/c.py"], ["src/apis/a.py", "x/src/api/a.py"]),
        ("src/*.py", ["src/a.py"], ["src/b/a.py", "src/a.pyc"]),
        ("**/api/*", ["api/a.py", "x/y/api/a.py"], ["api/b/a.py"]),
        ("*.js", ["a.js", "x/y/a.js"], ["a.mjs", "a.js/b"]),
        ("./src/?.py", ["src/a.py"], ["src/ab.py", "src//.py"]),
        ("src/[a].py", ["src/[a].py"], ["src/a.py"]),
    ],
)
def test_patterns(pattern: str, taken: list[str], refused: list[str]) -> None:
    assert [path for path in taken + refused if matches(path, pattern)] == taken


LAYERS = {
    "default": ("memory = 64", 64),
    "override": ("memory = 64\n[[overrides]]\nfiles = ['src/**']\nmemory = 65", 65),
    "other files": ("memory = 64\n[[overrides]]\nfiles = ['lib/**']\nmemory = 65", 64),
    "later override": (
        (
            "[[overrides]]\nfiles = ['*.py']\nmemory = 65\n"
            "[[overrides]]\nfiles = ['src/*']\nmemory = 66"
        ),
        66,
    ),
    "handler": (
        (
            "[[overrides]]\nfiles = ['*.py']\nmemory = 65\n"
            "[[handlers]]\npath = 'src/h.py'\nmemory = 67"
        ),
        67,
    ),
    "other handler": ("memory = 64\n[[handlers]]\npath = 'src/x.py'\nmemory = 67", 64),
}


@pytest.mark.parametrize("case", LAYERS)
def test_the_layer_nearest_to_the_handler_counts(case: str, tmp_path: Path) -> None:
    toml, memory = LAYERS[case]
    assert options(tmp_path, toml).memory == memory
    flags = Layer(values={"memory": 68}, name=str)
    assert options(tmp_path, toml, flags=flags).memory == 68


def test_checks_add_up_and_the_last_word_on_one_counts(tmp_path: Path) -> None:
    toml = (
        "disable = ['EC301', 'EC302']\nenable = ['EC206']\n"
        "[[handlers]]\npath = 'src/h.py'\nenable = ['EC302']\ndisable = ['EC303']"
    )
    found = options(tmp_path, toml)
    assert set(found.disable) == {"EC301", "EC303"}
    assert set(found.enable) == {"EC206", "EC302"}


def test_every_key_reaches_the_options(tmp_path: Path) -> None:
    toml = """
        runtime = "python3.13"
        python = "env/bin/python"
        include-body = true
        policy = "geo"
        origin = "s3"
        methods = ["GET"]
        headers = ["CloudFront-Viewer-City"]
        memory = 96
        timeout = 2
        time-budget = 50
        limits = "2023-03"
        limits-overrides = { "timeout.viewer" = 3 }
        preload = "src/h.py"
        allow-network = true
        engine = "bulk"
        time-box = 2.5
        bulk = 7
        max-examples = 8
    """
    found = options(tmp_path, toml.replace("        ", ""))
    events = found.event_options
    assert (events.include_body, events.policy, events.origin) == (True, "geo", "s3")
    assert (events.methods, events.headers) == (("GET",), ("cloudfront-viewer-city",))
    assert events.table.name == "2023-03"
    assert events.table.figure("timeout.viewer") == 3
    expected = {
        "memory": 96,
        "timeout": 2,
        "time_budget": 0.05,
        "executable": str(tmp_path / "env/bin/python"),
        "preload": tmp_path / "src/h.py",
        "allow_network": True,
        "engine": "bulk",
        "time_box": 2.5,
        "bulk": 7,
        "max_examples": 8,
    }
    assert {name: getattr(found, name) for name in expected} == expected
    assert str(found.runtime) == "python3.13"


def test_recorded_events_are_looked_for_beside_the_configuration(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = strategies.base_event("viewer-request")
    write(tmp_path, {"recorded/one.json": json.dumps(event), "elsewhere/x.py": ""})
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert options(tmp_path, "seed-events = 'recorded'").seed_events == (event,)


def test_include_body_is_read_off_the_source_unless_it_is_set(tmp_path: Path) -> None:
    body = "def handler(event, context):\n    return event['Records'][0]['cf']['request']['body']\n"
    for toml, expected in (("", True), ("include-body = false", False)):
        write(tmp_path, {"edgeconform.toml": REQUEST + toml, "body.py": body})
        [plan] = planned([tmp_path / "body.py"])
        assert plan.options.event_options.include_body is expected


def test_a_runtime_for_many_counts_for_its_language(tmp_path: Path) -> None:
    assert options(tmp_path, "runtime = 'python3.13'", "h.js").runtime is None
    with pytest.raises(
        EdgeconformError, match=r"handlers\[0\]\.runtime python3.13 cannot run h.js"
    ):
        options(tmp_path, "[[handlers]]\npath = 'h.js'\nruntime = 'python3.13'", "h.js")


def test_event_types_of_the_file_and_of_flags(tmp_path: Path) -> None:
    write(tmp_path, {"edgeconform.toml": REQUEST, "h.py": GOOD})
    [plan] = planned([tmp_path / "h.py"])
    assert (plan.target.event_type, plan.target.detected) == ("viewer-request", "config")
    flags = Layer(values={"events": ["origin-request"]}, name=str)
    [plan] = planned([tmp_path / "h.py"], flags)
    assert (plan.target.event_type, plan.target.detected) == ("origin-request", "flag")


def test_without_file_all_handlers_are_planned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    toml = (
        "[[handlers]]\npath = 'a.py'\nevents = ['viewer-request', 'origin-request']\n"
        "[[handlers]]\npath = 'sub/b.js'\nevents = ['viewer-request']\nroot = '.'\n"
    )
    write(tmp_path, {"edgeconform.toml": toml, "a.py": GOOD, "sub/b.js": GOOD_JS})
    monkeypatch.chdir(tmp_path / "sub")
    found = [(p.target.handler.name, str(p.target.event_type)) for p in planned([])]
    assert found == [
        ("a.handler", "viewer-request"),
        ("a.handler", "origin-request"),
        ("sub/b.handler", "viewer-request"),
    ]


WRONG = {
    "no configuration": (None, "there is no configuration: name a file"),
    "no handlers": ("bulk = 1", "edgeconform.toml lists no handlers: name a file with a handler"),
    "no such file": (
        "[[handlers]]\npath = 'no.py'",
        "edgeconform.toml: handlers[0].path: no.py does not exist",
    ),
    "too much memory": (
        "[[handlers]]\npath = 'h.py'\nevents = ['viewer-request']\nmemory = 512",
        "edgeconform.toml: handlers[0].memory 512 is more than the 128 MB",
    ),
    "no preload": (
        "preload = 'no.py'\n[[handlers]]\npath = 'h.py'",
        "edgeconform.toml: preload no.py is no file",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_cannot_be_run_is_told_with_its_key(
    case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    toml, sentence = WRONG[case]
    write(tmp_path, {"h.py": GOOD, **({"edgeconform.toml": toml} if toml else {})})
    monkeypatch.chdir(tmp_path)
    with pytest.raises(EdgeconformError) as refused:
        planned([])
    assert str(refused.value).startswith(sentence)


def test_a_file_is_checked_as_its_entries_say(tmp_path: Path) -> None:
    two = "def a_handler(event, context): ...\ndef b_handler(event, context): ...\n"
    toml = REQUEST + "".join(
        f"[[handlers]]\npath = 'h.py'\nhandler = '{name}_handler'\nmemory = {memory}\n"
        for name, memory in (("a", 10), ("b", 20))
    )
    write(tmp_path, {"edgeconform.toml": toml, "h.py": two})
    found = [(p.target.handler.export, p.options.memory) for p in planned([tmp_path / "h.py"])]
    assert found == [("a_handler", 10), ("b_handler", 20)]
    entries = config.read(tmp_path / "edgeconform.toml").entries_of(tmp_path / "h.py", "b_handler")
    assert [entry.export for entry in entries] == ["b_handler"]
    assert Config(folder=tmp_path).entries_of(tmp_path / "h.py")[0].layer is None


IDLE = {
    "listed": ("src/*.py", False),
    "there, not listed": ("lib/**", False),
    "by its name": ("helper.js", False),
    "misspelt": ("scr/**", True),
    "of no file": ("src/*.ts", True),
    "in a dependency": ("x.js", True),
    "absolute": ("/src/**", True),
}


@pytest.mark.parametrize("case", IDLE)
def test_a_pattern_that_matches_no_file_is_told(case: str, tmp_path: Path) -> None:
    pattern, told = IDLE[case]
    toml = f"[[handlers]]\npath = 'src/h.py'\n[[overrides]]\nfiles = ['*.py', {pattern!r}]\n"
    files = {"src/h.py": GOOD, "lib/deep/helper.js": GOOD_JS, "node_modules/x/x.js": GOOD_JS}
    write(tmp_path, {"edgeconform.toml": toml, **files})
    found = list(config.idle_patterns(config.read(tmp_path / "edgeconform.toml")))
    where = f"{tmp_path}/edgeconform.toml: overrides[0].files"
    assert [line.partition(", which")[0] for line in found] == (
        [f"{where}: no file matches {pattern!r}"] if told else []
    )


def test_a_pattern_that_matches_no_file_fails_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    toml = f"{REQUEST}engine = 'bulk'\nbulk = 0\n[[handlers]]\npath = 'src/h.py'\n"
    toml += "[[overrides]]\nfiles = ['lib/**']\n"
    monkeypatch.chdir(write(tmp_path, {"edgeconform.toml": toml, "src/h.py": GOOD}))
    for files, told in (([], True), (["src/h.py"], False)):
        assert cli.run(["check", *files]) == 0
        note = "note: edgeconform.toml: overrides[0].files: no file matches 'lib/**'"
        assert (note in capsys.readouterr().err) is told
