"""All rules, found by looking into the folders beside this file and at the entry points `okrpress.rules`."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.metadata import entry_points
from types import ModuleType
from typing import Final

from okrpress.company import Company
from okrpress.model import Objective
from okrpress.problem import Problem
from okrpress.refusal import Refusal
from okrpress.rules.page import Example, RulePage, page_of

_PACKAGE: Final = "okrpress.rules"
_SEVERITIES: Final = ("error", "warning", "info", "off")
"""`off` is a rule that looks only where the settings switch it on."""


class RuleError(Refusal):
    """A rule cannot be used; a company's own mostly, for ours are tested."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its name, its code, how much it weighs, what it says of itself, and how it looks."""

    name: str
    code: str
    severity: str
    family: str
    page: RulePage
    check: Callable[[Company], Iterator[Problem]] | None = None
    check_each: Callable[[Company, Objective], Iterator[Problem]] | None = None
    fixed: bool = False
    """Whether neither a waiver nor the settings can set it aside."""
    origin: str = ""
    """The package that brought it; "" for our own."""

    def look(self, company: Company) -> Iterator[Problem]:
        """Look at a company."""
        yield from self.look_at_whole(company)
        for _, problem in self.look_at_each(company, company.workspace.objectives.values()):
            yield problem

    def look_at_whole(self, company: Company) -> Iterator[Problem]:
        """Look at what does not show in one objective alone."""
        return iter(()) if self.check is None else self.check(company)

    def look_at_each(self, company: Company, objectives: Iterable[Objective]) -> Iterator[tuple[Objective, Problem]]:
        """Look at objectives one by one, if the rule does."""
        if self.check_each is not None:
            for objective in objectives:
                for problem in self.check_each(company, objective):
                    yield objective, problem

    @property
    def summary(self) -> str:
        """What it wants, in one sentence."""
        return self.page.summary

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """Why."""
        return self.page.paragraphs

    @property
    def source(self) -> str:
        """Where it comes from."""
        return self.page.source

    @property
    def examples(self) -> tuple[Example, ...]:
        """What it finds and what it lets pass."""
        return self.page.examples


@cache
def catalogue() -> Mapping[str, Rule]:
    """Return every rule by name, in the order of their codes.

    Raises:
        RuleError: a company's own rule cannot be used.

    """
    found: dict[str, Rule] = {}
    for module, origin in _modules():
        rule = rule_of(module, origin)
        _claim(rule, module, found)
        found[rule.name] = rule
    return dict(sorted(found.items(), key=lambda entry: entry[1].code))


def rule_of(module: ModuleType, origin: str = "") -> Rule:
    """Read a rule from its module. `origin` is the package that brought it, "" for one of ours.

    Raises:
        RuleError: the module lacks a part of a rule.

    """
    name = module.__name__
    for part in ("CODE", "SEVERITY", *(() if hasattr(module, "check_each") else ("check",))):
        if not hasattr(module, part):
            raise RuleError(f"{_told(origin)}: {name} has no {part}, which every rule has")
    if module.SEVERITY not in _SEVERITIES:
        raise RuleError(f"{_told(origin)}: {name}: its SEVERITY is '{module.SEVERITY}', not one of {', '.join(_SEVERITIES)}")
    folders, _, stem = name.rpartition(".")
    return Rule(
        name=stem.replace("_", "-"),
        code=str(module.CODE),
        severity=module.SEVERITY,
        family=folders.rpartition(".")[2] or stem,
        page=page_of(module.__doc__ or ""),
        check=getattr(module, "check", None),
        check_each=getattr(module, "check_each", None),
        fixed=getattr(module, "FIXED", False) is True,
        origin=origin,
    )


def _claim(rule: Rule, module: ModuleType, found: Mapping[str, Rule]) -> None:
    """Refuse a rule whose name or code is another's."""
    if rule.name in found:
        other = found[rule.name].origin or "okrpress"
        raise RuleError(
            f"{_told(rule.origin)}: the name '{rule.name}' belongs to {other} and to {module.__name__}: rename the module"
        )
    taken = {other.code: other.name for other in found.values()}
    if rule.code in taken:
        raise RuleError(
            f"{_told(rule.origin)}: the code {rule.code} belongs to the rule '{taken[rule.code]}' and to {module.__name__}: "
            "give it another"
        )


def _modules() -> Iterator[tuple[ModuleType, str]]:
    """Yield the module of every rule, ours first, with the package that brought it."""
    package = importlib.import_module(_PACKAGE)
    for family in pkgutil.iter_modules(package.__path__, f"{_PACKAGE}."):
        if family.ispkg:
            for module in _members(importlib.import_module(family.name)):
                if hasattr(module, "CODE"):
                    yield module, ""
    for entry in sorted(entry_points(group=_PACKAGE), key=lambda entry: entry.name):
        origin = entry.dist.name if entry.dist else entry.value
        with _loading(entry.value, origin):
            loaded = entry.load()
        if not isinstance(loaded, ModuleType):
            raise RuleError(f"{_told(origin)}: {entry.value} is no module: name the package that holds the rules")
        yield from ((module, origin) for module in _own(loaded, origin))


def _own(loaded: ModuleType, origin: str) -> Iterator[ModuleType]:
    """Yield the rules of a company's own package; a module that stands alone is itself a rule."""
    if not hasattr(loaded, "__path__"):
        yield loaded
        return
    for name in _names(loaded):
        with _loading(name, origin):
            module = importlib.import_module(name)
        if any(hasattr(module, part) for part in ("CODE", "check", "check_each")):  # what has neither is a rule's own shelf
            yield module


def _members(package: ModuleType) -> Iterator[ModuleType]:
    return (importlib.import_module(name) for name in _names(package))


def _names(package: ModuleType) -> Iterator[str]:
    return (member.name for member in pkgutil.iter_modules(package.__path__, f"{package.__name__}."))


@contextmanager
def _loading(name: str, origin: str) -> Iterator[None]:
    """Turn whatever an own module does while it is loaded into one line."""
    try:
        yield
    except (Exception, SystemExit) as error:
        raise RuleError(f"{_told(origin)}: {name} cannot be loaded: {type(error).__name__}: {error}") from error


def _told(origin: str) -> str:
    return f"the rules of {origin or 'okrpress'}"
