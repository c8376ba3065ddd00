"""The desk's own list of stories: filters, search over drafts and published, saved views."""
