"""What the account pages say of the paper."""

from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def paper() -> str:
    """Return the paper's name."""
    return settings.PAPER_NAME
