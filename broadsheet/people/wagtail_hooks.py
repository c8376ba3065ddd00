"""The room's places in Wagtail's admin."""

from __future__ import annotations

from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from broadsheet.people.desk import ContributorPolicy, ContributorViewSet
from broadsheet.people.models import Contributor

register_permission_policy(Contributor, ContributorPolicy(Contributor))
register_snippet(ContributorViewSet)
