"""The addresses of the conversation; those under ``my/`` are of one reader and never printed."""

from django.urls import re_path

from broadsheet.comments.addresses import Order
from broadsheet.comments.views import printed

_NUMBER = r"^conversation/(?P<number>\d{1,18})/"
_ORDER = rf"(?P<order>{'|'.join(Order)})/"
_AFTER = r"(?:after/(?P<after>\d{1,18})/)?$"

urlpatterns = [
    re_path(rf"{_NUMBER}{_ORDER}{_AFTER}", printed.in_order, name="conversation"),
    re_path(rf"{_NUMBER}in/(?P<root>\d{{1,18}})/{_AFTER}", printed.branch, name="branch"),
    re_path(rf"{_NUMBER}comment/(?P<comment>\d{{1,18}})/$", printed.comment, name="comment"),
    re_path(rf"{_NUMBER}now\.json$", printed.now, name="conversation_now"),
]
