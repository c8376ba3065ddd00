"""Making a front, and changing its name, its promise and, of a rail, where it stands."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from broadsheet.accounts.permission import actor_of
from broadsheet.fronts import actions
from broadsheet.fronts.actions.making import LONGEST_PROMISE, Named, Standing
from broadsheet.fronts.editor.forms import sections
from broadsheet.fronts.editor.permission import looking, may_publish
from broadsheet.fronts.models import Front
from broadsheet.kit.forms import RefusalInForm
from broadsheet.sections.models import Section, TopicName
from broadsheet.sections.rules import folded
from broadsheet.stories.models import Form

KINDS = {
    Front.Kind.SECTION: gettext_lazy("Front of a section"),
    Front.Kind.SPECIAL: gettext_lazy("Special: the front of a topic"),
    Front.Kind.RAIL: gettext_lazy("Rail on other pages"),
}


class NamedForm(forms.Form):
    """What every front has."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    promise = forms.IntegerField(
        label=gettext_lazy("Promise, in minutes"),
        min_value=1,
        max_value=LONGEST_PROMISE,
        required=False,
        help_text=gettext_lazy(
            "How old the front or its lead may become before the desk is told. Empty: any age."
        ),
    )


class SectionForm(NamedForm):
    """The front of a section."""

    section = forms.TypedChoiceField(label=gettext_lazy("Section"), coerce=int)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: dict[str, Any] = self.fields
        taken = set(Front.objects.exclude(section=None).values_list("section_id", flat=True))
        fields["section"].choices = [row for row in sections() if row[0] not in taken]
        self.order_fields(["section"])


class SpecialForm(NamedForm):
    """The front of a topic, at the topic's address."""

    topic = forms.CharField(
        label=gettext_lazy("Topic"),
        max_length=120,
        help_text=gettext_lazy("Its name, or a synonym. The front stands at the topic's address."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.order_fields(["topic"])

    def clean_topic(self) -> Any:
        """Find the topic that goes by that name."""
        name = self.cleaned_data["topic"]
        found = TopicName.objects.filter(folded=folded(name)).select_related("topic").first()
        if found is None:
            raise forms.ValidationError(_("No topic goes by that name."))
        return found.topic.present


class RailForm(NamedForm):
    """A rail, and where it stands."""

    at = forms.ChoiceField(label=gettext_lazy("Where"), choices=Front.At.choices)
    sections = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Only in sections"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("With all below them. None: in every section."),
    )
    forms_of = forms.MultipleChoiceField(
        label=gettext_lazy("Only beside stories of the form"),
        choices=Form.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None: beside every story."),
    )
    order = forms.IntegerField(
        label=gettext_lazy("Order among rails"), min_value=-999, max_value=999, initial=0
    )
    is_on = forms.BooleanField(label=gettext_lazy("On"), required=False, initial=True)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: dict[str, Any] = self.fields
        fields["sections"].choices = sections()

    @property
    def standing(self) -> Standing:
        """Where the rail stands, as it was said."""
        said = self.cleaned_data
        return Standing(
            said["at"], said["sections"], said["forms_of"], said["order"], said["is_on"]
        )


FORMS: dict[str, type[NamedForm]] = {
    Front.Kind.SECTION: SectionForm,
    Front.Kind.SPECIAL: SpecialForm,
    Front.Kind.RAIL: RailForm,
    Front.Kind.HOME: NamedForm,
}


class ActsForm(FormView[Any]):
    """A form that acts on a front, and goes on to its board."""

    front: Front

    def act(self, form: Any) -> Front:
        """Do the act; return the front, and say so to the user."""
        raise NotImplementedError

    def form_valid(self, form: Any) -> HttpResponse:
        """Act, then go on."""
        return redirect("front", self.act(form).pk)


class OneForm(RefusalInForm, WagtailAdminTemplateMixin, ActsForm):
    """A form on a page of its own; what is refused is told with it."""

    template_name = "fronts/editor/form.html"
    header_icon = "grid"
    page_title: Any = ""

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way here, by the list."""
        up = {"url": reverse("fronts"), "label": _("Fronts")}
        return [*self.breadcrumbs_items, up, {"url": "", "label": self.page_title}]


class MakeView(OneForm):
    """Makes a front of a kind."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Only whoever has to do with fronts."""
        looking(request)
        self.kind = Front.Kind(kwargs["kind"])
        self.page_title = KINDS.get(self.kind, gettext_lazy("Home page"))
        return super().dispatch(request, *args, **kwargs)

    def get_form_class(self) -> type[NamedForm]:
        """The form of the kind."""
        return FORMS[self.kind]

    def get_initial(self) -> dict[str, Any]:
        """The home page has its name."""
        name = {"name": _("Home")} if self.kind == Front.Kind.HOME else {}
        return {**super().get_initial(), **name}

    def act(self, form: Any) -> Front:
        """Make it."""
        said, by = form.cleaned_data, actor_of(self.request)
        named = Named(said["name"], promise=said["promise"])
        of = said.get("topic") or Section.objects.filter(pk=said.get("section")).first()
        front = actions.make_front(self.kind, named, by=by, of=of)
        if isinstance(form, RailForm):
            actions.place_rail(front, form.standing, by=by)
        messages.success(self.request, _("“%(name)s” is made.") % {"name": front})
        return front


class SettingsView(OneForm):
    """Changes a front's name and promise, and where a rail stands."""

    page_title = gettext_lazy("Settings of the front")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Find the front; only who publishes it says what it is."""
        self.front = get_object_or_404(Front.objects.select_related("section"), pk=kwargs["pk"])
        if not may_publish(request.user, self.front):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form_class(self) -> type[NamedForm]:
        """The form of a rail says where it stands; of the others, only the name and the promise."""
        return RailForm if self.front.kind == Front.Kind.RAIL else NamedForm

    def get_initial(self) -> dict[str, Any]:
        """What stands now."""
        front = self.front
        return {
            "name": front.name,
            "promise": front.promise,
            "at": front.at,
            "sections": list(front.sections.values_list("pk", flat=True)),
            "forms_of": front.forms,
            "order": front.order,
            "is_on": front.is_on,
        }

    def act(self, form: Any) -> Front:
        """Change it."""
        said, by, front = form.cleaned_data, actor_of(self.request), self.front
        named = Named(said["name"], front.language, front.slug, said["promise"])
        actions.change_front(front, named, by=by)
        if isinstance(form, RailForm):
            actions.place_rail(front, form.standing, by=by)
        messages.success(self.request, _("Kept."))
        return front
