"""The fast fix: a word of a published story mended on a phone, and out within half a minute."""
