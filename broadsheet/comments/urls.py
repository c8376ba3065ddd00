"""The addresses of the conversation; those under ``my/`` are of one reader and never printed."""

from django.urls import path, re_path

from broadsheet.comments.addresses import Order
from broadsheet.comments.views import acting, following, printed, writing, yours

_MY = r"^conversation/my/"
_OF = r"(?P<number>\d{1,18})/$"
_NUMBER = r"^conversation/(?P<number>\d{1,18})/"
_ORDER = rf"(?P<order>{'|'.join(Order)})/"
_AFTER = r"(?:after/(?P<after>\d{1,18})/)?$"

urlpatterns = [
    re_path(rf"{_MY}write/{_OF}", writing.write, name="comment_write"),
    re_path(rf"{_MY}edit/{_OF}", writing.edit, name="comment_edit"),
    re_path(rf"{_MY}take-back/{_OF}", acting.take_back, name="comment_take_back"),
    re_path(rf"{_MY}recommend/{_OF}", acting.recommend, name="comment_recommend"),
    re_path(rf"{_MY}report/{_OF}", acting.report, name="report_comment"),
    re_path(rf"{_MY}ignore/{_OF}", acting.ignore, name="comment_ignore"),
    re_path(rf"{_MY}follow/{_OF}", following.follow, name="comment_follow"),
    path("conversation/my/unfollow/<str:token>/", following.unfollow, name="comment_unfollow"),
    path("conversation/my/ignored/", acting.ignored, name="comment_ignored"),
    path("conversation/my/comments/", yours.comments, name="comment_mine"),
    re_path(rf"{_NUMBER}{_ORDER}{_AFTER}", printed.in_order, name="conversation"),
    re_path(rf"{_NUMBER}in/(?P<root>\d{{1,18}})/{_AFTER}", printed.branch, name="branch"),
    re_path(rf"{_NUMBER}comment/(?P<comment>\d{{1,18}})/$", printed.comment, name="comment"),
    re_path(rf"{_NUMBER}now\.json$", printed.now, name="conversation_now"),
]
