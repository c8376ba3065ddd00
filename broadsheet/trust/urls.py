"""The readers' addresses of this room; none of them is printed."""

from django.urls import path, re_path

from broadsheet.trust import views

urlpatterns = [
    re_path(r"^corrections/ask/(?P<number>\d{1,18})/$", views.ask, name="ask_correction"),
    path("corrections/ask/answer/<slug:token>/", views.answer, name="correction_answer"),
]
