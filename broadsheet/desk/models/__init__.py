"""What the newsroom keeps beside the stories, one file for each purpose."""

from broadsheet.desk.models.approvals import Approval, ChosenApprover, DeskApproval, Part, When
from broadsheet.desk.models.checks import CheckWeight, Weight
from broadsheet.desk.models.legal import LegalFlag
from broadsheet.desk.models.listing import ListedStory, SavedView, State
from broadsheet.desk.models.notices import Event, Notice
from broadsheet.desk.models.review import ReviewLink
from broadsheet.desk.models.withdrawal import Withdrawal

__all__ = [
    "Approval",
    "CheckWeight",
    "ChosenApprover",
    "DeskApproval",
    "Event",
    "LegalFlag",
    "ListedStory",
    "Notice",
    "Part",
    "ReviewLink",
    "SavedView",
    "State",
    "Weight",
    "When",
    "Withdrawal",
]
