"""Numbers in a reader's template: counts, sizes of files, amounts of money."""

from __future__ import annotations

from decimal import Decimal

from django import template

from broadsheet.kit import numbers
from broadsheet.stories.figures import style, with_digits

register = template.Library()


@register.filter
def number(value: int | Decimal) -> str:
    """Return a number with its groups: 12,34,567 or 1,234,567, as the paper does it."""
    return numbers.grouped(value, style())


@register.filter
def digits(value: object) -> str:
    """Return the number of a page or a version, without groups, in the paper's digits."""
    return with_digits(str(value))


@register.filter
def file_size(count: int) -> str:
    """Return the size of a file of so many bytes: ``1.4 MB``."""
    return numbers.size(count, style())


@register.filter
def amount(value: int | Decimal, sign: str = "₹") -> str:
    """Return money in words: ``₹1,400 crore``."""
    return numbers.money(value, style(), sign=sign)


@register.filter
def figure(text: str) -> str:
    """Return a table's cell with its groups where it is a number, else as the desk wrote it.

    A year stands as it is: four digits have no group in a column of years.
    """
    value = numbers.read(text) if "," not in text else None
    if value is None or abs(value) < numbers.GROUPED_FROM:
        return with_digits(text)
    return numbers.grouped(value, style())
