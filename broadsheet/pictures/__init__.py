"""Pictures: credit, agency, rights and kind; and the use of a picture on a page."""
