"""The lite edition: every reader's page once more, at ``/lite/…``, in one small request.

A page's twin is the page itself: its own view answers, and wherever a template is asked for, that
of the same name under ``lite/`` stands for it where there is one (``loading``). So it says what the
page says, hangs on what the page hangs on, and leaves when the page leaves.
"""
