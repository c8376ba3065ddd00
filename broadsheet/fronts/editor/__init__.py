"""The front editor: the list of fronts, the board, previews, versions and plans."""
