"""Every word that a record may hold has a name on the site."""

from __future__ import annotations

from typing import get_args

import pytest

from okrpress import fields, model
from okrpress.check import SEVERITIES
from okrpress.pages.vocabulary import Vocabulary
from okrpress.scoring import standing
from okrpress.words import Words

TERMS = Vocabulary(Words())


@pytest.mark.parametrize(
    ("table", "words"),
    [
        (TERMS.types, fields.TYPES),
        (TERMS.types_many, fields.TYPES),
        (TERMS.origins, fields.ORIGINS),
        (TERMS.stages, fields.STAGES),
        (TERMS.stage_notes, fields.STAGES),
        (TERMS.unit_kinds, fields.UNIT_KINDS),
        (TERMS.perspectives, fields.PERSPECTIVES),
        (TERMS.evidence, fields.EVIDENCE),
        (TERMS.decisions, fields.DECISIONS),
        (TERMS.measures, fields.MEASURES),
        (TERMS.amendable, fields.AMENDABLE),
        (TERMS.phases, get_args(model.Phase)),
        (TERMS.health, get_args(standing.Health)),
        (TERMS.verdicts, get_args(standing.Verdict)),
        (TERMS.bands, get_args(standing.Band)),
        (TERMS.severities, SEVERITIES),
        (TERMS.reasons, standing.WHY_NO_SCORE),
        (TERMS.rollouts, ("company", "pilot", "project")),
    ],
)
def test_table_is_complete(table, words):
    assert set(table) == set(words)
