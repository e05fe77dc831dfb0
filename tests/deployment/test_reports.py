"""Every format, made of the same report."""

import json
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest

from edgeconform.model.deployment_report import DeploymentReport
from edgeconform.reports.deployment import FORMATS, render
from edgeconform.schemas import load
from tests.deployment.in_cloudformation import sam
from tests.deployment.inspected import report
from tests.deployment.spec import Spec


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DeploymentReport:
    """An error and a warning."""
    monkeypatch.chdir(tmp_path)
    sam(Spec(layers=1, memory=512), tmp_path)
    return report(Path("template.yaml"))


def test_json_is_of_its_schema(made: DeploymentReport) -> None:
    document = json.loads(render(made, "json"))
    jsonschema.validate(document, load("deployment-report"))
    (deployment,) = document["deployments"]
    assert deployment["kind"] == "AWS SAM"
    assert deployment["associations"] == [
        {"function": "Edge", "event_type": "viewer-request", "path_pattern": "*"}
    ]
    assert [each["code"] for each in deployment["findings"]] == ["EC918", "EC907"]
    assert document["summary"] == {"error": 1, "warning": 1, "policy": 0}


def test_sarif_names_file_and_line(made: DeploymentReport) -> None:
    (run,) = json.loads(render(made, "sarif"))["runs"]
    place = run["results"][1]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "template.yaml"
    line = Path("template.yaml").read_text().splitlines()[place["region"]["startLine"] - 1]
    assert line.strip() == "Layers:"
    assert [each["level"] for each in run["results"]] == ["warning", "error"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert [rules[each["ruleIndex"]] for each in run["results"]] == ["EC918", "EC907"]


def test_github_and_gitlab(made: DeploymentReport) -> None:
    warning, error = render(made, "github").splitlines()
    assert warning.startswith("::warning file=template.yaml,line=")
    assert error.startswith("::error file=template.yaml,line=")
    found = json.loads(render(made, "gitlab"))
    assert [each["severity"] for each in found] == ["minor", "critical"]
    assert len({each["fingerprint"] for each in found}) == 2


def test_junit_counts_errors_as_failures(made: DeploymentReport) -> None:
    root = ElementTree.fromstring(render(made, "junit"))
    (suite,) = root
    for element in (root, suite):
        assert (element.get("tests"), element.get("failures")) == ("2", "1")


@pytest.mark.parametrize("name", ["text", "html"])
def test_formats_for_people_name_it_all(name: str, made: DeploymentReport) -> None:
    text = render(made, name)
    for part in ("EC907", "EC918", "template.yaml", "The function cannot have a layer", "1 error"):
        assert part in text


@pytest.mark.parametrize("name", FORMATS)
def test_a_report_without_findings(name: str, tmp_path: Path) -> None:
    text = render(report(sam(Spec(), tmp_path)), name)
    assert "EC9" not in text
