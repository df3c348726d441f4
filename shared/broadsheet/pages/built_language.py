"""Where the build leaves what pages need of the site's language."""

from pathlib import Path

BUILT_LANGUAGE = Path(__file__).parent / "language_built"
"""The site's catalogue, compiled, the facts of its language, and the texts of its own pages; in a
checkout it is not there."""
