"""What users install: the wheel, alone in an environment of its own, used from an empty folder."""

import json
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

import edgeconform

ROOT = Path(__file__).parent.parent
NOT_SOURCES = (".*", "build", "dist", "node_modules", "*.egg-info", "__pycache__")


def run(*command: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(part) for part in command], cwd=cwd, capture_output=True, text=True, timeout=120
    )


def test_the_oldest_versions_are_those_that_are_allowed() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    allowed = [*project["dependencies"], *project["optional-dependencies"]["deploy"]]
    lowest = (ROOT / "tests" / "lowest.txt").read_text().split()
    least = {f"{name}=={version}" for name, version in (each.split(">=") for each in allowed)}
    assert {re.sub(r"(\.0)+$", "", each) for each in lowest} == least


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel and the sdist, built from a copy: a build leaves files beside its sources."""
    copy, folder = tmp_path_factory.mktemp("copy") / "edgeconform", tmp_path_factory.mktemp("dist")
    shutil.copytree(ROOT, copy, symlinks=True, ignore=shutil.ignore_patterns(*NOT_SOURCES))
    done = run(
        sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, copy, cwd=folder
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="module")
def environment(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A virtual environment with the wheel; its dependencies are those of the running one."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False)
    python = folder / "bin" / "python"
    wheel = next(built.glob("*.whl"))
    done = run(
        sys.executable,
        "-m",
        "pip",
        "--python",
        python,
        "install",
        "--no-deps",
        "--no-index",
        "--disable-pip-version-check",
        wheel,
        cwd=folder,
    )
    assert done.returncode == 0, done.stderr
    site = next((folder / "lib").glob("python*")) / "site-packages"
    (site / "dependencies.pth").write_text(sysconfig.get_paths()["purelib"] + "\n")
    return folder


def test_the_wheel_holds_every_file_that_the_kit_reads(built: Path) -> None:
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        held = set(wheel.namelist())
    tops = {name.split("/")[0] for name in held}
    assert tops == {"edgeconform", f"edgeconform-{edgeconform.__version__}.dist-info"}
    for folder, inside in (
        ("schemas", "schemas"),
        ("strategies", "strategies"),
        ("edgeconform", ""),
    ):
        for path in (ROOT / folder).rglob("*"):
            part = path.relative_to(ROOT / folder)
            if (
                path.is_dir()
                or "__pycache__" in part.parts
                or part.parts[0] in ("schemas", "strategies")
            ):
                continue
            name = "/".join(filter(None, ("edgeconform", inside, part.as_posix())))
            assert name in held, f"{name} is not in the wheel"


def test_the_sdist_builds_the_same_wheel(built: Path) -> None:
    assert next(built.glob("*.tar.gz")).name == f"edgeconform-{edgeconform.__version__}.tar.gz"


def test_the_installed_command_checks_a_handler_from_an_empty_folder(
    environment: Path, tmp_path: Path
) -> None:
    handler = (
        "def handler(event, context):\n    return event['Records'][0]['cf']['request']['body']\n"
    )
    (tmp_path / "h.py").write_text(handler)
    command = environment / "bin" / "edgeconform"
    done = run(
        command, "check", "h.py", "--event", "viewer-request", "--format", "json", cwd=tmp_path
    )
    assert done.returncode == 1, done.stderr
    assert "EC102" in {f["code"] for r in json.loads(done.stdout)["runs"] for f in r["findings"]}


def test_nothing_named_schemas_or_strategies_lands_in_site_packages(environment: Path) -> None:
    python = environment / "bin" / "python"
    for name in ("schemas", "strategies"):
        assert run(python, "-c", f"import edgeconform.{name}", cwd=environment).returncode == 0
        assert run(python, "-c", f"import {name}", cwd=environment).returncode == 1


def test_the_version_is_that_of_the_changelog() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## {edgeconform.__version__} " in changelog
