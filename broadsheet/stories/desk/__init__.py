"""The desk's doors: Wagtail's own screens, led to the acts."""
