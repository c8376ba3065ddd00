"""The room as a Django app."""

from django.apps import AppConfig


class TrustConfig(AppConfig):
    """The room ``trust``."""

    name = "broadsheet.trust"
    label = "trust"

    def ready(self) -> None:
        """Keep the readers' forms from the press; say what is done at its time and what follows."""
        from broadsheet.trust import listeners, mailing

        mailing.install()
        listeners.listen()
