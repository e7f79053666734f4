"""Starting the program: from any folder, importing no more than it needs."""

import json
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

COMMAND = str(Path(sys.executable).with_name("lightbox"))


@pytest.fixture
def folder_of_somebody_else(tmp_path: Path) -> Path:
    """A folder with a program of the same name as our package."""
    (tmp_path / "server.py").write_text("raise SystemExit('the wrong server')\n", "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "command", [[COMMAND], [sys.executable, "-P", "-m", "server"]], ids=["lightbox", "python -P -m server"]
)
def test_command_works_beside_another_server(command: list[str], folder_of_somebody_else: Path) -> None:
    said = subprocess.run(
        [*command, "settings"], cwd=folder_of_somebody_else, capture_output=True, text=True, check=False, timeout=30
    )
    assert said.stderr == ""
    assert said.returncode == 0
    assert "LIGHTBOX__SERVER__PORT" in said.stdout


# What serving may load from other people, so that a start stays quick and the attack surface known.
LOADED = {
    *(
        "PIL",
        "_argon2_cffi_bindings",
        "_cffi_backend",
        "aiohappyeyeballs",
        "aiohttp",
        "aiosignal",
        "aiosqlite",
        "alembic",
        "asyncpg",
    ),
    *(
        "argon2",
        "attr",
        "attrs",
        "babel",
        "bidict",
        "cryptography",
        "engineio",
        "fluent",
        "frozenlist",
        "greenlet",
        "idna",
    ),
    *(
        "imagecodecs",
        "mako",
        "markupsafe",
        "msgspec",
        "multidict",
        "numpy",
        "obstore",
        "prometheus_client",
        "propcache",
        "pydicom",
        "pyotp",
    ),
    *(
        "pytz",
        "redis",
        "rle",
        "segno",
        "simplejpeg",
        "socketio",
        "sqlalchemy",
        "structlog",
        "typing_extensions",
        "yarl",
    ),
}
# Tools of a checkout that libraries pick up by themselves when they are there.
PICKED_UP = {"_distutils_hack", "pygments", "rich", "simple_websocket", "wsproto"}
MOST_MODULES = 1800


def test_serving_loads_no_more_than_it_needs() -> None:
    """Reports, scientific stacks and tools of the workshop are not for a running server."""
    script = (
        # engineio takes it where it is; only the tests' schemathesis brings it
        "import sys; sys.modules['requests'] = None\n"
        "import server.cli.serve\n"
        "files = ((name.split('.')[0], getattr(module, '__file__', None) or '') for name, module in sys.modules.items())\n"
        "print(len(sys.modules), *sorted({name for name, file in files if 'site-packages' in file}))"
    )
    said = subprocess.run([sys.executable, "-P", "-c", script], capture_output=True, text=True, check=True, timeout=60)
    count, *names = said.stdout.split()
    assert set(names) - PICKED_UP <= LOADED
    assert int(count) <= MOST_MODULES


@pytest.mark.slow
def test_server_and_its_workers_start_beside_another_server(folder_of_somebody_else: Path, tmp_path: Path) -> None:
    """The demo is ready, workers and all, and it leaves when told to."""
    settings = {"SERVER__PORT": "0", "DATA__FOLDER": str(tmp_path / "data"), "KEYS__DEPLOYMENT": str(tmp_path / "key")}
    environment = {**os.environ, **{f"LIGHTBOX__{name}": value for name, value in settings.items()}}
    command = [COMMAND, "serve", "--demo"]
    with subprocess.Popen(command, cwd=folder_of_somebody_else, env=environment, stdout=subprocess.PIPE) as server:
        try:
            address = poll(lambda: json.loads((tmp_path / "data" / "demo.json").read_text("utf-8")))["address"]
            ready = poll(lambda: json.load(urllib.request.urlopen(f"{address}/readyz", timeout=5)))
        finally:
            server.terminate()
        assert server.wait(timeout=20) == 0
    assert ready["ok"] is True


def poll(look: Callable[[], dict[str, Any]], *, within_s: float = 40) -> dict[str, Any]:
    """What `look` gives as soon as it gives anything."""
    until = time.monotonic() + within_s
    while True:
        try:
            return look()
        except (OSError, ValueError):
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
