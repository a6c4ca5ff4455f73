"""The demo as a newcomer starts it, in a browser: the real store, the real road, real answers."""

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.adapters.web.screenshots import demo, say
from tests.adapters.web.test_browser import ARGUMENTS, DESK, Visit, lines

pytestmark = pytest.mark.browser


def test_the_first_minute_of_a_newcomer(chromium: str) -> None:
    with demo() as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        visit = Visit(browser, url, DESK)
        page = visit.page
        page.locator("#chat-lilei .chips button").first.click()
        expect(lines(page, "lilei")).to_have_count(2)
        expect(lines(page, "lilei").last).to_contain_text("泰禾")

        say(page, "lilei", "答应泰禾周五前送样")
        noted = lines(page, "lilei").last
        expect(noted).to_contain_text("送样")
        noted.get_by_role("button", name="撤销").click()
        expect(lines(page, "lilei").last).to_contain_text("已撤销")
        expect(lines(page, "lilei")).to_have_count(4)

        say(page, "ann", "what did we promise 泰禾?")
        before = lines(page, "lilei").all_inner_texts()
        page.reload()
        expect(lines(page, "lilei")).to_have_count(4)
        assert lines(page, "lilei").all_inner_texts() == before
        assert visit.complaints == []
        browser.close()
