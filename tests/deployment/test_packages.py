"""The size of a deployment package, and what weighs most."""

import random
import zipfile
from pathlib import Path

import pytest

from edgeconform.deployment.packages import measure
from tests.deployment.in_cloudformation import cdk, sam
from tests.deployment.in_terraform import terraform
from tests.deployment.inspected import codes, findings
from tests.deployment.spec import Spec

MEGABYTE = 1024 * 1024


def noise(path: Path, size: int) -> None:
    """A file that does not compress."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(random.Random(0).randbytes(size))


def test_what_compresses_well_is_small(tmp_path: Path) -> None:
    (tmp_path / "edge.js").write_bytes(b"x" * 3 * MEGABYTE)
    package = measure(tmp_path)
    assert package is not None
    assert package.size < MEGABYTE / 100


def test_a_folder_too_small_for_any_quota_is_not_compressed(tmp_path: Path) -> None:
    noise(tmp_path / "edge.js", MEGABYTE // 2)
    assert measure(tmp_path) is None


def test_the_heaviest_parts_come_first(tmp_path: Path) -> None:
    noise(tmp_path / "edge.js", 10_000)
    noise(tmp_path / "node_modules" / "aws-sdk" / "a.js", 2 * MEGABYTE)
    noise(tmp_path / "node_modules" / "small" / "a.js", MEGABYTE)
    package = measure(tmp_path)
    assert package is not None
    parts = [name for name, _ in package.heaviest]
    assert parts == ["node_modules/aws-sdk", "node_modules/small", "edge.js"]


def test_the_size_is_about_that_of_a_zip(tmp_path: Path) -> None:
    folder = tmp_path / "code"
    noise(folder / "a.bin", MEGABYTE)
    (folder / "b.txt").write_text("a line of text\n" * 100_000)
    package = measure(folder)
    with zipfile.ZipFile(tmp_path / "x.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for file in folder.iterdir():
            archive.write(file, file.name)
    assert package is not None
    assert package.size == pytest.approx((tmp_path / "x.zip").stat().st_size, rel=0.001)


def test_what_a_build_fetches_or_drops_is_left_out(tmp_path: Path) -> None:
    """The folder of a project is not its package."""
    (tmp_path / "package.json").write_text("{}")
    noise(tmp_path / "node_modules" / "jest" / "a.js", 2 * MEGABYTE)
    assert measure(tmp_path) is None


@pytest.mark.parametrize("write", [sam, cdk, terraform])
def test_over_the_quota_of_its_time(write: object, tmp_path: Path) -> None:
    """1 MB at viewer events until 2025; origin events had 50 MB then too."""
    assert callable(write)
    code = tmp_path / "code"
    noise(code / "edge.py", 2 * MEGABYTE)
    for event, expected in (("viewer-request", ["EC603"]), ("origin-request", [])):
        folder = tmp_path / event
        folder.mkdir()
        spec = Spec(event=event, code=str(code) if write is not terraform else str(archive(code)))
        path = write(spec, folder)
        assert codes(path, table="2023-03") == expected
        assert codes(path) == []


def archive(code: Path) -> Path:
    path = code.parent / "edge.zip"
    with zipfile.ZipFile(path, "w") as file:
        file.write(code / "edge.py", "edge.py")
    return path


def test_the_message_names_what_weighs_most(tmp_path: Path) -> None:
    noise(tmp_path / "src" / "node_modules" / "sharp" / "a.node", 2 * MEGABYTE)
    (found,) = findings(sam(Spec(code="src"), tmp_path), table="2023-03")
    assert "node_modules/sharp (2.0 MB)" in found.message
