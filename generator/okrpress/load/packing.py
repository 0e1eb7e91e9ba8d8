"""Values as bytes and back: pickles of our own values only, so that a file that someone else wrote can run nothing."""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from operator import attrgetter
from typing import Any, Final

from okrpress import model, outline, problem, settings, span
from okrpress.load import folder, record
from okrpress.source import Source


class Unpackable(Exception):  # noqa: N818 - it says what the bytes are
    """Bytes that are none of ours."""


def _own() -> dict[tuple[str, str], type]:
    """Return the classes that packed values may have."""
    modules = (model, outline, problem, settings, span, folder, record)
    classes = {
        value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, type) and value.__module__ == module.__name__
    }
    return {(value.__module__, value.__qualname__): value for value in (*classes, Source, date)}


_OWN: Final = _own()


class _Unpickler(pickle.Unpickler):
    """An unpickler that knows our values and nothing else."""

    def find_class(self, module: str, name: str) -> type:
        """Return one of our classes."""
        try:
            return _OWN[module, name]
        except KeyError:
            raise pickle.UnpicklingError(name) from None


def _call(kind: type) -> Callable[[Any], tuple[type, tuple[Any, ...]]]:
    """Return how a value is written: as the call that makes it, for setting field by field takes twice the time."""
    if not is_dataclass(kind):
        return lambda value: (kind, tuple(value))  # a named tuple, which pickle by itself asks for its parts three times
    names = tuple(field.name for field in fields(kind))
    if len(names) > 1:
        parts = attrgetter(*names)
        return lambda value: (kind, parts(value))
    return lambda value: (kind, tuple([getattr(value, name) for name in names]))


_CALLS: Final = {kind: _call(kind) for kind in _OWN.values() if is_dataclass(kind) or issubclass(kind, tuple)}


def pack(value: object) -> bytes:
    """Return a value as bytes."""
    packed = io.BytesIO()
    pickler = pickle.Pickler(packed, protocol=5)
    pickler.dispatch_table = _CALLS
    pickler.dump(value)
    return packed.getvalue()


def unpack(packed: bytes) -> Any:  # noqa: ANN401 - whatever was packed
    """Return the value that was packed.

    Raises:
        Unpackable: the bytes are damaged, or hold what is not ours.

    """
    try:
        return _Unpickler(io.BytesIO(packed)).load()
    except Exception as error:  # damaged pickles raise anything
        raise Unpackable from error
