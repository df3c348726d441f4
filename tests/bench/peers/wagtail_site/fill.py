"""Makes the tables and writes the articles; run with the settings and a file of articles.

Each line of the file is an article as JSON: slug, headline, standfirst, byline, html, tags,
published_at.
"""

import json
import sys
from pathlib import Path

import django
from django.core.management import call_command
from django.db import transaction

SECTIONS = ("News", "Politics", "Business", "Culture", "Sport")


def main() -> None:
    """Write them all."""
    django.setup()
    from paper.models import SectionPage, StoryPage  # noqa: PLC0415 - Django has to be set up
    from wagtail.models import Page, Site  # noqa: PLC0415

    call_command("makemigrations", "paper", verbosity=0)
    call_command("migrate", verbosity=0)
    root = Page.objects.get(depth=1)
    with transaction.atomic():
        home = root.add_child(instance=SectionPage(title="Home", slug="paper", live=True))
        Site.objects.update(root_page=home, hostname="127.0.0.1", port=int(sys.argv[2]))
        sections = [
            home.add_child(instance=SectionPage(title=name, slug=name.lower(), show_in_menus=True))
            for name in SECTIONS
        ]
        with Path(sys.argv[1]).open(encoding="utf-8") as lines:
            for line in lines:
                told = json.loads(line)
                article = StoryPage(
                    title=told["headline"],
                    slug=told["slug"],
                    standfirst=told["standfirst"],
                    byline=told["byline"],
                    body=told["html"],
                    published_at=told["published_at"],
                )
                article.tags.add(*told["tags"])
                sections[0].add_child(instance=article)


main()
