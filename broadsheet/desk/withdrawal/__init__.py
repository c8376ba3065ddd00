"""Withdrawing by law: one person hides a thing at once, a second confirms or it comes back."""
