"""The readers' pages in a real browser: headless Chromium against a paper served here."""
