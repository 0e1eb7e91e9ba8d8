"""What is installed from the wheel builds what a checkout builds: nothing is missing in it, and nothing comes from beside it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

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


def needed(name: str, extras: tuple[str, ...] = ()) -> dict[str, Distribution]:
    """Return a distribution and all that it says it needs, by name."""
    found: dict[str, Distribution] = {}
    waiting = [(name, extras)]
    for wanted, wanted_extras in waiting:
        for line in distribution(wanted).requires or ():
            requirement = Requirement(line)
            is_needed = requirement.marker is None or any(
                requirement.marker.evaluate({"extra": extra}) for extra in ("", *wanted_extras)
            )
            if is_needed and requirement.name.lower() not in found:
                found[requirement.name.lower()] = distribution(requirement.name)
                waiting.append((requirement.name, tuple(requirement.extras)))
    return found


@pytest.fixture(scope="module")
def fresh(wheel, tmp_path_factory):
    """Make an environment that holds the wheel, and the files of what the wheel says it needs: no index is asked in tests."""
    folder = tmp_path_factory.mktemp("fresh")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    python = folder / "bin/python"
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps", "--no-index", str(wheel)]
    subprocess.run(pip, check=True)
    told = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = Path(subprocess.run([python, "-c", told], check=True, capture_output=True, text=True).stdout.strip())
    for package in needed("okrpress").values():
        for file in package.files or ():
            source, target = Path(str(package.locate_file(file))), packages / file
            if source.is_file() and source.suffix != ".pyc":
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(source, target)
    return folder


def build(folder: Path, environment: Path) -> str:
    """Build with the command of an environment, and nothing of ours around it; say where the package lay."""
    bare = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    asked = "import okrpress, sys; print(okrpress.__file__, *sys.path, sep='\\n')"
    told = subprocess.run(
        [environment / "bin/python", "-c", asked], cwd=folder, env=bare, check=True, capture_output=True, text=True
    )
    done = subprocess.run(
        [environment / "bin/okr", "build", "--quiet"], cwd=folder, env=bare, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return told.stdout


def test_the_wheel_builds_the_sample_company_as_the_checkout_does(fresh, tmp_path):
    seen = build(sample(tmp_path / "from-wheel"), fresh)
    assert seen.startswith(str(fresh))
    assert str(ROOT) not in seen
    assert build(sample(tmp_path / "from-checkout"), Path(sys.prefix)).startswith(str(ROOT))
    made = contents(tmp_path / "from-wheel/site")
    assert len(made) > 500
    assert made == contents(tmp_path / "from-checkout/site")


def test_nothing_else_is_in_that_environment(fresh):
    asked = "import importlib.metadata as m; print(*sorted(d.name.lower() for d in m.distributions()))"
    told = subprocess.run([fresh / "bin/python", "-I", "-c", asked], check=True, capture_output=True, text=True).stdout.split()
    assert set(told) == {"okrpress", *(package.name.lower() for package in needed("okrpress").values())}
    assert {"pytest", "playwright", "hatchling"}.isdisjoint(told)


def test_the_wheel_holds_the_project_alone(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    folders = {name.split("/")[0] for name in names}
    assert {name for name in folders if not name.endswith(".dist-info")} == {"okrpress"}
    needed = ("py.typed", "theme/pages/objective.html", "theme/assets/stylesheets/okr.css", "locale/zh/LC_MESSAGES/okrpress.mo")
    assert {f"okrpress/{name}" for name in needed} <= set(names)
    assert not [name for name in names if "__pycache__" in name or "/tests/" in name]
