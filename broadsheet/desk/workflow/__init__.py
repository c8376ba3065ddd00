"""Approvals side by side: handing a story in, approving it part by part, sending it back."""
