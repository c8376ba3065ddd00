"""The readers' pages of their rights. What is of one reader is printed for nobody."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from datetime import date
from io import StringIO
from typing import Any

from allauth.core.ratelimit import consume, respond_429
from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_http_methods

from broadsheet.accounts.models import User
from broadsheet.comments import policies
from broadsheet.comments.actions import appealing, erasing, noticing
from broadsheet.comments.models import (
    Comment,
    MonthReport,
    Notice,
    PolicyVersion,
    Statement,
    Voice,
)
from broadsheet.comments.policy.clauses import Policy
from broadsheet.comments.rights import printing, queries
from broadsheet.comments.rights.forms import AppealForm, EraseForm, NoticeForm
from broadsheet.comments.rights.queries import InLanguage
from broadsheet.kit import clock
from broadsheet.kit.refusals import Refused
from broadsheet.kit.tokens import digest
from broadsheet.press.explaining import explained
from broadsheet.stories import csp
from broadsheet.stories.answering import of_one_reader, page, reading_once

GONE = 410


# --- printed ---


@reading_once
def policy(request: HttpRequest, language: str = "") -> HttpResponse:
    """Show the policy in force, in one of the paper's languages."""
    known = dict(settings.LANGUAGES)
    if language and (language not in known or language == settings.PAPER_LANGUAGE):
        raise Http404
    with explained(printing.POLICY):
        row = policies.row_in_force(clock.now())
        return _policy(request, policies.read(row), row, language or settings.PAPER_LANGUAGE)


@reading_once
def policy_version(request: HttpRequest, number: int) -> HttpResponse:
    """Show a version of the policy as it was, in the paper's language."""
    with explained(printing.POLICY):
        row = get_object_or_404(PolicyVersion, number=number)
        return _policy(request, policies.read(row), row, settings.PAPER_LANGUAGE)


def _policy(
    request: HttpRequest, policy: Policy, row: PolicyVersion | None, language: str
) -> HttpResponse:
    others = [code for code in dict(settings.LANGUAGES) if code != language]
    shown = {
        "page": InLanguage(language),
        "policy": policy,
        "row": row,
        "clauses": queries.in_words(policy, language),
        "versions": list(PolicyVersion.objects.order_by("-number")[:50]),
        "others": [(code, printing.policy_in(code)) for code in others],
    }
    return _printed(page(request, "comments/rights/policy.html", shown))


def _printed(response: HttpResponse) -> HttpResponse:
    response.headers["Content-Security-Policy"] = csp.policy()
    return response


@reading_once
def reports(request: HttpRequest) -> HttpResponse:
    """List the months of which there is a report."""
    with explained(printing.REPORTS):
        rows = list(MonthReport.objects.all())
    shown = {"page": InLanguage(settings.PAPER_LANGUAGE), "reports": rows}
    return _printed(page(request, "comments/rights/reports.html", shown))


@reading_once
def report(request: HttpRequest, year: int, month: int, kind: str) -> HttpResponse:
    """Show a month's report, as a page, CSV or JSON."""
    try:
        with explained(printing.REPORTS):
            row = get_object_or_404(MonthReport, month=date(year, month, 1))
    except ValueError as no_month:
        raise Http404 from no_month
    if kind == "json":
        text = json.dumps(row.facts, indent=1, sort_keys=True, ensure_ascii=False)
        return HttpResponse(text + "\n", content_type="application/json; charset=utf-8")
    if kind == "csv":
        return HttpResponse(_as_csv(row.facts), content_type="text/csv; charset=utf-8")
    if kind != "html":
        raise Http404
    shown = {
        "page": InLanguage(settings.PAPER_LANGUAGE),
        "report": row,
        "lines": queries.report_lines(row),
    }
    return _printed(page(request, "comments/rights/report.html", shown))


def _as_csv(facts: dict[str, Any]) -> str:
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(["what", "of", "number"])
    for name, value in sorted(facts.items()):
        if isinstance(value, dict):
            writer.writerows([name, of, number] for of, number in sorted(value.items()))
        else:
            writer.writerow([name, "", value])
    return out.getvalue()


# --- of one reader ---


@require_http_methods(["GET", "HEAD", "POST"])
@of_one_reader
@login_required
def reasons(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an author why it was decided so, and take their objection."""
    rows = Statement.objects.select_related("decision__comment__thread__story", "sanction")
    row = get_object_or_404(rows, pk=pk, voice__user=_reader(request))
    form = AppealForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            appealing.appeal(row.voice, row, form.cleaned_data["words"])
            return HttpResponseRedirect(reverse("comment_reasons", args=[row.pk]))
        except Refused as refused:
            form.add_error(None, [reason.words for reason in refused.reasons])
            status = 400
    elif request.method == "POST":
        status = 400
    shown = queries.of_statement(row, clock.now()) | {"form": form}
    return page(request, "comments/rights/reasons.html", shown, status)


def _reader(request: HttpRequest) -> User:
    user = request.user
    if not isinstance(user, User):
        raise Http404
    return user


@require_http_methods(["GET", "HEAD", "POST"])
@of_one_reader
def notice(request: HttpRequest, comment: int) -> HttpResponse:
    """Take a notice that a comment is illegal, from anybody."""
    rows = Comment.objects.shown().select_related("thread__story", "voice")
    row = get_object_or_404(rows, pk=comment)
    if request.method != "POST":
        return _notice(request, row, NoticeForm())
    if not consume(request, action="comment_notice"):
        slow_down: HttpResponse = respond_429(request)
        return slow_down
    with translation.override(row.language):
        form = NoticeForm(request.POST)
        token = _sent(row, form) if form.is_valid() else ""
    if not token:
        return _notice(request, row, form, 400)
    return HttpResponseRedirect(reverse("comment_notice_receipt", args=[token]))


def _sent(row: Comment, form: NoticeForm) -> str:
    try:
        return noticing.send(row, noticing.Noticed(**form.cleaned_data))
    except Refused as refused:
        form.add_error(None, [reason.words for reason in refused.reasons])
        return ""


def _notice(
    request: HttpRequest, row: Comment, form: forms.Form, status: int = 200
) -> HttpResponse:
    shown = {"page": InLanguage(row.language), "comment": row, "form": form}
    return page(request, "comments/rights/notice.html", shown, status)


@require_http_methods(["GET", "HEAD"])
@of_one_reader
def receipt(request: HttpRequest, token: str) -> HttpResponse:
    """Show whoever has the secret that the notice came, and what was decided."""
    row = get_object_or_404(Notice, secret=digest(token))
    shown = {"page": InLanguage(row.language), "notice": row}
    return page(request, "comments/rights/receipt.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@of_one_reader
@login_required
def own_data(request: HttpRequest) -> HttpResponse:
    """Give readers all that is kept of their words, and erase it when they ask for it."""
    voice = get_object_or_404(Voice, user=_reader(request))
    if request.GET.get("as") == "json":
        return _download(voice)  # type: ignore[return-value]
    form = EraseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        erasing.erase(voice)
        return page(request, "comments/rights/erased.html", {"page": _here()}, GONE)
    shown = {"page": _here(), "voice": voice, "form": form}
    status = 400 if request.method == "POST" else 200
    return page(request, "comments/rights/data.html", shown, status)


def _here() -> InLanguage:
    return InLanguage(translation.get_language() or settings.PAPER_LANGUAGE)


def _download(voice: Voice) -> StreamingHttpResponse:
    def lines() -> Iterator[str]:
        for kind, facts in erasing.own_data(voice):
            yield json.dumps({"kind": kind, **facts}, ensure_ascii=False) + "\n"

    response = StreamingHttpResponse(lines(), content_type="application/x-ndjson; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="comments.jsonl"'
    return response
