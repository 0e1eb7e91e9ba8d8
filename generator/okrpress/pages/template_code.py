"""How templates become code: attributes, calls and escaping as directly as Python has them, and each template once."""

from __future__ import annotations

from typing import Any, Final

from jinja2 import BytecodeCache, Environment, nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape

MARKS_KEPT: Final = 8192
"""How many results of a macro are kept at a time; pages that stand together say the same names."""


def shown(value: object) -> str:
    """Return what stands on the page for a value: what `markupsafe.escape` makes of it.

    Text, which nearly everything is, is escaped here: a page has 250 such places, and the library makes two objects for each.
    """
    if type(value) is str:
        text = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return text.replace("'", "&#39;").replace('"', "&#34;")
    return value if type(value) is Markup else escape(value)


class _DirectCode(CodeGenerator):
    """Compiles attributes, calls and escaping to what they are in Python.

    Jinja looks each of them up at run time, because a template might mean an item, a function that wants the context, or
    a value that is not text. Views are values with attributes and our functions are plain ones: what is missing raises,
    and nothing else is tried first. A page has six hundred attributes and a hundred calls; this is half of its time.
    """

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja's
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: FBT001, FBT002, N802 - Jinja's
        if forward_caller or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ANN401, ARG002 - Jinja's
        self.write("environment.shown(")


class DirectEnvironment(Environment):
    """An environment whose templates are compiled directly."""

    code_generator_class = _DirectCode
    shown = staticmethod(shown)


class Compiled(BytecodeCache):
    """Code of templates that are compiled already: those of another depth are the same."""

    def __init__(self) -> None:
        """Know none yet."""
        self._code: dict[str, Any] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take the code of a template, if it is there."""
        bucket.code = self._code.get(bucket.key)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template."""
        self._code[bucket.key] = bucket.code
