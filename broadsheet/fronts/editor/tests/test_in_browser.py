"""The front editor in a real browser: by hand, by keyboard, by two at once, by finger."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, Locator, Page, expect

from broadsheet.accounts.models import Role
from broadsheet.fronts.editor.tests.cast import HEADLINES, LEAD, TIER, home, stories
from broadsheet.fronts.models import Draft, Front, Planned
from broadsheet.kit import clock
from broadsheet.stories.tests.cast import at_the_desk, member, section

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# Wagtail's own furniture, which is not ours to mend, and the readers' page, which has its own test.
OURS = {"include": [["#main"]], "exclude": [["iframe"]]}
SAVED = "All changes are saved."


def look(page: Page, name: str) -> None:
    """Keep what is on the screen, if somebody wants to look at it."""
    if folder := os.environ.get("SCREENSHOTS"):
        page.wait_for_timeout(300)
        page.screenshot(path=str(Path(folder) / f"{name}.png"))


def faults(page: Page) -> list[str]:
    """What axe finds in our parts of the screen, and whether it is wider than the screen."""
    found = Axe().run(page, context=OURS).response["violations"]
    told = [f"{one['id']} {one['nodes'][0]['html']}" for one in found]
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth + 1")
    return [*told, "wider than the screen"] if wide else told


def opened(browser: Browser, server: str, client: Client, width: int, **more: Any) -> Page:
    """A window of somebody who is signed in."""
    height = 768 if width > 390 else 844
    context = browser.new_context(
        viewport={"width": width, "height": height}, reduced_motion="reduce", **more
    )
    value = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": value, "url": server}])
    return context.new_page()


def board(page: Page, server: str, front: Front) -> None:
    """Open the board, ready to be used."""
    page.goto(server + reverse("front", args=[front.pk]), wait_until="networkidle")
    expect(page.locator("[data-fronts].is-ready")).to_be_visible()


def cards(page: Page, container: str) -> Locator:
    """The headlines that somebody placed in a container."""
    return page.locator(f"[data-box='{container}'] [data-card] h3")


def drag(page: Page, what: Locator, onto: Locator, *, ahead: bool = True) -> None:
    """Drag by mouse, to before or behind the middle of something."""
    start, goal = what.bounding_box(), onto.bounding_box()
    if start is None or goal is None:
        raise AssertionError("Nothing to drag, or nowhere to.")
    page.mouse.move(start["x"] + 40, start["y"] + start["height"] / 2)
    page.mouse.down()
    side = 0.2 if ahead else 0.8
    page.mouse.move(goal["x"] + goal["width"] * side, goal["y"] + goal["height"] / 2, steps=8)
    page.mouse.up()


def placed(front: Front) -> list[int]:
    """The stories that the draft has in its first container."""
    document = Draft.objects.get(front=front).document
    return [card["story"] for card in document["containers"][0]["cards"]]


def arrange(page: Page) -> None:
    """The third before the first by mouse, one on by keyboard, one more out of the palette."""
    lead = page.locator(f"[data-box='{LEAD}'] [data-card]")
    drag(page, lead.nth(2).locator("h3"), lead.nth(0))
    expect(cards(page, LEAD).first).to_have_text(HEADLINES[2])
    lead.nth(0).locator("[data-grip]").focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#fronts-live")).to_have_text("Lead, 2 of 3")
    page.keyboard.press("Space")
    expect(cards(page, LEAD)).to_have_text([HEADLINES[0], HEADLINES[2], HEADLINES[1]])
    page.keyboard.press("Alt+ArrowUp")
    expect(cards(page, LEAD).first).to_have_text(HEADLINES[2])
    page.locator("#fronts-search [name=q]").fill("driftw")
    offer = page.locator("[data-offer]").filter(has_text=HEADLINES[10])
    expect(page.locator("[data-offer]")).to_have_count(1)
    drag(page, offer.locator("h3"), page.locator(f"[data-box='{TIER}'] [data-fill]").first)
    expect(cards(page, TIER)).to_have_text([HEADLINES[10]])


def reword(page: Page) -> None:
    """Give the lead a headline for this use."""
    page.locator(f"[data-box='{LEAD}'] [data-card] h3").first.click()
    page.get_by_label("Headline for this use").fill("Boats again, after eleven years")
    expect(page.locator("#fronts-card output")).to_have_text("31 / 90")
    page.get_by_label("Kicker").fill("Islands")
    page.get_by_role("tab", name="Stories").click()
    expect(cards(page, LEAD).first).to_have_text("Boats again, after eleven years")
    expect(page.locator("#fronts-saved")).to_have_text(SAVED)


def plan(page: Page, moment: str) -> None:
    """Plan the draft for a moment, and see what readers get then, and now."""
    page.get_by_role("link", name="Publish or plan").click()
    look(page, "fronts-publish")
    page.get_by_label("Later").check()
    page.get_by_label("Moment, in the paper's time").fill(moment)
    page.get_by_role("button", name="Publish").click()
    page.get_by_role("tab", name="Preview").click()
    page.get_by_label("Show", exact=True).select_option("at")
    expect(page.get_by_label("Moment, in the paper's time")).to_have_value(moment)
    expect(page.locator("#fronts-stand")).to_contain_text("Planned for")
    shown = page.frame_locator("#fronts-preview iframe").locator("h2").first
    expect(shown).to_have_text("Boats again, after eleven years")
    look(page, "fronts-preview")
    page.get_by_label("Show", exact=True).select_option("live")
    expect(shown).to_have_text(HEADLINES[0])


def publish(page: Page) -> None:
    """Take it off the plan, and publish it now."""
    page.get_by_role("link", name="Publish or plan").click()
    page.get_by_role("button", name="Cancel the plan").click()
    page.get_by_role("link", name="Board", exact=True).click()
    page.get_by_role("link", name="Publish or plan").click()
    page.get_by_role("button", name="Publish").click()
    expect(page.locator("#fronts-stand")).to_contain_text("version 2")


def roll_back(page: Page) -> None:
    """Go back to the first version."""
    page.get_by_role("link", name="Versions", exact=True).click()
    look(page, "fronts-versions")
    page.get_by_role("link", name="Version 1").click()
    look(page, "fronts-version")
    page.get_by_role("button", name="Roll back to version 1").click()
    page.wait_for_load_state("networkidle")


def leads(front: Front) -> list[list[int]]:
    """The stories by hand in the first container of each version, the first version first."""
    versions = front.versions.order_by("number")
    tops = [one.document["containers"][0]["cards"] for one in versions]
    return [[card["story"] for card in top] for top in tops]


def test_a_front_is_arranged_planned_seen_ahead_published_and_rolled_back(
    browser: Browser, live_server: Any
) -> None:
    """By drag and by keyboard; what is planned is seen as at its moment, and not before it."""
    made = stories()
    front = home(made)
    page = opened(browser, live_server.url, at_the_desk(member(Role.EDITOR)), 1366)
    board(page, live_server.url, front)
    arrange(page)
    reword(page)
    look(page, "fronts-board")
    day = timezone.localtime(clock.now() + timedelta(days=1)).date()
    plan(page, f"{day}T06:00")
    publish(page)
    roll_back(page)
    page.context.close()
    first, arranged = [made[n].pk for n in (0, 1, 2)], [made[n].pk for n in (2, 0, 1)]

    assert leads(front) == [first, arranged, first]
    assert Planned.objects.get().state == Planned.State.CANCELLED
    assert Front.objects.get(pk=front.pk).live == front.versions.get(number=3)


def test_two_editors_at_once_lose_nothing_and_see_each_other(
    browser: Browser, live_server: Any
) -> None:
    """What one types stays under their hands while the other's moves come in; both are kept."""
    made = stories()
    front = home(made)
    editor, sub = member(Role.EDITOR), member(Role.ADMINISTRATOR)
    one = opened(browser, live_server.url, at_the_desk(editor), 1366)
    other = opened(browser, live_server.url, at_the_desk(sub), 1366)
    board(one, live_server.url, front)
    board(other, live_server.url, front)
    cards(one, LEAD).nth(1).click()
    headline = one.get_by_label("Headline for this use")
    headline.press_sequentially("Rain on")
    expect(other.locator("#fronts-here")).to_have_text("Editor", timeout=15_000)
    expect(other.locator(".is-held h3")).to_be_visible(timeout=15_000)
    look(other, "fronts-two")
    other.locator(f"[data-box='{LEAD}'] [data-card]").nth(2).get_by_role(
        "button", name="One place up"
    ).first.click()
    other.locator(f"[data-box='{TIER}']").get_by_role("button", name="Take").first.click()
    expect(one.locator(f"[data-box='{TIER}'] [data-card]")).to_have_count(1, timeout=15_000)
    headline.press_sequentially(" Friday")
    expect(headline).to_be_focused()
    headline.press("Tab")
    expect(one.locator("#fronts-saved")).to_have_text(SAVED)
    expect(cards(other, LEAD)).to_have_text(
        [HEADLINES[0], HEADLINES[2], "Rain on Friday"], timeout=15_000
    )
    document = Draft.objects.get(front=front).document
    one.context.close()
    other.context.close()

    assert placed(front) == [made[0].pk, made[2].pk, made[1].pk]
    assert document["containers"][0]["cards"][2]["headline"] == "Rain on Friday"
    assert [card["pinned"] for card in document["containers"][1]["cards"]] == [True]


def test_what_was_done_without_a_connection_is_kept_and_sent(
    browser: Browser, live_server: Any
) -> None:
    """It is said in words, it outlives the window, and it is sent once."""
    made = stories(6)
    front = home(made)
    page = opened(browser, live_server.url, at_the_desk(member(Role.EDITOR)), 1366)
    board(page, live_server.url, front)
    page.route("**/steps/", lambda route: route.abort())
    page.locator("[data-card] [data-act=down]").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#fronts-saved")).to_contain_text("Kept here, and will be sent: 1")
    look(page, "fronts-offline")
    page.unroute("**/steps/")
    page.on("dialog", lambda dialog: dialog.accept())
    board(page, live_server.url, front)
    expect(page.locator("#fronts-saved")).to_have_text(SAVED)
    page.context.close()

    assert placed(front) == [made[1].pk, made[0].pk, made[2].pk]
    assert front.steps.filter(operation__op="move_card").count() == 1


SCREENS = ("fronts", "front_publish", "front_versions", "front_preview", "front_settings")


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_the_screens_are_open_to_everybody(
    browser: Browser, live_server: Any, width: int, scheme: Any
) -> None:
    """On a phone by finger and on a desk: nothing is cut off, and axe finds nothing."""
    made = stories()
    front = home(made)
    client = at_the_desk(member(Role.EDITOR))
    page = opened(
        browser, live_server.url, client, width, color_scheme=scheme, has_touch=width == 390
    )
    board(page, live_server.url, front)
    look(page, f"fronts-board-{width}")
    told = faults(page)
    if width == 390:
        carry(page)
        expect(cards(page, LEAD).first).to_have_text(HEADLINES[2])
        page.get_by_role("button", name="Stories", exact=True).click()
        look(page, "fronts-drawer-390")
        told += faults(page)
        page.get_by_role("button", name="Close").click()
    cards(page, LEAD).first.click()
    look(page, f"fronts-card-{width}")
    told += faults(page)
    if width == 390:
        page.get_by_role("button", name="Close").click()
    page.locator("[data-box] [data-act=edit]").first.click()
    look(page, f"fronts-container-{width}")
    told += faults(page)
    expect(page.locator("#fronts-saved")).to_have_text(SAVED)
    for name in SCREENS:
        args = [] if name == "fronts" else [front.pk]
        page.goto(live_server.url + reverse(name, args=args), wait_until="networkidle")
        look(page, f"{name}-{width}")
        told += [f"{name}: {one}" for one in faults(page)]
    page.context.close()

    assert told == []


def carry(page: Page) -> None:
    """Carry the third card before the first by finger, at its handle."""
    lead = page.locator(f"[data-box='{LEAD}'] [data-card]")
    start = lead.nth(2).locator("[data-grip]").bounding_box()
    goal = lead.nth(0).bounding_box()
    if start is None or goal is None:
        raise AssertionError("Nothing to carry, or nowhere to.")
    finger = page.context.new_cdp_session(page)
    x, y = start["x"] + 20, start["y"] + 20
    to = goal["y"] + 8

    def touch(kind: str, *at: dict[str, float]) -> None:
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": list(at)})

    touch("touchStart", {"x": x, "y": y})
    for step in range(1, 9):
        touch("touchMove", {"x": x + 4 * step, "y": y + (to - y) * step / 8})
    touch("touchEnd")


def test_a_section_editor_arranges_their_own_front_and_looks_at_home(
    browser: Browser, live_server: Any
) -> None:
    """Whoever may not arrange a front sees it without a handle, and who may."""
    front = home(stories(6))
    client = at_the_desk(member(Role.SECTION_EDITOR, section("Nation")))
    page = opened(browser, live_server.url, client, 1280)
    board(page, live_server.url, front)
    expect(page.locator("[data-grip]")).to_have_count(0)
    expect(page.locator(".fronts-told")).to_contain_text("over the whole paper")
    page.context.close()
