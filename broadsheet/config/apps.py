"""The room as a Django app."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """The room ``config``."""

    name = "broadsheet.config"
    label = "config"

    def ready(self) -> None:
        """Connect the rooms that may not know each other."""
        from broadsheet.config import seeing
        from broadsheet.config.ledger import keep_accounts_acts
        from broadsheet.fronts.queries import specials
        from broadsheet.furniture.navigation.naming import topics_go_by

        keep_accounts_acts()
        topics_go_by(specials)
        seeing.install()
