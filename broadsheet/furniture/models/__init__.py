"""What the editor arranges around the stories."""

from broadsheet.furniture.models.navigation import Menu, MenuVersion
from broadsheet.furniture.models.promos import Place, Promo

__all__ = ["Menu", "MenuVersion", "Place", "Promo"]
