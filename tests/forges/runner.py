"""Runs the jobs of CI files on this machine, from the YAML itself: every command, in order, where the forge would run it.

Actions are stood in for by what they do to the folder: a clone, an artifact that is put away or fetched. Whatever else a file
asks for, and every expression that is not known here, is an error: nothing is skipped in silence.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

_EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")
NOT_RUN_HERE = {"actions/setup-python", "actions/deploy-pages"}
"""Actions that do nothing to the folder."""


class Loader(yaml.SafeLoader):
    """YAML as the forges read it: `on` is a word."""


Loader.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
    for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@dataclass
class Ran:
    """One command: what it is called, its status, what it printed."""

    name: str
    status: int
    output: str


@dataclass
class Machine:
    """A machine that jobs run on, with the artifacts that they left."""

    room: Path
    origin: Path
    context: Mapping[str, str]
    environment: Mapping[str, str]
    branch: str = "main"
    artifacts: dict[str, Path] = field(default_factory=dict)

    def actions_job(self, job: Mapping[str, Any]) -> list[Ran]:
        """Run a job of GitHub, Gitea or Forgejo."""
        work = self._folder()
        done: list[Ran] = []
        for step in job["steps"]:
            condition = step.get("if", "")
            assert condition in ("", "${{ !cancelled() }}"), condition
            if any(ran.status for ran in done) and not condition:
                continue
            if "uses" in step:
                self._use(step, work)
            else:
                own = {name: self._filled(str(value)) for name, value in step.get("env", {}).items()}
                assert "${{" not in step["run"], "an expression in a command is an injection"
                done.append(self._run(step["name"], step["run"], work, own))
        return done

    def gitlab_job(self, name: str, job: Mapping[str, Any], default: Mapping[str, Any]) -> list[Ran]:
        """Run a job of GitLab."""
        work = self._folder()
        if job.get("variables", {}).get("GIT_STRATEGY") != "none":
            self._clone(work)
        for need in job.get("needs", []):
            shutil.copytree(self.artifacts[need["job"]], work, dirs_exist_ok=True)
        commands = [*default["before_script"], *job["script"]]
        done = [self._run(name, "\n".join(commands), work, {})]
        kept = job.get("artifacts", {})
        files = [*kept.get("paths", []), *kept.get("reports", {}).values()]
        if files and (not done[0].status or kept.get("when") == "always"):
            self.artifacts[name] = self._put_away(work, files)
        return done

    def _folder(self) -> Path:
        folder = self.room / f"job-{len([*self.room.iterdir()])}"
        folder.mkdir(parents=True)
        return folder

    def _use(self, step: Mapping[str, Any], work: Path) -> None:
        action, _, commit = step["uses"].partition("@")
        assert re.fullmatch(r"[0-9a-f]{40}", commit), f"{action} is not pinned by its full commit"
        given = {name: self._filled(str(value)) for name, value in step.get("with", {}).items()}
        if action == "actions/checkout":
            self._clone(work)
        elif action in ("actions/upload-artifact", "actions/upload-pages-artifact"):
            assert (work / given["path"]).is_dir(), given
            self.artifacts[given.get("name", "github-pages")] = self._put_away(work / given["path"], ["."])
        elif action == "actions/download-artifact":
            shutil.copytree(self.artifacts[given["name"]], work / given["path"])
        else:
            assert action in NOT_RUN_HERE, action

    def _clone(self, work: Path) -> None:
        subprocess.run(["git", "clone", "-q", "-b", self.branch, str(self.origin), str(work)], check=True)
        subprocess.run(["git", "config", "user.name", "CI"], cwd=work, check=True)

    def _put_away(self, work: Path, paths: list[str]) -> Path:
        shelf = self.room.parent / "artifacts" / str(len(self.artifacts))
        shutil.rmtree(shelf, ignore_errors=True)
        for path in paths:
            source = work / path
            if source.is_dir():
                shutil.copytree(source, shelf / path, dirs_exist_ok=True)
            else:
                shelf.mkdir(parents=True, exist_ok=True)
                shutil.copy(source, shelf / path)
        return shelf

    def _filled(self, text: str) -> str:
        return _EXPRESSION.sub(lambda found: self.context[found[1]], text)

    def _run(self, name: str, command: str, work: Path, own: Mapping[str, str]) -> Ran:
        tools = f"{Path(sys.executable).parent}{os.pathsep}{self.room.parent / 'bin'}{os.pathsep}{os.environ['PATH']}"
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "GITHUB_", "CI", "PYTHON"))}
        done = subprocess.run(
            ["bash", "-e", "-o", "pipefail", "-c", command],
            cwd=work,
            env={**kept, **self.environment, **own, "PATH": tools},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return Ran(name, done.returncode, done.stdout)


def read(text: str) -> dict[str, Any]:
    return yaml.load(text, Loader)  # noqa: S506 - a SafeLoader
