"""What readers ask of the paper."""

from broadsheet.trust.models.requests import CorrectionRequest, State

__all__ = ["CorrectionRequest", "State"]
