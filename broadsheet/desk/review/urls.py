"""The one readers' address of this part; it is never printed."""

from django.urls import path

from broadsheet.desk.review import views

urlpatterns = [path("review/<str:token>/", views.review, name="review")]
