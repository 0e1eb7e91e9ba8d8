from __future__ import annotations

import json


def test_the_open_data_has_scores_and_their_inputs(okr, records):
    records()
    answer = okr("export", "--format", "json")
    assert answer.status == 0
    data = json.loads(answer.out)
    assert (data["version"], data["today"]) == (1, "2026-11-10")
    objective = next(entry for entry in data["objectives"] if entry["id"] == "2026-Q4/logistics/on-time")
    rate = objective["key_results"][0]
    assert (rate["measure"], rate["start"], rate["target"], rate["current"], rate["progress"]) == ("metric", 91, 98, 94.5, 0.5)
    assert objective["score"] == (0.5 + 1.0) / 2
    assert objective["aligns_to"] == ["2026-Q4/company/reliable#on-time"]
    assert {"id": "logistics", "cycle": "2026-Q4", "committed": 0.75, "aspirational": None} in data["owners"]
    assert [entry["id"] for entry in data["objectives"]] == sorted(entry["id"] for entry in data["objectives"])
