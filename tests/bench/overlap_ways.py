"""Ways to find texts that are alike, to be compared: ours, and those of libraries where they are installed.

Each takes the texts and returns pairs of their places, the earlier first. None of the libraries is a dependency:

    pip install scikit-learn rapidfuzz
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, distribution
from typing import Any, Final, NamedTuple, TypeAlias

from okrpress.overlap.between import LIKENESS
from okrpress.overlap.marks import marks
from okrpress.overlap.pairs import pairs

Found: TypeAlias = set[tuple[int, int]]

ROWS: Final = 512
"""Texts whose products with all others are computed at a time."""


class Way(NamedTuple):
    """A way: what it runs on, the module whose import it costs, and how it finds."""

    name: str
    packages: tuple[str, ...]
    module: str
    find: Callable[[Sequence[str]], Found]

    @property
    def is_here(self) -> bool:
        """Whether what it runs on is installed."""
        try:
            return all(distribution(package) for package in self.packages)
        except PackageNotFoundError:
            return False

    @property
    def megabytes(self) -> float:
        """What its packages take on disk."""
        files = (file for package in self.packages for file in distribution(package).files or ())
        return sum(path.stat().st_size for file in files if (path := file.locate()).is_file()) / 1e6

    @property
    def import_seconds(self) -> float:
        """CPU time of importing it, in a process of its own."""
        code = f"import time; begun = time.process_time(); import {self.module}; print(time.process_time() - begun)"
        return float(subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout)


def ours(texts: Sequence[str]) -> Found:
    """Look only the rarer marks up (`okrpress.overlap`)."""
    return {(pair.one, pair.other) for pair in pairs([marks(text) for text in texts], LIKENESS, lambda _one, _other: True)}


def by_sparse_matrix(texts: Sequence[str]) -> Found:
    """Take the same marks and weights, and multiply sparse matrices."""
    import numpy as np
    from scipy.sparse import csr_matrix

    marked = [sorted(marks(text)) for text in texts]
    places: dict[str, int] = {}
    columns = [places.setdefault(mark, len(places)) for text in marked for mark in text]
    starts = np.concatenate([[0], np.cumsum([len(text) for text in marked])])
    users = np.bincount(columns, minlength=len(places))
    data = np.log1p(len(texts) / users)[columns]
    matrix = csr_matrix((data, columns, starts), shape=(len(texts), len(places)))
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    lengths[lengths == 0] = 1
    scaled = csr_matrix(matrix.multiply(1 / lengths[:, None]))
    return _products(scaled, LIKENESS)


def by_vectorizer(texts: Sequence[str]) -> Found:
    """Let scikit-learn weigh character n-grams within words, and multiply."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    matrix = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True).fit_transform(texts)
    return _products(matrix, LIKENESS)


def by_rapidfuzz(texts: Sequence[str]) -> Found:
    """Take the texts that share one of their three rarest marks, and let RapidFuzz compare their sorted words."""
    from collections import Counter

    from rapidfuzz import fuzz

    marked = [marks(text) for text in texts]
    users = Counter(mark for text in marked for mark in text)
    blocks: dict[str, list[int]] = {}
    found: Found = set()
    folded = [" ".join(sorted(text.lower().split())) for text in texts]
    for here, text in enumerate(marked):
        rarest = sorted(text, key=lambda mark: (users[mark], mark))[:3]
        near = {there for mark in rarest for there in blocks.get(mark, ())[-200:]}
        found.update((there, here) for there in near if fuzz.ratio(folded[there], folded[here], score_cutoff=70) >= 70)
        for mark in rarest:
            blocks.setdefault(mark, []).append(here)
    return found


def _products(matrix: Any, likeness: float) -> Found:
    """Return the pairs of rows whose product is at least so much."""
    found: Found = set()
    turned = matrix.T.tocsr()
    for start in range(0, matrix.shape[0], ROWS):
        block = (matrix[start : start + ROWS] @ turned).tocoo()
        keep = block.data >= likeness
        rows, columns = block.row[keep] + start, block.col[keep]
        upper = rows < columns
        found.update(zip(rows[upper].tolist(), columns[upper].tolist(), strict=True))
    return found


WAYS: Final[Mapping[str, Way]] = {
    way.name: way
    for way in (
        Way("ours: words and pairs of signs, an index in plain Python", (), "okrpress.overlap", ours),
        Way("the same marks, scipy's sparse matrices", ("numpy", "scipy"), "scipy.sparse", by_sparse_matrix),
        Way(
            "scikit-learn's TfidfVectorizer, character 2- to 4-grams",
            ("numpy", "scipy", "scikit-learn", "joblib", "threadpoolctl"),
            "sklearn.feature_extraction.text",
            by_vectorizer,
        ),
        Way("RapidFuzz after blocking by the three rarest marks", ("rapidfuzz",), "rapidfuzz.fuzz", by_rapidfuzz),
    )
}
