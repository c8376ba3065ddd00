"""What the exit code of `broadsheet` says; docs/hosting/commands.md tells it to operators."""

from enum import IntEnum


class Exit(IntEnum):
    """The exit codes."""

    OK = 0
    FINDINGS = 1
    """Something that was looked at is not right: a finding, a refused file, a broken log."""
    USAGE = 2
    """The command line or the settings are wrong; nothing was done."""
    UNREACHABLE = 3
    """The database or the cache does not answer."""
    REFUSED = 4
    """The act is not allowed, or not possible as things stand."""
