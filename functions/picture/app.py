"""Never changed, so that no deploy joins it to another layer: the handler is in the layer."""

from broadsheet.functions.picture import handler

__all__ = ["handler"]
