"""A gallery of broken records."""

from tests.load.gallery.dangerous import DANGEROUS
from tests.load.gallery.exhibit import Exhibit
from tests.load.gallery.linked import LINKED
from tests.load.gallery.structure import STRUCTURE
from tests.load.gallery.unreadable import UNREADABLE
from tests.load.gallery.values import VALUES

GALLERY = (*UNREADABLE, *STRUCTURE, *VALUES, *LINKED, *DANGEROUS)

__all__ = ["GALLERY", "Exhibit"]
