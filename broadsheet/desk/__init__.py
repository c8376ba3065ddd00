"""The newsroom: the editor of stories, checks before publishing, lists, approvals, quick mends."""
