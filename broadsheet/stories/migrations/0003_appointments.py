"""What is on the schedule already is carried into the outbox; backwards, only that is taken out."""

from django.db import migrations
from django.utils import timezone


def carry_over(apps, schema_editor):
    Appointment = apps.get_model("outbox", "Appointment")
    now = timezone.now()
    for act, kind, row, revision, due_at, name in [*_going_live(apps), *_expiring(apps)]:
        if Appointment.objects.filter(
            act=act, subject_kind=kind, subject_id=row, revision=revision, state="waiting"
        ).exists():
            continue
        Appointment.objects.create(
            act=act,
            subject_kind=kind,
            subject_id=row,
            subject=name[:300],
            revision=revision,
            due_at=due_at,
            next_at=due_at,
            made_at=now,
        )


def _going_live(apps):
    Revision = apps.get_model("wagtailcore", "Revision")
    for one in Revision.objects.filter(approved_go_live_at__isnull=False).select_related(
        "content_type"
    ):
        kind, name = one.content_type.model, one.object_str or ""
        yield "page.publish", kind, one.object_id, str(one.pk), one.approved_go_live_at, name


def _expiring(apps):
    Page = apps.get_model("wagtailcore", "Page")
    for page in Page.objects.filter(live=True, expire_at__isnull=False).select_related(
        "content_type"
    ):
        yield "page.expire", page.content_type.model, str(page.pk), "", page.expire_at, page.title


def take_out(apps, schema_editor):
    """Wagtail's columns still say what is wanted: nothing is lost."""
    apps.get_model("outbox", "Appointment").objects.filter(
        act__in=["page.publish", "page.expire"], state__in=["waiting", "parked"]
    ).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("stories", "0002_what_this_change_is"),
        ("outbox", "0001_initial"),
        ("wagtailcore", "0098_apitoken"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(carry_over, take_out)]
