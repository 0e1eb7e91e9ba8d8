"""What is shown first: the pages of files that were just saved, while the rest of the site is still being built."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from okrpress.site.frames import kind_frame
from okrpress.site.pour import Mould
from okrpress.site.publication import RecordPage
from okrpress.site.shell import Shell


@dataclass(slots=True)
class FirstPages:
    """Pours pages into the frames that are known, those of the build before, and hands them to `show` by path.

    They are the pages that the build will publish, unless the change is one of frames. Where no build of this process
    has come to its frames yet, the pages wait for them.
    """

    show: Callable[[Mapping[str, bytes]], None]
    _moulds: Mapping[str, Mould] = field(default_factory=dict)
    _waiting: Sequence[RecordPage] = ()

    def begin(self) -> None:
        """Forget pages of a build that came to no end."""
        self._waiting = ()

    def announced(self, pages: Sequence[RecordPage]) -> None:
        """Show pages, or keep them until there is a frame."""
        self._waiting = pages
        if self._moulds:
            self._pour()

    def framed(self, shell: Shell) -> None:
        """Know the frames from now on."""
        self._moulds = shell.moulds()
        self._pour()

    def _pour(self) -> None:
        poured = {
            f"{page.address}index.html": mould.pour(page)
            for page in self._waiting
            if (mould := self._moulds.get(kind_frame(page.kind, page.address)))
        }
        self._waiting = ()
        if poured:
            self.show(poured)
