"""Sends the paper out: feeds, sitemaps and what machines ask a site for."""
