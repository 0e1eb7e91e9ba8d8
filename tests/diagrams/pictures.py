"""Graphs that several tests draw."""

from __future__ import annotations

from okrpress.diagrams.graph import Cluster, Edge, Graph, Node

HOSTILE = (
    "<b>bold</b> & \"quotes\" 'both'",
    'back\\slash \\N \\G \\l \\"',
    "trailing backslash \\",
    "<",
    "<<TABLE><TR><TD>cell</TD></TR></TABLE>>",
    "line\nbreak\r\n\ttab \x00\x07\x1b[31m\x85\u2028 end",
    "🎉 party 👨‍👩‍👧‍👦 🇨🇳🇩🇪 ❤️ 👍🏽",
    "a" * 440,
    "字" * 440,
    "مرحبا بالعالم هذا عنوان طويل جدا لهدف الشركة",
    "\u202eturned\u202c \u2066isolated \u200e",
    "a\u0301\u0302" * 150,
    "]]>--> <!-- <svg onload=alert(1)>",
    "javascript:alert(1)",
    "%s {x} $y `z` #{t}",
    "&amp; &#60; &nbsp;",
    "“引号”、《书名》，（括号）。！？……——",
    "lone \ud800 surrogate, \ufffe, \uffff",
    "W" * 60,
    "",
    "   ",
    "strict digraph { a -> b; }",
    "node",
    "a:b:c",
)


def family() -> Graph:
    """Return an objective with parents, children, helpers and an ask: one of everything that a page shows."""
    return Graph(
        "place",
        "Its place in the company",
        "It helps to reach one objective; two help it",
        (
            Node("theme", "Serve every county", "Strategy 2026-2028", kind="theme", href="maps/strategy/#nationwide"),
            Node("top", "客户可以信赖我们", "公司", "0.55 ● 正常", "2026/company/reliable/", "on-track"),
            Node(
                "me",
                "Every parcel arrives on the day we promised",
                "Logistics",
                "0.36 ▲ At risk",
                "2026-Q4/logistics/on-time/",
                "at-risk",
                focus=True,
            ),
            Node("child", "Three hubs run the new sorting line", "Hub North", "Draft", "2026-Q4/hub-north/line/", stage="draft"),
            Node("gone", "Old line", "Hub South", "Dropped", "2026-Q4/hub-south/old/", stage="dropped"),
            Node(
                "left",
                "The first call solves it",
                "Customer service",
                "0.61 ● On track",
                "2026-Q4/customer-service/first-call/",
                "on-track",
            ),
            Node("left2", "查询接口 200 毫秒内返回", "信息技术平台", "0.70 ● 正常", "2026-Q4/it/api/", "on-track"),
            Node("right", "A tracking API", "IT platform", "◆ Unanswered", tone="attention", kind="unit"),
            Node("more", "+ 12 more", kind="more", href="2026-Q4/logistics/on-time/"),
        ),
        (
            Edge("top", "theme", "carries"),
            Edge("me", "top"),
            Edge("child", "me"),
            Edge("gone", "me"),
            Edge("more", "me"),
            Edge("left", "me", "supports", "helps"),
            Edge("left2", "me", "supports", "helps"),
            Edge("me", "right", "asks", "asks"),
        ),
        base="../../../",
    )


def hostile() -> Graph:
    """Return a graph in which every text is out to break something."""
    nodes = tuple(
        Node(f'<{index}"\\N>', text, text, text, f'x/?a=1&b="{index}"<', tone="at-risk") for index, text in enumerate(HOSTILE)
    )
    edges = tuple(Edge(nodes[index].id, nodes[index // 3].id, "aligns", text) for index, text in enumerate(HOSTILE) if index)
    return Graph('an "id" <x>', HOSTILE[0], HOSTILE[1], nodes, edges, (Cluster('<b>"\\N', (nodes[-1].id, nodes[-2].id), "u/?<"),))


def wide(children: int, grandchildren: int) -> Graph:
    """Return an objective with many below it."""
    nodes = [Node("top", "The company grows in every county", focus=True)]
    edges: list[Edge] = []
    for child in range(children):
        nodes.append(Node(f"c{child}", f"Department {child} carries its part", "Department", "0.50 ● On track"))
        edges.append(Edge(f"c{child}", "top"))
        for grandchild in range(grandchildren):
            nodes.append(Node(f"c{child}.{grandchild}", f"团队 {child}.{grandchild} 完成它的一份", "团队", "0.40 ▲ 有风险"))
            edges.append(Edge(f"c{child}.{grandchild}", f"c{child}"))
    return Graph("wide", "Many", "", tuple(nodes), tuple(edges))


def apart() -> Graph:
    """Return a picture some of whose boxes are tied to nothing, in a group and outside of one."""
    nodes = tuple(Node(name, f"Unit {name}", kind="unit") for name in "abcdefgh")
    edges = (Edge("b", "a", weight=3), Edge("c", "a"), Edge("b", "c", "supports"))
    return Graph("apart", "Who helps whom", "", nodes, edges, (Cluster("Tied to nobody", ("e", "f", "g", "h"), "units/"),))


def lanes() -> Graph:
    """Return a strategy map."""
    return Graph(
        "strategy",
        "Strategy",
        "",
        (
            Node("growth", "Grow with e-commerce", kind="theme"),
            Node("county", "Serve every county", kind="theme"),
            Node("trust", "Be trusted", kind="theme"),
            Node("sort", "Sort by midnight", kind="theme"),
            Node("o1", "Customers can rely on us"),
            Node("o2", "Forty new counties"),
        ),
        (
            Edge("county", "growth", "causes"),
            Edge("trust", "county", "causes"),
            Edge("sort", "trust", "causes"),
            Edge("o1", "trust", "carries"),
            Edge("o2", "county", "carries"),
        ),
        (
            Cluster("Financial", ("growth",), lane=True),
            Cluster("Customer", ("county", "trust"), lane=True),
            Cluster("Process", ("sort",), lane=True),
            Cluster("Company objectives", ("o1", "o2"), lane=True),
        ),
    )
