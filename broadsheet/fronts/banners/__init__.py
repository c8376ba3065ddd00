"""Banners: a line of news over the fronts and at the foot of the stories, for a while."""
