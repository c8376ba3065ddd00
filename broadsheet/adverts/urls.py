"""The readers' addresses of this room."""

from django.urls import path

from broadsheet.adverts import views

urlpatterns = [
    path("privacy/choices/", views.choices, name="privacy_choices"),
    path("privacy/choices/<slug:language>/", views.choices, name="privacy_choices_in"),
]
