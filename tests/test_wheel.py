"""What is installed from the wheel builds what a checkout builds: nothing is missing in it, and nothing comes from beside it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.site.fake import contents

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)], cwd=ROOT, check=True)
    (made,) = folder.glob("*.whl")
    return made


def sample(folder: Path) -> Path:
    folder.mkdir()
    shutil.copytree(ROOT / "okrs", folder / "okrs")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return folder


def build(folder: Path, *path: Path) -> str:
    """Build with the package that comes first on a path; say where it lay."""
    surroundings = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, path))}
    script = "import okrpress, sys; sys.argv[1:] = ['build', '--quiet']; print(okrpress.__file__, flush=True);"
    script += "from okrpress.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=folder, env=surroundings, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.splitlines()[0]


def test_the_wheel_builds_the_sample_company_as_the_checkout_does(wheel, tmp_path):
    installed = tmp_path / "installed"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(installed)
    assert build(sample(tmp_path / "from-wheel"), installed).startswith(str(installed))
    assert build(sample(tmp_path / "from-checkout"), ROOT / "generator").startswith(str(ROOT))
    made = contents(tmp_path / "from-wheel/site")
    assert len(made) > 500
    assert made == contents(tmp_path / "from-checkout/site")


def test_the_wheel_holds_the_project_alone(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    folders = {name.split("/")[0] for name in names}
    assert {name for name in folders if not name.endswith(".dist-info")} == {"okrpress"}
    needed = ("py.typed", "theme/pages/objective.html", "theme/assets/stylesheets/okr.css", "locale/zh/LC_MESSAGES/okrpress.mo")
    assert {f"okrpress/{name}" for name in needed} <= set(names)
    assert not [name for name in names if "__pycache__" in name or "/tests/" in name]
