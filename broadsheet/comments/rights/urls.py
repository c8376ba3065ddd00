"""The doors of readers' rights. What is under ``/conversation/my/`` is printed for nobody."""

from django.urls import path

from broadsheet.comments.rights import views

urlpatterns = [
    path("conversation/policy/", views.policy, name="comment_policy"),
    path("conversation/policy/<int:number>/", views.policy_version, name="comment_policy_version"),
    path("conversation/policy/<str:language>/", views.policy, name="comment_policy_in"),
    path("conversation/my/reasons/<int:pk>/", views.reasons, name="comment_reasons"),
    path("conversation/my/notice/<int:comment>/", views.notice, name="comment_notice"),
    path("conversation/my/notice/at/<str:token>/", views.receipt, name="comment_notice_receipt"),
    path("conversation/my/data/", views.own_data, name="comment_own_data"),
    path("conversation/transparency/", views.reports, name="comment_reports"),
    path(
        "conversation/transparency/<int:year>-<int:month>.<str:kind>",
        views.report,
        name="comment_report",
    ),
]
