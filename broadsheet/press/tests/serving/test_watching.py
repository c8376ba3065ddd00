"""The access log and the numbers."""

from __future__ import annotations

import json
import select

from broadsheet.press.serving import counting
from broadsheet.press.tests.pages import sealed
from broadsheet.press.tests.serving.conftest import PAGE, PATIENCE, Served, wait_for


def test_each_answer_is_a_line_of_json(served: Served) -> None:
    """With the fields of the request log's, strange addresses included, and none of the reader."""
    served.edition.put(sealed('/quote"\n/'))
    served.ask("/quote%22%0A/", Cookie="sessionid=abc")
    path = '"/quote\\"\\n/"'
    line = wait_for(served, path.encode())
    event = json.loads(line)

    assert event["event"] == "request_answered"
    assert event["path"] == '/quote"\n/'
    assert (event["status"], event["size"]) == (200, sealed().size)
    assert event["from"] == "file"
    assert event["timestamp"].endswith("Z")
    assert b"abc" not in line


def test_the_numbers_are_kept_for_who_asks(served: Served) -> None:
    """Answers by source and status, in Prometheus' form."""
    served.ask(PAGE)
    name = 'broadsheet_requests_total{from="memory",status="200"}'
    before = counting.gathered(served.root / "counts").get(name, 0)
    for _turn in range(3):
        served.ask(PAGE)
    for _look in range(int(PATIENCE * 20)):
        samples = counting.gathered(served.root / "counts")
        if samples.get(name, 0) >= before + 3:
            break
        select.select([], [], [], 0.05)
    text = counting.exposed(samples)

    assert f"{name} {samples[name]:.0f}\n" in text
    assert "# TYPE broadsheet_requests_total counter\n" in text
    assert samples["broadsheet_hot_bytes"] > 0
