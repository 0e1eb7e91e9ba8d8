from __future__ import annotations

import pytest

from okrpress.language.line_ends import joined


@pytest.mark.parametrize(
    ("html", "told"),
    [
        ("<p>半路进来反而好：\n别人踩过的坑</p>", "<p>半路进来反而好：别人踩过的坑</p>"),
        ("<p>第一行\n第二行\n第三行</p>", "<p>第一行第二行第三行</p>"),
        ("<p>English\n中文</p>", "<p>English\n中文</p>"),
        ("<p>中文\nEnglish</p>", "<p>中文\nEnglish</p>"),
        ("<p>one\ntwo</p>", "<p>one\ntwo</p>"),
        ("<p>甲\n乙</p><pre>甲\n乙</pre><p>甲\n乙</p>", "<p>甲乙</p><pre>甲\n乙</pre><p>甲乙</p>"),
    ],
)
def test_no_space_stands_where_a_chinese_line_ended(html, told):
    assert joined(html) == told
