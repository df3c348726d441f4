"""Imports a handler and does nothing else; ``-X importtime`` tells what that took."""

import app  # type: ignore[import-not-found]  # noqa: F401 - what is measured
