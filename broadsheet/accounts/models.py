"""The one user model, for staff and readers, and the roles that staff hold by section."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, BaseUserManager, Group
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a member of staff may do; held for the whole paper or for a section and all below it."""

    REPORTER = "reporter", _("Reporter")
    SUB = "sub", _("Sub-editor")
    SECTION_EDITOR = "section_editor", _("Section editor")
    EDITOR = "editor", _("Editor")
    PICTURE_DESK = "picture_desk", _("Picture desk")
    MODERATOR = "moderator", _("Moderator")
    ADVERTISING = "advertising", _("Advertising")
    LEGAL = "legal", _("Legal")
    ADMINISTRATOR = "administrator", _("Administrator")


class UserManager(BaseUserManager["User"]):
    """Makes users by e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Make a user; without a password only a code by e-mail or a passkey signs in.

        Raises ``ValueError`` without an address.
        """
        if not email:
            raise ValueError("A user needs an e-mail address.")
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Make an administrator of everything."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> User:
        """Find a user by e-mail address, in any case of letters."""
        return self.get(email__iexact=username)


class User(AbstractUser):
    """A person who signs in, reader or staff, known by one e-mail address."""

    username = None  # type: ignore[assignment]
    email = models.EmailField(_("e-mail address"), unique=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_once_in_any_case"),
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.email


class RoleGrant(models.Model):
    """A role held by a user: for the section at ``node`` and all below, or the whole paper.

    Grants are the source; the groups that Wagtail's screens read are made from them.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(max_length=20, choices=Role.choices)
    node = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("section"),
        help_text=_("Empty: the whole paper."),
    )

    class Meta:
        constraints = [
            # Two, for SQLite cannot treat empty nodes as equal in one.
            models.UniqueConstraint(fields=["user", "role", "node"], name="grant_once_a_section"),
            models.UniqueConstraint(
                fields=["user", "role"],
                condition=models.Q(node__isnull=True),
                name="grant_once_for_the_paper",
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=Role.values), name="grant_role_known"
            ),
        ]
        verbose_name = _("role")
        verbose_name_plural = _("roles")

    def __str__(self) -> str:
        place = self.node.title if self.node else _("whole paper")
        return f"{self.user}: {self.get_role_display()} ({place})"


class RoleGroup(models.Model):
    """The group that stands for one role at one place in Wagtail's own permissions."""

    group = models.OneToOneField(Group, on_delete=models.CASCADE, related_name="role_group")
    role = models.CharField(max_length=20, choices=Role.choices)
    node = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["role", "node"], name="role_group_once_a_section"),
            models.UniqueConstraint(
                fields=["role"],
                condition=models.Q(node__isnull=True),
                name="role_group_once_for_the_paper",
            ),
        ]

    def __str__(self) -> str:
        return self.group.name


class EnrolmentLink(models.Model):
    """A link by which one member of staff enrols a second factor, once; only its hash is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="enrolment_links")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    loopback_only = models.BooleanField(default=False)
    new_password = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("enrolment link")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("made_at")),
                name="enrolment_link_lasts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.expires_at:%Y-%m-%d %H:%M}"


class ThrottleEntry(models.Model):
    """A count of tries, shared by all server processes: the table of Django's database cache."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "accounts_throttles"

    def __str__(self) -> str:
        return self.cache_key
