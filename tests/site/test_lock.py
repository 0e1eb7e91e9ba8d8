from __future__ import annotations

import threading

from okrpress.site.lock import only_one


def test_the_second_waits_for_the_first(tmp_path):
    seen = []
    held, done = threading.Event(), threading.Event()

    def second():
        held.wait()
        with only_one(tmp_path / "deep/lock"):
            seen.append("second")
        done.set()

    other = threading.Thread(target=second)
    other.start()
    with only_one(tmp_path / "deep/lock"):
        held.set()
        assert not done.wait(0.2)
        seen.append("first")
    other.join()
    assert seen == ["first", "second"]
