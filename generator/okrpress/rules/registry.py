"""All rules, found by looking into the folders beside this file and at the entry points `okrpress.rules`."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import entry_points
from types import ModuleType
from typing import Final, cast

from okrpress.company import Company
from okrpress.problem import Problem
from okrpress.rules.page import Example, RulePage, page_of

_PACKAGE: Final = "okrpress.rules"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its name, its code, how much it weighs, what it says of itself, and how it looks."""

    name: str
    code: str
    severity: str
    family: str
    page: RulePage
    look: Callable[[Company], Iterator[Problem]]
    fixed: bool = False
    """Whether neither a waiver nor the settings can set it aside."""

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
    """Return every rule by name, in the order of their codes."""
    rules = [rule_of(module) for module in _modules()]
    return {rule.name: rule for rule in sorted(rules, key=lambda rule: rule.code)}


def rule_of(module: ModuleType) -> Rule:
    """Read a rule from its module; AttributeError where it lacks a part."""
    *_, family, stem = module.__name__.split(".")
    return Rule(
        name=stem.replace("_", "-"),
        code=cast("str", module.CODE),
        severity=cast("str", module.SEVERITY),
        family=family,
        page=page_of(module.__doc__ or ""),
        look=module.check,
        fixed=getattr(module, "FIXED", False),
    )


def _modules() -> Iterator[ModuleType]:
    package = importlib.import_module(_PACKAGE)
    for family in pkgutil.iter_modules(package.__path__, f"{_PACKAGE}."):
        if family.ispkg:
            yield from _members(importlib.import_module(family.name))
    for entry in entry_points(group=_PACKAGE):
        yield from _members(entry.load())


def _members(package: ModuleType) -> Iterator[ModuleType]:
    """Yield the rule modules of a family's package; a module that stands alone is itself a rule."""
    if not hasattr(package, "__path__"):
        yield package
        return
    for member in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        module = importlib.import_module(member.name)
        if hasattr(module, "CODE"):
            yield module
