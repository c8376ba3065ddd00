"""The servers of docs/hosting, started with the files that stand there."""
