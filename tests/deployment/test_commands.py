"""The commands: deploy, cost, and check on a template."""

import json
from pathlib import Path

import pytest

from edgeconform.cli import run
from tests.deployment.in_cloudformation import sam
from tests.deployment.spec import Spec
from tests.support import NOT_COMPARING

PROJECT = """\
Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    AutoPublishAlias: live
    Timeout: 4
    AssumeRolePolicyDocument:
      Statement:
        - Effect: Allow
          Action: sts:AssumeRole
          Principal: {Service: [lambda.amazonaws.com, edgelambda.amazonaws.com]}
Resources:
  Redirect:
    Type: AWS::Serverless::Function
    Properties: {CodeUri: redirect/, Handler: index.handler, Runtime: nodejs20.x}
  Security:
    Type: AWS::Serverless::Function
    Properties: {CodeUri: security/, Handler: app.main, Runtime: python3.11, MemorySize: 256}
  Inline:
    Type: AWS::Serverless::Function
    Properties: {InlineCode: "exports.handler = 1", Handler: index.handler, Runtime: nodejs20.x}
  Site:
    Type: AWS::CloudFront::Distribution
    Properties:
      DistributionConfig:
        DefaultCacheBehavior:
          CachePolicyId: 658327ea-f89d-4fab-a63d-7e88639e58f6
          LambdaFunctionAssociations:
            - {EventType: viewer-request, LambdaFunctionARN: !Ref Redirect.Version}
            - {EventType: origin-response, LambdaFunctionARN: !Ref Security.Version}
            - {EventType: viewer-response, LambdaFunctionARN: !Ref Inline.Version}
"""
QUICK = ("--bulk", "0", "--engine", "bulk", "--seed", "1", *NOT_COMPARING)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of two languages, without configuration."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "template.yaml").write_text(PROJECT)
    (tmp_path / "redirect").mkdir()
    (tmp_path / "security").mkdir()
    (tmp_path / "redirect" / "index.js").write_text(
        "exports.handler = async (event) => event.Records[0].cf.request;\n"
    )
    (tmp_path / "security" / "app.py").write_text(
        "def main(event, context):\n    return event['Records'][0]['cf']['response']\n"
    )
    for other in ("redirect/index.py", "security/app.js"):
        (tmp_path / other).write_text("of another language than the function's runtime")
    return tmp_path


def test_check_runs_the_handlers_of_a_template(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", "template.yaml", "--format", "json", *QUICK]) == 0
    shown = capsys.readouterr()
    runs = {each["file"]: each for each in json.loads(shown.out)["runs"]}
    redirect, security = runs["redirect/index.js"], runs["security/app.py"]
    assert (redirect["event_type"], redirect["runtime"]) == ("viewer-request", "nodejs20.x")
    assert (security["event_type"], security["handler"]) == ("origin-response", "main")
    assert security["settings"]["memory"] == 256
    assert redirect["settings"]["timeout"] == 4
    assert redirect["settings"]["policy"] == "minimal"
    assert len(runs) == 2
    assert "Inline is not checked: the template names no file or folder with" in shown.err
    assert project.is_dir()


def test_flags_go_over_the_template(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["check", "template.yaml", "--event", "viewer-response", "--format", "json"]
    run([*arguments, "--timeout", "2", "--memory", "128", *QUICK])
    runs = json.loads(capsys.readouterr().out)["runs"]
    assert {each["event_type"] for each in runs} == {"viewer-response"}
    assert {each["settings"]["timeout"] for each in runs} == {2}
    assert project.is_dir()


@pytest.mark.usefixtures("project")
def test_init_takes_event_types_from_the_template(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["init"]) == 0
    assert "security/app.py main at origin-response: template.yaml" in capsys.readouterr().out


def test_deploy_exits_with_the_verdict(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    day = ["--date", "2026-06-01"]
    good, odd, bad = (tmp_path / name for name in ("good", "odd", "bad"))
    for folder, spec in ((good, Spec()), (odd, Spec(memory=512)), (bad, Spec(layers=1))):
        folder.mkdir()
        sam(spec, folder)
    assert run(["deploy", str(good), *day]) == 0
    assert run(["deploy", str(odd), *day]) == 0
    assert run(["deploy", str(odd), "--strict", *day]) == 1
    assert run(["deploy", str(bad), *day]) == 1
    assert run(["deploy", str(bad), "--disable", "EC907", *day]) == 0
    assert run(["deploy", str(good), str(bad), *day]) == 1
    assert "1 error in 2 deployments" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["deploy"], "name a template or its folder"),
        (["deploy", "nowhere"], "nowhere does not exist"),
        (["deploy", ".", "--format", "pytest"], "--format pytest is not for deployments"),
        (["cost", "--requests", "10"], "name a handler's file to measure, or give --duration MS"),
        (["cost", "--requests", "0", "--duration", "1"], "is not a whole number from 1"),
        (["cost", "--requests", "1", "--duration", "1", "--date", "2016-01-01"], "no Lambda@Edge"),
        (["deploy", ".", "--date", "today"], "--date: 'today' is no date such as 2026-10-31"),
        (["cost", "mute.py", "--requests", "1"], "mute.py handler at viewer-request never answers"),
    ],
)
def test_bad_input_is_told_in_one_sentence(
    arguments: list[str],
    message: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    sam(Spec(), tmp_path)
    (tmp_path / "mute.py").write_text("# event: viewer-request\ndef handler(event, context): _\n")
    assert run(arguments) == 2
    assert message in capsys.readouterr().err


def test_without_the_extra_one_sentence_tells_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "yaml", None)
    assert run(["deploy", str(sam(Spec(), tmp_path))]) == 2
    assert "pip install 'edgeconform[deploy]'" in capsys.readouterr().err


def test_cost_shows_its_formula(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["cost", "--requests", "10000000", "--duration", "7.5", "--date", "2026-06-01"]) == 0
    shown = capsys.readouterr().out
    assert "requests: 10,000,000 x USD 0.60 / 1,000,000 = USD 6.00" in shown
    assert "10,000,000 x 0.008 s x 128 / 1,024 GB x USD 0.00005001 = USD 0.50" in shown
    assert "a month:  USD 6.50" in shown
    assert "as a CloudFront Function, if it can be one: USD 0.80" in shown


@pytest.mark.usefixtures("project")
def test_cost_measures_what_a_template_runs(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["cost", "template.yaml", "--requests", "1000000", "--hit-ratio", "0.5"]) == 0
    shown = capsys.readouterr().out
    assert "redirect/index.js handler at viewer-request\n  measured:" in shown
    assert "requests: 500,000 x USD 0.60 / 1,000,000 = USD 0.30" in shown
    assert "x 256 / 1,024 GB" in shown
    assert "if the cache answers 50 %" in shown
    assert "\n\nsecurity/app.py" in shown
    assert not shown.endswith("\n\n")


@pytest.mark.usefixtures("project")
def test_check_tells_the_cost_beside_its_report(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "template.yaml", "--cost", "1000000", *QUICK]) == 0
    shown = capsys.readouterr().out
    assert "requests: 1,000,000 x USD 0.60 / 1,000,000 = USD 0.60" in shown
    assert ")\n\nredirect/index.js handler at viewer-request\n  measured:" in shown
    assert run(["check", "template.yaml", "--cost", "1", "--format", "json"]) == 2
    assert "--cost prints text" in capsys.readouterr().err
