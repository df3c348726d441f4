"""Compile the templates, so that no cold start has to.

``python -m broadsheet.pages.compile <layer>/python/broadsheet/pages/templates_compiled`` is run
when the layer is built. What it writes is Python for any version and architecture.
"""

import sys
from pathlib import Path

from broadsheet.pages.rendering import source_environment


def compile_templates(target: Path) -> None:
    """Write every template as a Python module into a folder, which is made if need be."""
    source_environment().compile_templates(target, zip=None, ignore_errors=False)


if __name__ == "__main__":
    compile_templates(Path(sys.argv[1]))
