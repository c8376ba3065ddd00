"""How a story is passed on: cards that are drawn, the words of a head, plain links."""
