"""The one door of every page, by the name the apps above know it."""

from common.access import View, require

__all__ = ["View", "require"]
