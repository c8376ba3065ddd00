"""What the newsroom keeps beside the stories, one file for each purpose."""

from broadsheet.desk.models.checks import CheckWeight, Weight
from broadsheet.desk.models.legal import LegalFlag
from broadsheet.desk.models.listing import ListedStory, SavedView, State
from broadsheet.desk.models.withdrawal import Withdrawal

__all__ = ["CheckWeight", "LegalFlag", "ListedStory", "SavedView", "State", "Weight", "Withdrawal"]
