"""Form views whose act may be refused."""

from __future__ import annotations

from typing import Any

from broadsheet.kit.refusals import Refused


class RefusalInForm:
    """For a form view: a refused act is shown with the form, and nothing that was typed is lost."""

    def form_valid(self, form: Any) -> Any:
        """Do what the view does; show the reasons of a refusal."""
        try:
            return super().form_valid(form)  # type: ignore[misc]
        except Refused as refused:
            self.produced_error_message = str(refused)  # Wagtail shows it above the form
            form.add_error(None, [reason.words for reason in refused.reasons])
            return self.form_invalid(form)  # type: ignore[attr-defined]
