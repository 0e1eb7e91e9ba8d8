"""The templates: a Jinja environment per language and depth over the theme's folder; strict, escaping, with its words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Final, Protocol, cast

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from markupsafe import Markup, escape

from okrpress.pages.addresses import SHARED
from okrpress.pages.template_code import MARKS_KEPT, Compiled, DirectEnvironment, shown
from okrpress.problem import Parameter
from okrpress.theme import theme_folder
from okrpress.words import Words

_TICKED: Final = re.compile(r"`([^`]+)`|(?<=\d) (?=%)")
"""Code, or the space before a per cent sign."""
_OPTION: Final = re.compile(r"--[a-z][a-z-]*")
_WHOLE: Final = r'<span class="okr-word">\g<0></span>'
_FULL_WIDTH: Final = ("。", "：", "！", "？", "；", "，")


class _Plural(Protocol):
    def __call__(self, one: str, many: str, count: int, **values: Parameter) -> str | Markup: ...


class _Sentence(Protocol):
    def __call__(self, text: str, **values: Parameter) -> str | Markup: ...


@lru_cache(maxsize=32)
def environment(language: str, up: str = "", further_up: str = "") -> Environment:
    """Return the templates of a language for pages from which `up` leads to the root of that language.

    From there `further_up` leads to the root of the site, where the files lie that all languages share.

    As every page of a depth links in the same way, partials are imported once and not for each page. Templates are read
    once: a process shows one state of the theme.
    """
    words = Words(language)
    environment = DirectEnvironment(
        loader=FileSystemLoader(theme_folder()),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
        extensions=[_Translated],
        bytecode_cache=_compiled(language),
    )

    def link(address: str) -> str:
        return f"{up}{further_up if address.startswith(SHARED) else ''}{address}" or "./"

    environment.filters["ticks"] = _ticks
    environment.filters["number"] = words.number
    environment.globals.update(_=_sentence(words), ngettext=_plural(words), link=link, kept=_kept)
    return environment


@lru_cache(maxsize=4)
def _compiled(language: str) -> Compiled:  # noqa: ARG001 - sentences are translated when a template is compiled
    return Compiled()


def _kept(macro: Callable[..., str]) -> Callable[..., str]:
    """Let a macro write the same thing once: `{% set mention = kept(mention_) %}`.

    For small things that many pages say: two of three mentions of somebody were written before.
    """
    return lru_cache(maxsize=MARKS_KEPT)(macro)


class _Translated(Extension):
    """Translates `_("…")` without values once, when a template is compiled: a page holds sixty such sentences.

    A sentence that ends in a full-width sign takes no space before the next one.
    """

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Put the translated text in the place of the call."""
        translate = cast("_Sentence", self.environment.globals["_"])
        tokens = list(stream)
        place = 0
        last = ""  # the sentence that was written just now
        while place < len(tokens):
            call = tokens[place : place + 4]
            token = call[0]
            if [token.type for token in call] == ["name", "lparen", "string", "rparen"] and token.value == "_":
                yield Token(token.lineno, "string", str(translate(call[2].value)))
                place += len(call)
                continue
            if token.type == "variable_begin":
                begun = tokens[place + 1 : place + 4]
                is_sentence = [token.type for token in begun] == ["name", "lparen", "string"] and begun[0].value == "_"
                last = str(translate(begun[2].value)) if is_sentence else ""
            elif token.type == "data":
                token = Token(token.lineno, "data", token.value.removeprefix(" ") if last.endswith(_FULL_WIDTH) else token.value)
                last = ""
            yield token
            place += 1


def _ticks(text: str) -> Markup:
    """Escape a sentence of ours and set what stands between backticks as code; options and shares stay in one line."""
    return Markup(_TICKED.sub(_kept_whole, str(escape(text))))  # noqa: S704 - escaped just now


def _kept_whole(found: re.Match[str]) -> str:
    return f"<code>{_OPTION.sub(_WHOLE, found[1])}</code>" if found[1] else "\u00a0"


def _sentence(words: Words) -> _Sentence:
    """Make `_("…")`: a translated sentence; what fills its places is escaped unless it is markup of our own."""

    @lru_cache(maxsize=1024)
    def pattern(text: str) -> str:
        return str(escape(words.gettext(text)))

    def sentence(text: str, **values: Parameter) -> str | Markup:
        return _filled(pattern(text), values) if values else words.gettext(text)

    return sentence


def _plural(words: Words) -> _Plural:
    """Make `ngettext("…", "…", count)`: a sentence by number; `{count}` stands for the number."""

    def plural(one: str, many: str, count: int, **values: Parameter) -> str | Markup:
        return _filled(str(escape(words.ngettext(one, many, count))), {"count": words.number(count), **values})

    return plural


def _filled(pattern: str, values: dict[str, Parameter]) -> Markup:
    safe = {name: shown(value) for name, value in values.items()}
    return Markup(pattern.format_map(safe))  # noqa: S704 - every part was escaped before
