"""Small tools that know nothing of news: clock, html, slugs."""
