"""The room as a Django app, and Wagtail's app of users with our screens."""

from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    """The room ``accounts``."""

    name = "broadsheet.accounts"
    label = "accounts"
    default = True

    def ready(self) -> None:
        """Listen to what allauth's pages change."""
        from broadsheet.accounts.listeners import listen

        listen()


class StaffScreens(WagtailUsersAppConfig):
    """``wagtail.users``, with our screens of users."""

    user_viewset = "broadsheet.accounts.viewsets.StaffViewSet"
