"""How much each house check weighs at this paper."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Weight(models.TextChoices):
    """What a finding of a check does to a publication."""

    OFF = "off", _("Off")
    WARN = "warn", _("Warns")
    BLOCK = "block", _("Blocks")


class CheckWeight(models.Model):
    """A check whose weight the paper has set; the others weigh what the house gives them."""

    check_name = models.CharField(max_length=40, unique=True)
    weight = models.CharField(max_length=5, choices=Weight.choices)

    class Meta:
        verbose_name = _("weight of a check")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(weight__in=Weight.values), name="check_weight_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.check_name}: {self.weight}"
