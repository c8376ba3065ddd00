"""House checks: what is looked at before a story goes out, each a small pure function."""
