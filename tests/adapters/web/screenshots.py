"""Takes the README's pictures of the demo as it starts: `uv run python -m tests.adapters.web.screenshots`."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.adapters.web.test_browser import ARGUMENTS, DESK, PHONE
from tests.conftest import find_browser

ROOT = Path(__file__).resolve().parents[3]
IMAGES = ROOT / "docs/images"
STORY = {
    "lilei": ("答应泰禾周五前送样", "今天要做什么"),
    "tom": ("promised Acme a revised quote by Friday",),
    "ann": ("what did we promise 泰禾?",),
}


@contextmanager
def demo() -> Iterator[str]:
    """The product as a newcomer starts it, with a data folder of its own."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory() as data:
        env = os.environ | {"YINUO_DATA": data, "PORT": str(port), "LOG_LEVEL": "WARNING", "YINUO_DEMO": "1"}
        process = subprocess.Popen([sys.executable, "-m", "bot", "run"], cwd=ROOT, env=env)
        try:
            wait_for(f"{url}/ready")
            subprocess.run([sys.executable, "-m", "bot", "score"], cwd=ROOT, env=env, check=True)
            yield url
        finally:
            process.terminate()
            process.wait(20)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(url: str) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with suppress(httpx.HTTPError):
            if httpx.get(url).is_success:
                return
        time.sleep(0.2)
    raise TimeoutError(url)


def say(page: Page, user: str, text: str) -> None:
    answers = page.locator(f"#log-{user} > .bot")
    before = answers.count()
    page.locator(f"#text-{user}").fill(text)
    page.locator(f"#text-{user}").press("Enter")
    expect(answers).to_have_count(before + 1)


def take(browser: Browser, url: str) -> None:
    page = browser.new_page(viewport=DESK, device_scale_factor=2)
    page.goto(url)
    for user, texts in STORY.items():
        for text in texts:
            say(page, user, text)
    page.wait_for_timeout(600)
    page.evaluate("document.activeElement.blur()")
    page.screenshot(path=IMAGES / "desktop.png")
    for name, user in (("phone-zh", "lilei"), ("phone-en", "tom")):
        phone = browser.new_page(viewport=PHONE, device_scale_factor=2)
        phone.goto(f"{url}/#chat-{user}")
        phone.wait_for_timeout(600)
        phone.screenshot(path=IMAGES / f"{name}.png")


def take_board(browser: Browser, url: str) -> None:
    """The manager's page: on a desk in the dark, and on a phone in Chinese."""
    desk = browser.new_page(viewport=DESK, device_scale_factor=1.5, color_scheme="dark")
    desk.goto(f"{url}/u/ann/board")
    desk.screenshot(path=IMAGES / "board-desktop.png")
    chat = browser.new_page(viewport=PHONE)
    chat.goto(f"{url}/u/ann")
    say(chat, "ann", "switch to Chinese")
    phone = browser.new_page(viewport=PHONE, device_scale_factor=1.5)
    phone.goto(f"{url}/u/ann/board")
    phone.screenshot(path=IMAGES / "board-phone.png")


def main() -> None:
    IMAGES.mkdir(parents=True, exist_ok=True)
    with demo() as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=ARGUMENTS)
        take(browser, url)
        take_board(browser, url)
        browser.close()


if __name__ == "__main__":
    main()
