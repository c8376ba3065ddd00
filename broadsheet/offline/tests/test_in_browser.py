"""A story that a reader saved: read without a network, mended and taken back when there is one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, BrowserContext, Page, expect

from broadsheet.offline import script
from broadsheet.offline.rules import Marked, listed, newest, part_of
from broadsheet.pictures.actions import prepare
from broadsheet.pictures.tests.drawn import encoded, image, picture
from broadsheet.stories import actions
from broadsheet.stories.models import Ground, Story
from broadsheet.stories.rules import Change
from broadsheet.stories.tests.cast import StoryFactory

pytestmark = pytest.mark.browser

TITLE, CORRECTED = "Ferry line to reopen", "Ferry line to reopen in June"
FACES = "[...document.fonts].filter((face) => face.status === 'error').map((face) => face.family)"
WORDS = """async () => {
  const texts = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      texts.push(request.url, await (await cache.match(request)).text());
    }
  }
  return texts.join(" ");
}"""
HAS_WORDS = f"async (words) => (await ({WORDS})()).includes(words)"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A phone with an empty memory."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    yield context
    context.close()


def published() -> Story:
    """A story with a picture, out."""
    drawn = picture("jetty.jpg", encoded(image(900, 600)), title="jetty", credit="Asha Rao")
    prepare(drawn)
    return StoryFactory(published=True, title=TITLE, picture=drawn)


def corrected(story: Story, title: str) -> None:
    """Publish a correction."""
    story = Story.objects.get(pk=story.pk)
    story.title = title
    revision = story.save_revision(changed=True, clean=False)
    actions.publish(revision, by=None, change=Change.CORRECTION, note="It was otherwise.")


def faults(page: Page) -> list[str]:
    """What axe finds."""
    found = Axe().run(page, context="#main").response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found]


@dataclass
class Reader:
    """A reader's phone, with the story that they came for."""

    context: BrowserContext
    page: Page
    origin: str
    story: Story

    def open(self, address: str) -> None:
        """Open a page of the paper."""
        self.page.goto(f"{self.origin}{address}")

    def expect_headline(self, words: str) -> None:
        """Wait until the page's headline is so."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(words)

    def kept(self) -> str:
        """Every word and address that the device keeps."""
        return str(self.page.evaluate(WORDS))


@pytest.mark.django_db(transaction=True)
def test_a_saved_story_is_read_without_a_network_and_follows_the_paper(
    context: BrowserContext, live_server: Any, settings: Any
) -> None:
    """Saved, read offline, mended, taken back, given back, and at last switched off."""
    reader = Reader(context, context.new_page(), live_server.url, published())

    saves_by_the_keyboard(reader)
    reads_without_a_network(reader)
    has_the_correction(reader)
    loses_what_the_law_withdraws(reader)
    has_it_again(reader)
    settings.OFFLINE_READING = False
    loses_everything(reader)


def saves_by_the_keyboard(reader: Reader) -> None:
    """The button says what it did."""
    reader.open(reader.story.address)
    button = reader.page.get_by_role("button", name="Save to read without a network")
    button.focus()
    reader.page.keyboard.press("Enter")

    expect(reader.page.locator(".offline-said")).to_contain_text("Saved")
    expect(button).to_have_attribute("aria-pressed", "true")


def reads_without_a_network(reader: Reader) -> None:
    """With its picture and its face; a page that is not saved says what is."""
    reader.context.set_offline(True)
    reader.open(reader.story.address)
    reader.expect_headline(TITLE)
    lead = reader.page.locator("article picture img").first

    assert lead.evaluate("e => e.decode().then(() => e.naturalWidth)") > 0
    assert reader.page.evaluate("document.fonts.ready.then(() => true)")
    assert reader.page.evaluate(FACES) == []
    reader.open("/nation/")
    expect(reader.page.get_by_text("There is no network")).to_be_visible()
    expect(reader.page.locator(".saved li a")).to_have_text(TITLE)
    assert faults(reader.page) == []


def has_the_correction(reader: Reader) -> None:
    """Mended when the next page of the paper is opened."""
    corrected(reader.story, CORRECTED)
    reader.context.set_offline(False)
    reader.open("/")
    reader.page.wait_for_function(HAS_WORDS, arg=CORRECTED)
    reader.context.set_offline(True)
    reader.open(reader.story.address)

    reader.expect_headline(CORRECTED)


def loses_what_the_law_withdraws(reader: Reader) -> None:
    """While it is on the screen: it goes, and no word of it is left on the device."""
    actions.withdraw(reader.story, Ground.LEGAL, by=None, note="Order 7.")
    reader.context.set_offline(False)
    expect(reader.page.get_by_role("heading", level=1)).not_to_contain_text("Ferry")
    reader.open("/saved/")

    line = reader.page.locator(".saved li p")
    expect(line).to_have_text("A story that you had saved was withdrawn.")
    kept = reader.kept()
    assert "Ferry" not in kept
    assert reader.story.slug not in kept
    assert faults(reader.page) == []


def has_it_again(reader: Reader) -> None:
    """The order was lifted: it comes back to those who had it."""
    actions.restore(reader.story, by=None, note="The order was lifted.")
    again = Story.objects.get(pk=reader.story.pk).get_latest_revision()
    actions.publish(again, by=None)
    reader.open("/saved/")

    expect(reader.page.locator(".saved li a")).to_have_text(CORRECTED)


def loses_everything(reader: Reader) -> None:
    """The worker goes, with all that it kept."""
    reader.page.evaluate("navigator.serviceWorker.getRegistration().then((one) => one.update())")
    reader.page.wait_for_function("async () => (await caches.keys()).length === 0")

    left = "navigator.serviceWorker.getRegistrations().then((all) => all.length === 0)"
    reader.page.wait_for_function(f"() => {left}")


# --- what a device does after any history ---

DEVICE = """([snapshots, asks]) => {
  const held = new Map();
  let last = 0;
  snapshots.forEach((paper, step) => {
    for (const number of paper.saved) held.set(number, {number, stamp: paper.pages[number]});
    if (!asks[step]) return;
    const all = [...held.values()];
    const wanted = partsWanted(all, last, paper.newest);
    const rows = wanted.flatMap((part) => paper.parts[part] ?? []);
    const {gone, stale} = judged(all, [...rows, ...paper.newest.stories]);
    for (const {number, stamp} of gone) held.set(number, {number, stamp, gone: true});
    for (const {number} of stale) held.set(number, {number, stamp: paper.pages[number]});
    last = paper.newest.last;
  });
  return [...held.values()].sort((one, other) => one.number - other.number);
}"""
NUMBERS = st.integers(min_value=0, max_value=11)
STEP = st.tuples(st.lists(NUMBERS, max_size=3), st.booleans(), st.sets(NUMBERS, max_size=2))


@pytest.fixture(scope="module")
def device(browser: Browser) -> Iterator[Page]:
    """An empty page with the worker's own decisions in it."""
    page = browser.new_page()
    page.add_script_tag(content=script.plain("rules"))
    yield page
    page.close()


def papers(steps: list[Any]) -> Iterator[dict[str, Any]]:
    """How the paper stands after each step: some stories change, go or come back; some are saved.

    The list of the newest has room for four, and a part for three, so that both are met.
    """
    marks: dict[int, Marked] = {}
    stamp = 0
    for changed, gone, saved in steps:
        for number in changed:
            stamp += 1
            marks[number] = Marked(number, stamp, gone)
        rows = sorted(marks.values(), key=lambda one: -one.stamp)
        parts = {part: [one for one in rows if part_of(one.number, 3) == part] for part in range(4)}
        yield {
            "newest": newest(rows[:5], most=4, overlap=0, in_a_part=3),
            "parts": {part: listed(there) for part, there in parts.items()},
            "pages": {n: marks[n].stamp if n in marks else 0 for n in range(12)},
            "saved": [n for n in sorted(saved) if not (n in marks and marks[n].gone)],
        }


@given(steps=st.lists(STEP, min_size=1, max_size=25), asks=st.lists(st.booleans(), min_size=25))
def test_a_device_that_was_away_is_as_one_that_never_was(
    device: Page, steps: list[Any], asks: list[bool]
) -> None:
    """Whatever happened, and whenever it asked, if it asked at the end."""
    snapshots = json.loads(json.dumps(list(papers(steps))))
    away = [*asks[: len(steps) - 1], True]

    seldom = device.evaluate(DEVICE, [snapshots, away])
    always = device.evaluate(DEVICE, [snapshots, [True] * len(steps)])

    assert seldom == always
    marks = {n: (s, bool(g)) for part in snapshots[-1]["parts"].values() for n, s, g in part}
    for one in seldom:
        assert (one["stamp"], one.get("gone", False)) == marks.get(one["number"], (0, False))
