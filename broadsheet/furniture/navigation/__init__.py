"""Navigation: what leads the reader on from every page, as rows that the editor arranges."""
