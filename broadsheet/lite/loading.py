"""Where templates come from: in the lite edition ``lite/<name>`` stands for ``<name>``."""

from __future__ import annotations

from typing import Any

from django.template import Origin, Template, TemplateDoesNotExist
from django.template.loaders import cached

from broadsheet.lite import showing


class Loader(cached.Loader):
    """Django's cached loader, with a lite template ahead of a full one while a lite page is made.

    A lite template that extends the one it stands for gets that one, not itself.
    """

    def get_template(self, template_name: str, skip: list[Origin] | None = None) -> Template:
        """Return the template; raises ``TemplateDoesNotExist``."""
        if showing.present() is not None:
            try:
                return self._of(f"lite/{template_name}", skip)
            except TemplateDoesNotExist:
                pass
        return self._of(template_name, skip)

    def _of(self, name: str, skip: Any) -> Template:
        return super().get_template(name, skip)
