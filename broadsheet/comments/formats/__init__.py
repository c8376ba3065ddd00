"""How other systems write their comments down, one file a format."""
