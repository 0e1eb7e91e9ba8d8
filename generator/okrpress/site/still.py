"""Whether the published site is still what a build would make: nothing that it is made of changed, and nobody touched it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from okrpress.cache import Cache, Made
from okrpress.repository import position_of, repository_root
from okrpress.site.digest import digest
from okrpress.site.project import Project
from okrpress.site.publish import Published
from okrpress.site.tree import look, read_record, record_file
from okrpress.state import Pledge, State, day_state, generator_state, is_kept, state_of

_KIND: Final = "sites"
_SITES_KEPT: Final = 20


@dataclass(frozen=True, slots=True)
class Still:
    """One site, and how everything that it is made of was before it was built."""

    project: Project
    state: State

    @classmethod
    def before(cls, project: Project, builder: str, *, strict: bool = False) -> Still:
        """Look at all that a build of this project can see, before it does; `builder` is the site builder's identity."""
        made_by = generator_state()
        made_of = state_of(
            [project.okrs, project.config_file, project.own_pages, *project.overrides],
            made_by.key,
            f"{project} {builder} {strict}",
            str(repository_root(project.okrs)),
            position_of(project.okrs),
            day_state(project.today),
        )
        return cls(project, State(made_of.key, (*made_by.young, *made_of.young)))

    def known(self) -> Published | None:
        """Return what a build would do, which is nothing; None where it must be done to know."""
        if not self.project.plain:
            return None
        packed = self._cache.recall(_KIND, {self._name: self.state.key}).get(self._name)
        if packed is None:
            return None
        record, files, pledge = json.loads(packed)
        if not is_kept(pledge) or record != self._record():
            return None
        site = self.project.site_dir
        wanted = read_record(site, self._shelf)
        found = look(site, wanted)
        is_intact = len(found.keys) == len(wanted.files) == files and not found.strays
        return Published(site, files, 0, 0) if is_intact else None

    def note(self, published: Published, pledge: Pledge) -> None:
        """Keep what was published."""
        value = json.dumps([self._record(), published.files, dict(pledge)]).encode()
        self._cache.learn(_KIND, {self._name: Made(self.state.key, value)}, _SITES_KEPT)

    @property
    def _cache(self) -> Cache:
        return Cache(self.project.cache.parent)

    @property
    def _name(self) -> str:
        return digest(str(self.project.site_dir))

    @property
    def _shelf(self) -> Path:
        return self.project.cache / "trees"

    def _record(self) -> str:
        """Return the hash of what we know of the published folder; "" where there is none."""
        try:
            return digest(record_file(self.project.site_dir, self._shelf).read_bytes())
        except OSError:
            return ""
