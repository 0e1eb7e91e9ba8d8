"""Which day it is: everything else gets it as an argument."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime

from okrpress.settings import Settings


def today(settings: Settings, given: date | None = None) -> date:
    """Return the day on which the company is looked at.

    The one that was asked for, else that of `SOURCE_DATE_EPOCH` (in UTC, as its specification wants), else that of the
    settings, else the real one.
    """
    if given is not None:
        return given
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isascii() and epoch.isdigit() and len(epoch) < 12:  # noqa: PLR2004 - beyond it datetime overflows
        return datetime.fromtimestamp(int(epoch), tz=UTC).date()
    return settings.today or date.today()  # noqa: DTZ011 - the day where the reader is
