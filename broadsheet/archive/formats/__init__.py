"""One file or folder per format; each reads bytes into an ``Article``, none knows another."""
