"""Compile the templates, the site's language and its own pages, so that no cold start has to.

``python -m broadsheet.pages.compile <layer>/python/broadsheet/pages`` is run when the layer is
built. What it writes is the same for any version of Python and any architecture.
"""

import json
import sys
from dataclasses import asdict
from pathlib import Path

from broadsheet.pages.built_language import BUILT_LANGUAGE
from broadsheet.pages.catalogue import catalogue_file
from broadsheet.pages.cldr import compile_catalogue, read_known_languages, read_language_facts
from broadsheet.pages.own_text_files import read_own_texts
from broadsheet.pages.own_texts import OWN_TEXTS
from broadsheet.pages.rendering import COMPILED, source_environment
from broadsheet.site import Site
from broadsheet.site_file import load_site


def compile_templates(target: Path) -> None:
    """Write every template as a Python module into a folder, which is made if need be."""
    source_environment().compile_templates(target, zip=None, ignore_errors=False)


def compile_language(language: str, target: Path) -> None:
    """Write the catalogue and the facts of a language into a folder, which is made if need be.

    Raises
    ------
    ValueError
        If there is no catalogue of it, or CLDR does not know it; the message says what to do.
    """
    catalogue = catalogue_file(language)
    facts = {language: asdict(read_language_facts(language))}
    target.mkdir(exist_ok=True)
    for name, known in (facts | {"languages": asdict(read_known_languages())}).items():
        text = json.dumps(known, ensure_ascii=False)
        (target / f"{name}.json").write_text(text, "utf-8")
    if catalogue:
        (target / f"{catalogue.stem}.mo").write_bytes(compile_catalogue(catalogue))


def compile_own_texts(site: Site, target: Path) -> None:
    """Write the texts of a site's own pages, as safe HTML, into a folder that is there."""
    texts = [asdict(text) for text in read_own_texts(site)]
    (target / OWN_TEXTS).write_text(json.dumps(texts, ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    pages, site = Path(sys.argv[1]), load_site()
    compile_templates(pages / COMPILED.name)
    compile_language(site.language, pages / BUILT_LANGUAGE.name)
    compile_own_texts(site, pages / BUILT_LANGUAGE.name)
