"""`explain`, `events`, `schema`, and how little `--version` loads."""

import json
import subprocess
import sys

import jsonschema
import pytest

import edgeconform
from edgeconform import cli, schemas
from edgeconform.checks import every_check
from edgeconform.cli.matching import matches
from edgeconform.cli.program import COMMANDS
from edgeconform.model import EventType
from edgeconform.strategies import violations

HEAVY = ("hypothesis", "jsonschema", "jsonschema_rs", "faker", "pytest", "rich", "tree_sitter")


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert cli.run(arguments) == 0
    out, error = capsys.readouterr()
    assert error == ""
    return out


@pytest.mark.parametrize("name", ["EC302", "ec302", "header-read-only"])
def test_a_check_is_explained_by_code_and_slug(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = printed(capsys, "explain", name)
    assert out.startswith("EC302 header-read-only  error\n")
    for part in (
        "what comes of it: the viewer gets a 502",
        "AWS says: ",
        "counts as deleting it",
        "see https://",
    ):
        assert part in out


@pytest.mark.parametrize(
    ("code", "outcome"),
    [
        ("EC713", "the viewer notices nothing at first"),
        ("EC901", "CloudFront or Lambda refuses it"),
        ("EC924", "viewers do not notice"),
    ],
)
def test_what_comes_of_it_is_told_in_words(
    code: str, outcome: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert f"\nwhat comes of it: {outcome}\n" in printed(capsys, "explain", code)


@pytest.mark.parametrize(
    ("arguments", "bad", "good"),
    [
        (["EC302"], "for name in headers if name not in HOP_BY_HOP", '"value": "no-store"'),
        (["EC302", "--language", "nodejs"], "exports.handler", "exports.handler"),
        (["EC912"], "Architectures: [arm64]", "Architectures: [x86_64]"),
    ],
)
def test_the_examples_are_shown(
    arguments: list[str], bad: str, good: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = printed(capsys, "explain", *arguments)
    _, shown = out.split("\ndoes not conform:\n")
    broken, mended = shown.split("\nconforms:\n")
    assert bad in broken
    assert good in mended


MESSAGES = [
    ("tried to delete read-only header", "EC302"),
    (
        "result failed validation: The function tried to add, delete, or change a read-only header",
        "EC302",
    ),
    ("the function tried to add a blacklisted header in headers, headerName : x-edge-foo", "EC301"),
    ("The json output is not parsable", "EC202"),
    ("The JSON output must be an object type.", "EC201"),
    ("The value of DomainName is invalid", "EC503"),
    ("ERROR header :X has one or more entries whose value is neither string nor array", "EC306"),
    ("2026-11-02T10:11:12Z 3c5a Task timed out after 3.01 seconds", "EC103"),
    ("Runtime.HandlerNotFound: app.main is undefined or not exported", "EC101"),
    ("Object of type datetime is not JSON serializable", "EC107"),
    ("RequestId: 1-2 Error: Runtime exited with error: exit status 1", "EC104"),
]


@pytest.mark.parametrize(("message", "code"), MESSAGES)
def test_a_message_of_aws_leads_to_its_check(
    message: str, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert printed(capsys, "explain", message).startswith(f"{code} ")


@pytest.mark.parametrize(
    "text", ["ERROR: LambdaValidationError", "something broke badly in my house", "Error: 502"]
)
def test_a_word_in_common_is_no_match(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["explain", text]) == 2
    assert "no check answers to" in capsys.readouterr().err


def test_every_message_of_a_check_leads_to_it() -> None:
    """Among the first, where several checks share a message."""
    for check in every_check():
        for said in check.says:
            sharing = [other for other in every_check() if said in other.says]
            assert check in matches(said) or len(sharing) > len(matches(said)), (check.code, said)


def test_an_ambiguous_message_names_the_others(capsys: pytest.CaptureFixture[str]) -> None:
    page = "CloudFront distribution is invalid or doesn't have the required permissions."
    out = printed(capsys, "explain", page)
    assert "the message could also stand for" in out
    assert "  EC103  " in out


def test_without_argument_all_checks_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(capsys, "explain").splitlines()
    assert [line[:5] for line in lines] == [check.code for check in every_check()]
    columns = {line.index(check.title) for line, check in zip(lines, every_check(), strict=True)}
    assert len(columns) == 1


@pytest.mark.parametrize("event_type", EventType)
def test_events_are_valid_json_lines(event_type: str, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["events", event_type, "-n", "20", "--seed", "3"]
    out = printed(capsys, *arguments)
    events = [json.loads(line) for line in out.splitlines()]
    assert len(events) == 20
    assert not [broken for event in events for broken in violations(event, event_type)]
    assert printed(capsys, *arguments) == out
    assert printed(capsys, *arguments[:-1], "4") != out


def test_events_obey_their_options(capsys: pytest.CaptureFixture[str]) -> None:
    options = ["--method", "post", "--origin", "s3", "--include-body"]
    out = printed(capsys, "events", "origin-request", "-n", "20", *options)
    requests = [json.loads(line)["Records"][0]["cf"]["request"] for line in out.splitlines()]
    assert {request["method"] for request in requests} == {"POST"}
    assert {tuple(request["origin"]) for request in requests} == {("s3",)}
    assert all("body" in request for request in requests)


@pytest.mark.parametrize("name", schemas.names())
def test_schemas_are_printed_whole(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    schema = json.loads(printed(capsys, "schema", name))
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema == schemas.load(name)


def test_schema_without_name_lists_them(capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys, "schema").splitlines() == list(schemas.names())


def test_the_version_is_told_without_loading_what_it_does_not_need() -> None:
    code = (
        "import sys; from edgeconform.cli import run; status = run(['--version']);"
        "print(*sys.modules); sys.exit(status)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    version, modules = done.stdout.splitlines()
    assert version == f"edgeconform {edgeconform.__version__}"
    loaded = set(modules.split())
    assert not loaded & {*HEAVY, "edgeconform.engine", "edgeconform.checks", "edgeconform.model"}


def test_help_is_there_for_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    out = printed(capsys, "--help")
    for command in COMMANDS:
        assert f"  {command} " in out
        page = printed(capsys, command, "--help")
        assert page.startswith(f"Usage: edgeconform {command}")
        assert "RANGE" not in page
