"""The press's own addresses: the present texts of running slots."""

from django.urls import path

from broadsheet.press import running

urlpatterns = [path("running/<slug:name>/<slug:word>/", running.present, name="running_slot")]
