"""A paper of Wagtail's: sections in the menu, articles below them, tags by taggit."""

from django.db import models
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.fields import RichTextField
from wagtail.models import Page

LATEST = 10


class StoryTag(TaggedItemBase):
    """A tag of an article."""

    content_object = ParentalKey("paper.StoryPage", related_name="tagged_items")


class SectionPage(Page):
    """A section of the paper."""

    template = "section.html"


class StoryPage(Page):
    """An article: by a whole template, or with ``?bare`` by one of headline and body alone."""

    standfirst = models.TextField()
    byline = models.CharField(max_length=200)
    body = RichTextField()
    published_at = models.DateTimeField(db_index=True)
    tags = ClusterTaggableManager(through=StoryTag)

    def get_template(self, request, *_arguments, **_named):
        """Choose the template."""
        return "bare.html" if "bare" in request.GET else "article.html"

    def get_context(self, request, *arguments, **named):
        """Add what the whole page shows around the article."""
        context = super().get_context(request, *arguments, **named)
        if "bare" not in request.GET:
            context["menu"] = self.get_site().root_page.get_children().live().in_menu()
            section = StoryPage.objects.live().sibling_of(self, inclusive=False)
            context["latest"] = section.order_by("-published_at")[:LATEST]
        return context
