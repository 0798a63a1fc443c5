"""How long until the app for learners shows something, beside other installable pages.

    python -m benchmarks.first_paint FOLDER ...

Each FOLDER holds an index.html with all that it needs, such as the page in a package that ships one;
each is served from this machine, opened in a fresh window over a slow phone's net (1.6 Mbit/s, 150 ms,
a processor four times slower), in turns. Printed: the median first contentful paint, bytes and requests.
"""

import argparse
import functools
import logging
import shutil
import statistics
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from werkzeug.serving import make_server

from skill.channels.web.composition import app_for
from skill.channels.web.guard import Front
from skill.channels.web.wsgi import application
from skill.settings import Settings

TIMES = 7
SLOW_NET = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 200_000,
    "uploadThroughput": 90_000,
}
SLOW_PROCESSOR = 4
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: Any) -> None:
        """Says nothing."""


@contextmanager
def served(folder: Path | None) -> Iterator[str]:
    """An address of the folder's page; of the app without one."""
    if folder is None:
        settings = replace(Settings(), store="memory", door_key="k" * 40)
        server: Any = make_server(
            "127.0.0.1", 0, application(app_for(settings, Front()), Front()), threaded=True
        )
    else:
        handler = functools.partial(Quiet, directory=str(folder))
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()


def painted(browser: Any, address: str) -> tuple[float, int, int]:
    """Milliseconds to the first contentful paint of a fresh visit, bytes that came, and requests."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, service_workers="block")
    page = context.new_page()
    client = context.new_cdp_session(page)
    client.send("Network.enable")
    client.send("Network.emulateNetworkConditions", SLOW_NET)
    client.send("Emulation.setCPUThrottlingRate", {"rate": SLOW_PROCESSOR})
    came: list[int] = []
    client.on("Network.loadingFinished", lambda each: came.append(int(each["encodedDataLength"])))
    page.goto(address, wait_until="load")
    page.wait_for_timeout(1_500)
    found = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime")
    context.close()
    return float(found or "nan"), sum(came), len(came)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path)
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    folders: list[Path | None] = [None, *parser.parse_args().folders]
    from playwright.sync_api import sync_playwright

    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found, args=["--headless", "--no-sandbox"]
        )
        rows: dict[str, list[tuple[float, int, int]]] = {}
        for _ in range(TIMES):
            for folder in folders:
                with served(folder) as address:
                    name = str(folder) if folder else "the app"
                    rows.setdefault(name, []).append(painted(browser, address))
        browser.close()
    for name, each in rows.items():
        paint = statistics.median(row[0] for row in each)
        print(f"{paint:6.0f} ms  {each[-1][1] / 1000:7.1f} kB  {each[-1][2]:3} requests  {name}")


if __name__ == "__main__":
    main()
