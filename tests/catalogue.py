"""The message catalogues: `update` collects every message and compiles, `check` fails where one is missing or unused.

English is the language of the messages themselves; every other language has a catalogue that must be complete.
"""

from __future__ import annotations

import io
import re
import string
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from gettext import GNUTranslations
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from okrpress import fields
from okrpress.rules import catalogue as rules

ROOT = Path(__file__).parent.parent
LOCALE = ROOT / "generator/okrpress/locale"
LANGUAGES = ("zh",)
KEYWORDS: dict[str, object] = {
    "say": (1,),
    "words": (1,),
    "_": (1,),
    "gettext": (1,),
    "ngettext": (1, 2),
    "plural": (1, 2),
    "unreadable": (1,),
    "_refuse": (1,),
    "Flaw": (2,),
}


def messages() -> Catalog:
    """Collect every message from the code, the templates, the vocabulary and the rules' pages."""
    found = Catalog(project="okrpress", charset="utf-8")
    methods = [("**.py", "python")]
    for name, _, text, comments, _ in extract_from_dir(ROOT / "generator/okrpress", methods, keywords=KEYWORDS):
        found.add(text, locations=[(f"generator/okrpress/{name}", 0)], auto_comments=comments)
    templates = [("**.html", "jinja2.ext:babel_extract")]
    options = {"**.html": {"extensions": "jinja2.ext.i18n", "silent": "false"}}
    for name, _, text, comments, _ in extract_from_dir(ROOT / "theme", templates, options, keywords=KEYWORDS):
        found.add(text, locations=[(f"theme/{name}", 0)], auto_comments=comments)
    for text, place in [*vocabulary(), *rule_pages()]:
        if text:
            found.add(text, locations=[(place, 0)])
    return found


def vocabulary() -> Iterator[tuple[str, str]]:
    """Yield the words of the front-matter table."""
    place = "generator/okrpress/fields.py"
    for kind in fields.Kind:
        yield kind.value, place
    for shape in vars(fields).values():
        if isinstance(shape, fields.Shape):
            yield shape.name, place
            for entry in shape.fields.values():
                yield entry.meaning, place


def rule_pages() -> Iterator[tuple[str, str]]:
    """Yield what the rules say of themselves."""
    for rule in rules().values():
        place = f"generator/okrpress/rules/{rule.family}/{rule.name.replace('-', '_')}.py"
        for text in (rule.summary, *rule.paragraphs, rule.source):
            yield text, place


def path_of(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES/okrpress.po"


def read(language: str) -> Catalog:
    path = path_of(language)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as stream:
        return read_po(stream, locale=language)


def merged(language: str) -> Catalog:
    """Return a language's catalogue with exactly the messages that exist, in a fixed order."""
    old = read(language)
    new = Catalog(locale=language, project="okrpress", charset="utf-8", header_comment=f"# okrpress: {language}")
    for message in sorted((entry for entry in messages() if entry.id), key=lambda entry: str(entry.id)):
        known = old.get(message.id)
        new.add(message.id, known.string if known else None, locations=sorted(set(message.locations)))
    return new


def compiled(catalog: Catalog) -> bytes:
    # The same messages give the same bytes, whenever they are compiled.
    catalog.creation_date = catalog.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    buffer = io.BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


def spoken(machine: bytes) -> dict[object, str]:
    """Return what a compiled catalogue says, whichever release of Babel wrote its bytes."""
    catalog: dict[object, str] = vars(GNUTranslations(io.BytesIO(machine)))["_catalog"]
    return {message: string for message, string in catalog.items() if message}


def written(catalog: Catalog) -> bytes:
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=0, no_location=False, include_lineno=False, omit_header=True, ignore_obsolete=True)
    return (
        b'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: nplurals=1; plural=0;\\n"\n\n'
        + buffer.getvalue()
    )


def update() -> int:
    for language in LANGUAGES:
        path = path_of(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(written(merged(language)))
        path.with_suffix(".mo").write_bytes(compiled(read(language)))
    return check()


def check() -> int:
    """Say what is missing, unused, or no longer what its message is; return the exit status."""
    wanted = messages()
    wrong = [f"theme: not in the catalogue: {text!r}" for text in unspoken(ROOT / "theme")]
    for language in LANGUAGES:
        have, place = read(language), path_of(language)
        wrong += (f"{place.relative_to(ROOT)}: {fault}" for fault in faults(wanted, have))
        machine = place.with_suffix(".mo")
        if not machine.exists() or spoken(machine.read_bytes()) != spoken(compiled(have)):
            wrong.append(f"{machine.relative_to(ROOT)}: not what its .po says; 'make catalogue' compiles it")
    for line in wrong:
        print(line)
    return 1 if wrong else 0


def faults(wanted: Catalog, have: Catalog) -> Iterator[str]:
    """Hold a Chinese catalogue against the messages that exist."""
    known = {key_of(entry): entry for entry in have if entry.id}
    for message in wanted:
        if not message.id:
            continue
        key = key_of(message)
        strings = forms(known[key]) if key in known else ()
        plural = isinstance(message.id, (list, tuple))
        if plural and places(message.id[0]) | {"count"} != places(message.id[1]) | {"count"}:
            yield f"one and many have other {{places}}: {key!r}"
        if not strings or not all(strings):
            yield f"not translated: {key!r}"
        elif len(strings) != have.num_plurals if plural else len(strings) != 1:
            yield f"{len(strings)} forms, and its language has {have.num_plurals}: {key!r}"
        elif places(message.id) != places(strings):
            yield f"other {{places}} than its message: {key!r}"
        else:
            yield from (f"punctuation of both languages: {text!r}" for text in strings if is_mixed(text))
            yield from (f"{worse} where the rest says {better}: {text!r}" for text in strings for worse, better in strays(text))
    said = {key_of(message) for message in wanted if message.id}
    yield from (f"nobody says {key!r}" for key in known if key not in said)


_HAN = "\u4e00-\u9fff"
_CODE = re.compile(r"`[^`]*`|'[^']*'|\{[^}]*\}|https?://|mailto:")
_MIXED = re.compile(rf"[{_HAN}]\s*[,;:!?(](?!\S*-)|[),;:!?]\s*[{_HAN}]|[{_HAN}]\.(\s|$)|[{_HAN}] [{_HAN}]|\.\.\.|\"")


def is_mixed(text: str) -> bool:
    """Tell whether a Chinese sentence has English punctuation, or a space between its words."""
    return _MIXED.search(_CODE.sub("`", text)) is not None


_SAID = {"代号": "标识", "编号": "ID", "元数据": "文件头", "响应": "回应", "战略图": "战略地图", "部门或": "单位或"}
"""One word for one thing: what stood in the catalogue beside the word that everything else used."""
_QUOTED = re.compile(r"'\{\w+\}'")


def strays(text: str) -> Iterator[tuple[str, str]]:
    """Yield what a Chinese sentence says in another way than all others, and what it should say."""
    yield from ((worse, better) for worse, better in _SAID.items() if worse in text.replace("带编号的", ""))
    yield from ((found, f"“{found[1:-1]}”") for found in _QUOTED.findall(text))


_NOT_SPOKEN = re.compile(r"<(code|pre)\b.*?</\1>", re.DOTALL)
_JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_SPOKEN = re.compile(r'>([^<>]*)<|\b(?:title|alt|placeholder|aria-label)="([^"]*)"')


def unspoken(folder: Path) -> Iterator[str]:
    """Yield words of the templates that stand there as they are, in one language for all readers."""
    for template in sorted(folder.rglob("*.html")):
        plain = _JINJA.sub("\0", _NOT_SPOKEN.sub("", template.read_text(encoding="utf-8")))
        for text, attribute in _SPOKEN.findall(f">{plain}<"):
            # A path is the same in every language, and so is a name such as SVG.
            if any(not word.isupper() for word in re.findall(r"(?<!\w)[^\W\d_]{2,}(?![\w/])", text + attribute)):
                yield f"{template.relative_to(folder)}: {(text + attribute).strip()}"


def forms(message: Message) -> tuple[str, ...]:
    """Return what a message is translated as, one form or several."""
    return tuple(message.string) if isinstance(message.string, (list, tuple)) else (message.string,)


def key_of(message: Message) -> str:
    return message.id[0] if isinstance(message.id, (list, tuple)) else message.id


def places(text: str | tuple[str, ...] | list[str]) -> set[str]:
    """Return the names in braces of a message, all of its forms together."""
    if not isinstance(text, str):
        return set().union(*(places(form) for form in text))
    try:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    except ValueError:
        return set()


if __name__ == "__main__":
    sys.exit(update() if sys.argv[1:] == ["update"] else check())
