"""What stands for a process's whole life is not looked at again by the garbage collector."""

from __future__ import annotations

import gc


def let_rest() -> None:
    """Leave out all objects that exist now; called once, when a long-lived process has loaded.

    Django and Wagtail are a quarter of a million objects, and a full collection goes through them
    all: a tenth of a second, again and again, in the middle of a page or a publication.
    """
    gc.collect()
    gc.freeze()
