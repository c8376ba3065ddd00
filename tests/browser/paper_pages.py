"""Names of the paper's pages that both the paper and the tests go by."""

LITE = ("home", "section", "en", "hi", "ur", "live", "gallery")
"""Pages of which the lite twin is read as well."""
