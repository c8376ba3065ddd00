"""The desk's screens of staff and roles: Wagtail's own, with our acts behind their buttons."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.forms import BaseModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.users.views.bulk_actions import (
    AssignRoleBulkAction,
    DeleteBulkAction,
    SetActiveStateBulkAction,
)
from wagtail.users.views.users import CreateView, EditView, IndexView, UserViewSet

from broadsheet.accounts import actions
from broadsheet.accounts.models import RoleGrant, User
from broadsheet.kit import clock


class NewUserForm(forms.ModelForm):  # type: ignore[type-arg]
    """A new member of staff: no password, for they choose it themselves."""

    class Meta:
        model = User
        fields = ("email", "first_name", "last_name")

    def clean_email(self) -> str:
        """Refuse an address that is taken, in any case of letters."""
        email = str(self.cleaned_data["email"]).strip().lower()
        if User.objects.filter(email__iexact=email).exists():
            raise forms.ValidationError(_("There is a user with this address already."))
        return email


class UserForm(forms.ModelForm):  # type: ignore[type-arg]
    """What an administrator changes of a user."""

    def __init__(self, *args: Any, editing_self: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if editing_self:
            del self.fields["is_active"]

    class Meta:
        model = User
        fields = ("first_name", "last_name", "is_active")
        help_texts = {
            "is_active": _(
                "Taking this off lets a leaver go: signed out everywhere at once, roles and "
                "second factor gone. What they wrote stays."
            )
        }


class StaffIndexView(IndexView):
    """The list of users, without ticks: nothing is done to users by the dozen."""

    @cached_property
    def columns(self) -> list[Column]:
        """Name, address, state; roles as a list."""
        kept = [column for column in super().columns if column.name not in ("bulk_actions",)]
        roles = Column("roles", label=_("Roles"), accessor=_roles_of)
        return [*kept[:2], roles, *kept[2:]]

    def get_base_queryset(self) -> Any:
        """Read the roles of all in one query."""
        return super().get_base_queryset().prefetch_related("grants__node")

    def get_delete_url(self, instance: User) -> None:
        """Offer no deletion: accounts are closed, for stories and the log name them."""


def _roles_of(user: User) -> str:
    return ", ".join(
        f"{grant.get_role_display()} ({grant.node.title})"
        if grant.node
        else grant.get_role_display()
        for grant in user.grants.all()
    )


class AddUserView(CreateView):
    """Adds by the act."""

    def save_instance(self) -> User:
        """Add the user."""
        facts = self.form.cleaned_data
        return actions.add_user(
            facts["email"],
            name=f"{facts['first_name']} {facts['last_name']}".strip(),
            actor=self.request.user,
            at=clock.now(),
        )


class EditUserView(EditView):
    """Edits by the acts."""

    def save_instance(self) -> User:
        """Rename, let go or let back in, as the form says."""
        facts = self.form.cleaned_data
        by: dict[str, Any] = {"actor": self.request.user, "at": clock.now()}
        # The form has written into its instance; the acts begin from what stands.
        user = User.objects.get(pk=self.form.instance.pk)
        actions.rename_user(user, first=facts["first_name"], last=facts["last_name"], **by)
        active = facts.get("is_active", user.is_active)
        if active and not user.is_active:
            actions.reactivate(user, **by)
        elif user.is_active and not active:
            actions.deactivate(user, **by)
        return user


class NoDeleteView(generic.DeleteView):
    """Refuses, always."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Say what to do instead."""
        raise PermissionDenied(_("Accounts are closed, not deleted: take off “Active”."))


class NotByTheDozen:
    """For Wagtail's bulk actions on users, which go around the acts: nobody may."""

    def check_perm(self, obj: User) -> bool:
        """Refuse."""
        return False


class NoBulkRoles(NotByTheDozen, AssignRoleBulkAction):
    """Groups follow roles, and are given to nobody by hand."""


class NoBulkDelete(NotByTheDozen, DeleteBulkAction):
    """Accounts are closed, not deleted."""


class NoBulkState(NotByTheDozen, SetActiveStateBulkAction):
    """Whoever leaves is let go by the act."""


class StaffViewSet(UserViewSet):
    """Users, known by their e-mail address."""

    index_view_class = StaffIndexView
    add_view_class = AddUserView
    edit_view_class = EditUserView
    delete_view_class = NoDeleteView
    template_prefix = ""
    menu_label = _("Staff and readers")

    def get_form_class(self, for_update: bool = False) -> type[BaseModelForm[User]]:
        """Return the form, without passwords, groups and superusers."""
        return UserForm if for_update else NewUserForm


class GrantForm(forms.ModelForm):  # type: ignore[type-arg]
    """A role for somebody, at a section or over the whole paper."""

    class Meta:
        model = RoleGrant
        fields = ("user", "role", "node")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = User.objects.filter(is_active=True).order_by("first_name", "last_name", "email")
        self.fields["user"].queryset = people  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse a role that the user holds there already."""
        facts = super().clean() or {}
        asked = {name: facts.get(name) for name in ("user", "role", "node")}
        if asked["user"] and RoleGrant.objects.filter(**asked).exists():
            raise forms.ValidationError(_("They hold this role there already."))
        return facts


class GrantView(generic.CreateView):
    """Grants by the act."""

    def save_instance(self) -> RoleGrant:
        """Grant the role."""
        facts = self.form.cleaned_data
        return actions.grant_role(
            facts["user"],
            facts["role"],
            facts["node"],
            actor=self.request.user,
            at=clock.now(),
        )


class RevokeView(generic.DeleteView):
    """Revokes by the act."""

    def delete_action(self) -> None:
        """Take the role away."""
        grant = self.object
        actions.revoke_role(
            grant.user, grant.role, grant.node, actor=self.request.user, at=clock.now()
        )


class NoEditView(generic.EditView):
    """A role is granted or revoked, never changed into another: leads to its revocation."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Go to the page that asks whether to take it away."""
        return redirect(self.delete_url_name, kwargs["pk"])


class RoleViewSet(ModelViewSet):
    """Who holds which role where."""

    model = RoleGrant
    icon = "key"
    menu_label = _("Roles")
    menu_order = 610
    add_to_settings_menu = True
    add_to_reference_index = False
    add_view_class = GrantView
    delete_view_class = RevokeView
    edit_view_class = NoEditView
    list_display = ["user", Column("get_role_display", label=_("Role")), "node"]
    list_filter = ["role"]
    ordering = ["user__first_name", "user__last_name", "role"]
    search_fields = ["user__email", "user__first_name", "user__last_name"]
    copy_view_enabled = False

    def get_form_class(self, for_update: bool = False) -> type[BaseModelForm[RoleGrant]]:
        """Return the form."""
        return GrantForm
