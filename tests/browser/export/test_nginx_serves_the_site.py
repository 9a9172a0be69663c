"""The configuration of the publishing page, run by nginx itself."""

from __future__ import annotations

import gzip
import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from labkb.exchange.export import downloads

pytestmark = pytest.mark.browser
CONFIGURATION = Path(downloads.__file__).with_name("nginx.conf.txt")
MAIN = """\
daemon off;
worker_processes 1;
{user}
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 64; }}
http {{
    include /etc/nginx/mime.types;
    access_log off;
    client_body_temp_path {folder}/b;
    proxy_temp_path {folder}/p;
    fastcgi_temp_path {folder}/f;
    uwsgi_temp_path {folder}/u;
    scgi_temp_path {folder}/s;
    include {folder}/labkb.conf;
}}
"""


@dataclass(frozen=True)
class Answer:
    """What the server answers."""

    status: int
    headers: Message
    body: bytes


@dataclass(frozen=True)
class Server:
    """A running nginx and the folder of its releases."""

    address: str
    releases: Path

    def get(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """The answer to a request."""
        url = self.address + urllib.parse.quote(path)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(url, headers=named, method=method)
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return Answer(answer.status, answer.headers, answer.read())
        except urllib.error.HTTPError as error:
            return Answer(error.code, error.headers, error.read())

    def publish(self, name: str) -> None:
        """Switches to a release in one step, as the publishing page says."""
        beside = self.releases / "current.new"
        beside.symlink_to(name)
        beside.replace(self.releases / "current")


def free_port() -> int:
    """A port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, site: Path) -> Iterator[Server]:
    """Nginx with the configuration as it is printed, three values replaced."""
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    assert program, "needs nginx: apt-get install --no-install-recommends nginx-light"
    folder = tmp_path_factory.mktemp("nginx")
    releases = folder / "releases"
    shutil.copytree(site, releases / "one")
    (releases / "one/资料").mkdir()
    (releases / "one/资料/手册.txt").write_text("手册", "utf-8")
    (releases / "one/.secret").write_text("x", "utf-8")
    shutil.copytree(releases / "one", releases / "two")
    (releases / "two/index.html").write_text("<!doctype html><title>第二版</title>", "utf-8")
    port = free_port()
    text = CONFIGURATION.read_text("utf-8")
    for printed, used in (
        ("listen 80;", f"listen 127.0.0.1:{port};"),
        ("server_name kb.example.com;", "server_name localhost;"),
        ("root /srv/labkb/current;", f"root {releases}/current;"),
    ):
        assert text.count(printed) == 1
        text = text.replace(printed, used)
    (folder / "labkb.conf").write_text(text, "utf-8")
    user = "user root;" if os.geteuid() == 0 else ""
    main = folder / "nginx.conf"
    main.write_text(MAIN.format(folder=folder, user=user), "utf-8")
    running = Server(f"http://127.0.0.1:{port}", releases)
    running.publish("one")
    command = [program, "-p", str(folder), "-c", str(main), "-e", str(folder / "error.log")]
    subprocess.run([*command, "-t"], check=True, capture_output=True)
    process = subprocess.Popen(command)
    try:
        _wait(port)
        yield running
    finally:
        process.terminate()
        process.wait(10)


def _wait(port: int) -> None:
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("nginx does not answer")


def test_the_home_page_is_utf_8_and_asked_for_anew_each_time(server: Server) -> None:
    answer = server.get("/")
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-cache"


def test_a_page_that_did_not_change_is_not_sent_again(server: Server) -> None:
    tag = server.get("/kb.json").headers["ETag"]
    again = server.get("/kb.json", If_None_Match=tag)
    assert (again.status, again.body) == (304, b"")


def test_files_named_by_their_checksum_are_kept_for_a_year(server: Server) -> None:
    [sheet, *_] = sorted((server.releases / "one/assets/stylesheets").glob("main.*.min.css"))
    answer = server.get(f"/assets/stylesheets/{sheet.name}")
    assert "immutable" in answer.headers["Cache-Control"]
    assert server.get("/assets/labkb/base.js").headers["Cache-Control"] == "no-cache"


def test_text_is_sent_compressed_to_those_who_take_it(server: Server) -> None:
    answer = server.get("/assets/labkb/labkb.css", Accept_Encoding="gzip")
    assert answer.headers["Content-Encoding"] == "gzip"
    plain = (server.releases / "one/assets/labkb/labkb.css").read_bytes()
    assert gzip.decompress(answer.body) == plain


@pytest.mark.parametrize("path", ["/", "/nothing.html", "/kb.json"])
def test_safety_headers_stand_on_every_answer(server: Server, path: str) -> None:
    headers = server.get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'self'" in headers["Content-Security-Policy"]


def test_a_page_that_is_not_there_gets_our_own_page(server: Server) -> None:
    answer = server.get("/nothing.html")
    assert answer.status == 404
    assert answer.body == (server.releases / "one/404.html").read_bytes()


@pytest.mark.parametrize("path", ["/.secret", "/assets/", "/assets/labkb/"])
def test_hidden_files_and_lists_of_folders_are_not_shown(server: Server, path: str) -> None:
    assert server.get(path).status in (403, 404)


def test_nothing_can_be_sent_to_the_server(server: Server) -> None:
    assert server.get("/index.html", method="PUT").status in (403, 405)


def test_chinese_names_of_files_work(server: Server) -> None:
    answer = server.get("/资料/手册.txt")
    assert (answer.status, answer.body.decode()) == (200, "手册")


def test_a_browser_shows_pages_without_a_complaint_about_the_policy(
    server: Server, site: Path, browser: Browser
) -> None:
    said: list[str] = []
    context = browser.new_context()
    page = context.new_page()
    page.on("console", lambda m: said.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    kinds = ("index.html", "d/*/index.html", "check/*.html", "calc/*.html", "learn/*.html",
             "map.html", "facts.html")
    shown = [sorted(site.glob(kind))[:1] for kind in kinds]
    for file in (file for found in shown for file in found):
        page.goto(f"{server.address}/{file.relative_to(site).as_posix()}")
    context.close()
    assert said == []


def test_a_new_edition_takes_the_place_of_the_old_one_in_one_step(server: Server) -> None:
    try:
        for turn in range(40):
            server.publish("two" if turn % 2 else "one")
            assert server.get("/index.html").status == 200
        assert "第二版" in server.get("/index.html").body.decode()
    finally:
        server.publish("one")
