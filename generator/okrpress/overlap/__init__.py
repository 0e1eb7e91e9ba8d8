"""Work done twice: texts of different owners that say nearly the same, with the words that show it."""

from okrpress.overlap.between import Overlap, overlaps

__all__ = ["Overlap", "overlaps"]
