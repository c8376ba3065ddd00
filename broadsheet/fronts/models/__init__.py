"""What the room keeps: fronts with their versions, drafts with their steps, plans, banners."""

from broadsheet.fronts.models.banners import Banner, BannerSection
from broadsheet.fronts.models.drafts import Draft, Presence, Step
from broadsheet.fronts.models.fronts import Front, Planned, Version

__all__ = ["Banner", "BannerSection", "Draft", "Front", "Planned", "Presence", "Step", "Version"]
