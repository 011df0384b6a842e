"""Named reads of locked papers."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef

if TYPE_CHECKING:
    from rounds.models import Forum

    from .models import Document


class DocumentQuerySet(models.QuerySet["Document"]):
    def of_forum(self, forum: "Forum") -> "DocumentQuerySet":
        """All versions of a forum's papers, the newest of each first, with who locked them and their stored file."""
        known = self.filter(forum=forum).select_related("locked_by__office", "stored")
        return known.order_by("code", "-version")

    def newest(self) -> "DocumentQuerySet":
        """Without those that a later version replaces."""
        later = self.model.objects.filter(
            forum=OuterRef("forum"), code=OuterRef("code"), version__gt=OuterRef("version")
        )
        return self.filter(~Exists(later))

    def for_page(self) -> "DocumentQuerySet":
        """Load what the page of one paper shows."""
        forum = ("forum__region", "forum__cycle__city")
        return self.select_related(*forum, "amendment__proposal__cycle__city", "locked_by__office", "stored")
