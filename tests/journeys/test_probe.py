"""`lightbox probe` passes on a sound server and names the step on each of six broken ones."""

import json
from collections.abc import Callable

import pytest

from tests.journeys.server_process import ServerProcess, running

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]
Made = Callable[..., ServerProcess]


def test_the_probe_holds_on_a_sound_server(demo_server: Made) -> None:
    """Every step of a synthetic consult holds, and the exit code says so."""
    with running(demo_server()) as server:
        done = server.run("probe", "--demo", "--json")
    told = json.loads(done.stdout)
    assert (done.returncode, told["ok"]) == (0, True), told
    assert {"steer", "chat", "end", "locked"} <= {step["name"] for step in told["steps"]}


@pytest.mark.parametrize(
    ("way", "step"),
    [
        pytest.param("lock_keeps_its_key", "receipt", marks=pytest.mark.hunt),
        pytest.param("consent_gate_is_off", "consent_gate", marks=pytest.mark.hunt),
        pytest.param("old_frame_is_served", "steer", marks=pytest.mark.hunt),
        ("deadline_is_a_minute_late", "deadline"),
        pytest.param("code_is_reusable", "code_works_once", marks=pytest.mark.hunt),
        pytest.param("chat_drops_one_in_fifty", "chat", marks=pytest.mark.hunt),
    ],
)
def test_the_probe_names_what_is_broken(demo_server: Made, way: str, step: str) -> None:
    """A broken server fails the probe at the step that looks at it."""
    with running(demo_server(module="tests.journeys.sabotage", more={"LIGHTBOX_SABOTAGE": way})) as server:
        done = server.run("probe", "--demo", "--json")
    told = json.loads(done.stdout)
    assert (done.returncode, told["ok"]) == (1, False)
    assert told["steps"][-1]["name"] == step, told
    assert not told["steps"][-1]["ok"]
