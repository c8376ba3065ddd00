"""What programs and other sites are trusted with: tokens, webhooks, hosts that embed a thread."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from broadsheet.accounts.models import User


class ApiToken(models.Model):
    """By which a program acts for a person, within ``scopes`` and until ``ends_at``.

    Only the token's SHA-256 is kept. ``used_on`` is a day, so that using it seldom writes.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="comment_tokens")
    name = models.CharField(_("what it is for"), max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    scopes: models.JSONField[Any, Any] = models.JSONField(default=list)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField(_("until"))
    used_on = models.DateField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("token")
        indexes = [models.Index(fields=["user", "-id"], name="comment_token_newest")]

    def __str__(self) -> str:
        return self.name


class Webhook(models.Model):
    """An address that is told of what happens in the conversation, or asked before it does.

    ``salt`` makes the secret together with the paper's own (``api.signing``), so that the database
    alone gives none away. ``whole`` lets it see what readers do not. ``asked`` makes it a check:
    ``failing`` then says what becomes of a comment while it does not answer.
    """

    class Failing(models.TextChoices):
        """What becomes of a comment that could not be asked about."""

        HOLD = "hold", _("A moderator reads the comment first")
        SHOW = "show", _("The other checks decide alone")

    address = models.URLField(_("address"), max_length=500)
    events: models.JSONField[Any, Any] = models.JSONField(_("told of"), default=list)
    whole = models.BooleanField(_("with the words of comments that readers do not see"))
    asked = models.BooleanField(_("asked before a comment is shown"), default=False)
    failing = models.CharField(
        _("when it does not answer"),
        max_length=4,
        choices=Failing.choices,
        default=Failing.HOLD,
    )
    salt = models.CharField(max_length=64)
    made_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("webhook")

    def __str__(self) -> str:
        return self.address


class EmbedHost(models.Model):
    """Another site that may show the paper's conversation under its pages.

    Its readers may sign in there: by a pass signed with the secret that ``salt`` makes (HS256), or
    with the private half of ``public_key`` (EdDSA; PEM).
    """

    host = models.CharField(_("host"), max_length=253, unique=True)
    language = models.CharField(_("language"), max_length=8)
    public_key = models.TextField(_("public key"), blank=True)
    salt = models.CharField(max_length=64)
    made_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("site that embeds the conversation")

    def __str__(self) -> str:
        return self.host


class UsedPass(models.Model):
    """A pass by which somebody signed in from another site: it opens once, whatever comes."""

    host = models.ForeignKey(EmbedHost, on_delete=models.CASCADE, related_name="passes")
    number = models.CharField(max_length=120)
    until = models.DateTimeField()

    class Meta:
        verbose_name = _("used pass")
        constraints = [
            models.UniqueConstraint(fields=["host", "number"], name="embed_pass_once"),
        ]
        indexes = [models.Index(fields=["until"], name="embed_pass_until")]

    def __str__(self) -> str:
        return self.number
