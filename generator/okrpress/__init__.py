"""okrpress: a static-site OKR publisher. Load → check → draw → page → publish."""

__version__ = "0.1.0"
