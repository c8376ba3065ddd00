"""The room's tables."""

from broadsheet.comments.models.comments import (
    Comment,
    Queue,
    Recommendation,
    Signalled,
    State,
    Wording,
)
from broadsheet.comments.models.decisions import Act, Appeal, Decision, Notice, Report, Statement
from broadsheet.comments.models.outside import ApiToken, EmbedHost, UsedPass, Webhook
from broadsheet.comments.models.policy import AllowedHost, ListedWord, PolicyVersion, SpamModel
from broadsheet.comments.models.rights import MonthReport, SealedVoice
from broadsheet.comments.models.shifts import CannedReply, Claim, Shift
from broadsheet.comments.models.threads import Mode, PlaceRules, Thread
from broadsheet.comments.models.voices import Follow, Ignored, Sanction, Voice

__all__ = [
    "Act",
    "AllowedHost",
    "ApiToken",
    "Appeal",
    "CannedReply",
    "Claim",
    "Comment",
    "Decision",
    "EmbedHost",
    "Follow",
    "Ignored",
    "ListedWord",
    "Mode",
    "MonthReport",
    "Notice",
    "PlaceRules",
    "PolicyVersion",
    "Queue",
    "Recommendation",
    "Report",
    "Sanction",
    "SealedVoice",
    "Shift",
    "Signalled",
    "SpamModel",
    "State",
    "Statement",
    "Thread",
    "UsedPass",
    "Voice",
    "Webhook",
    "Wording",
]
