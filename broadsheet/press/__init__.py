"""The press: turns registered pages into sealed files, and reprints exactly what a change touches.

It knows nothing of news: rooms above register their pages (``plates``), say what their models'
rows and lists are called (``tracking``), and read through ``recording``.
"""
