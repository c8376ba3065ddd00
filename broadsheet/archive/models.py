"""What was brought in from where, so that a second run finds the first."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from broadsheet.stories.models import Story


class Import(models.Model):
    """One article of a source and the story that it became.

    ``key`` is the SHA-256 of ``source_id`` (the article's own address, or the digest of its content
    where it names none); ``digest`` the SHA-256 of the source's bytes, so that a source that has
    changed since is told from one that has not.
    """

    key = models.CharField(max_length=64, unique=True)
    source_id = models.TextField(_("source"))
    format = models.CharField(_("format"), max_length=30)
    digest = models.CharField(max_length=64)
    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="imports")
    at = models.DateTimeField(_("imported at"))

    class Meta:
        verbose_name = _("import")

    def __str__(self) -> str:
        return f"{self.format}: {self.source_id[:80]}"
