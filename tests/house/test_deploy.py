"""Files to deploy with name only what exists, and leave open no door that need not be."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from server.app.metrics.catalog import FIGURES, PREFIX
from server.audit.kinds import KINDS
from server.cli import VERBS
from server.settings import load
from server.workers import confinement

REPOSITORY = Path(__file__).resolve().parents[2]
DEPLOY = REPOSITORY / "docs" / "deploy"
UNITS = ("lightbox.service", "lightbox@.service")
OF_PROCESS = {"process_resident_memory_bytes", "process_cpu_seconds_total", "process_open_fds", "process_max_fds"}
WORDS = {
    *(
        "by",
        "on",
        "sum",
        "rate",
        "increase",
        "histogram_quantile",
        "ignoring",
        "topk",
        "max",
        "instance",
        "job",
        "up",
        "le",
    ),
}
Compose = dict[str, Any]


def test_every_file_is_in_the_index() -> None:
    text = (DEPLOY / "README.md").read_text("utf-8")
    unnamed = {path.name for path in DEPLOY.iterdir()} - {"README.md", "Dockerfile.dockerignore"}
    assert {name for name in unnamed if f"]({name})" not in text} == set()


# --- systemd ---------------------------------------------------------------------------------------------------------


def directives(name: str) -> list[tuple[str, str]]:
    lines = (DEPLOY / name).read_text("utf-8").splitlines()
    found = [line.partition("=")[::2] for line in lines if line and not line.startswith(("#", "["))]
    return [(key, value) for key, value in found]


@pytest.mark.parametrize("name", UNITS)
def test_a_unit_takes_away_what_the_server_does_not_need(name: str) -> None:
    """K5: an account of its own, no capability, nothing writable but its state, nothing of its memory on a disk."""
    unit = dict(directives(name))
    for key, value in {
        "User": "lightbox", "NoNewPrivileges": "yes", "ProtectSystem": "strict", "ProtectHome": "yes", "PrivateTmp": "yes",
        "PrivateDevices": "yes", "CapabilityBoundingSet": "", "LimitCORE": "0", "MemorySwapMax": "0", "UMask": "0077",
        "StateDirectoryMode": "0700", "ProtectKernelModules": "yes", "LockPersonality": "yes", "KillSignal": "SIGTERM",
    }.items():  # fmt: skip
        assert unit[key] == value, key
    assert int(unit["LimitNOFILE"]) >= 4096
    assert int(unit["TimeoutStopSec"].removesuffix("s")) >= 40


@pytest.mark.parametrize("name", UNITS)
def test_a_unit_leaves_the_sandbox_of_workers_its_means(name: str) -> None:
    """T-28: user, network, IPC and host name namespaces, filters of their own; and reading how well the clock is kept."""
    unit = directives(name)
    allowed = " ".join(value for key, value in unit if key == "SystemCallFilter" and not value.startswith("~")).split()
    assert {"@system-service", "unshare", "seccomp", "adjtimex"} <= set(allowed)
    assert {"landlock_create_ruleset", "landlock_add_rule", "landlock_restrict_self"} <= set(allowed)
    settings = dict(unit)
    flags = {"user": 0x10000000, "net": 0x40000000, "ipc": 0x08000000, "uts": 0x04000000}
    named = settings["RestrictNamespaces"].split()
    assert sum(flags[each] for each in named) == confinement._NEW_NAMESPACES
    assert not {"MemoryDenyWriteExecute", "PrivateUsers", "ProtectClock", "RootDirectory"} & settings.keys()


def test_both_units_are_hardened_alike() -> None:
    one, other = (set(directives(name)) for name in UNITS)
    differ = {key for key, _ in one ^ other}
    assert differ <= {"Description", "ExecStart", "TimeoutStopSec", "Environment"}


@pytest.mark.parametrize("name", UNITS)
def test_a_unit_starts_what_there_is(name: str, tmp_path: Path) -> None:
    unit = directives(name)
    (command,) = (value.split() for key, value in unit if key == "ExecStart")
    assert (Path(command[0]).name, command[1] in VERBS) == ("lightbox", True)
    given = dict(value.split("=", 1) for key, value in unit if key == "Environment")
    load({key: value.replace("%i", "8460") for key, value in given.items() if key != "LIGHTBOX_SETTINGS"}, tmp_path)


MOST_EXPOSED = 25
"""Of 100 by `systemd-analyze security`: they are at 24; the rest is what workers confine themselves with, and a network."""


@pytest.mark.parametrize("name", UNITS)
def test_systemd_has_nothing_against_a_unit(name: str, tmp_path: Path) -> None:
    """Where there is systemd; it looks for the program, too, which is not installed here."""
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("no systemd-analyze on this machine")
    shutil.copy(DEPLOY / name, tmp_path / name)
    started = tmp_path / name.replace("@", "@8460")
    said = subprocess.run([program, "verify", str(started)], capture_output=True, text=True, check=False, timeout=30)
    ours = [line for line in said.stderr.splitlines() if "lightbox" in line and "is not executable" not in line]
    assert ours == []
    exposure = [program, "security", "--offline=true", f"--threshold={MOST_EXPOSED}", "--no-pager", str(started)]
    weighed = subprocess.run(exposure, capture_output=True, text=True, check=False, timeout=30)
    assert weighed.returncode == 0, weighed.stdout[-200:]


# --- containers ------------------------------------------------------------------------------------------------------


def test_the_image_is_built_from_locked_versions_and_runs_as_nobody_special() -> None:
    text = (DEPLOY / "Dockerfile").read_text("utf-8")
    lines = text.replace("\\\n", " ").splitlines()
    last = lines[max(index for index, line in enumerate(lines) if line.startswith("FROM")) :]
    users = [line.split()[1] for line in last if line.startswith("USER")]
    assert users == ["10460:10460"]
    assert all(re.search(r":3\.11-slim-bookworm\b", line) for line in lines if line.startswith("FROM"))
    installs = [part for line in lines for part in line.split("&&") if "pip install" in part]
    assert all("--require-hashes" in part or part.rstrip().endswith(" .") for part in installs)
    assert len(installs) == 3
    for path in re.findall(r"requirements/\w+\.txt", text):
        assert (REPOSITORY / path).exists()
    assert not re.search(r"^ADD|--privileged|:latest", text, re.MULTILINE)
    (command,) = (json.loads(line.removeprefix("CMD ")) for line in last if line.startswith("CMD "))
    assert (command[0], command[1] in VERBS) == ("lightbox", True)


def test_the_image_sets_what_can_be_set(tmp_path: Path) -> None:
    given = dict(re.findall(r"(LIGHTBOX__\w+)=(\S+)", (DEPLOY / "Dockerfile").read_text("utf-8")))
    assert len(given) >= 5
    load(given, tmp_path)


@pytest.fixture(scope="module")
def compose() -> Compose:
    content: Compose = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
    return content


def test_every_container_is_read_only_and_has_no_capability(compose: Compose) -> None:
    """K5: only PostgreSQL's own start changes owners, and drops to its own account by itself."""
    for name, service in compose["services"].items():
        assert service["read_only"] is True, name
        assert service["cap_drop"] == ["ALL"], name
        assert "no-new-privileges:true" in service["security_opt"], name
        assert "privileged" not in service, name
        assert name in {"nginx", "postgres"} or not service["user"].startswith("0"), name
        assert ("ports" in service) == (name == "nginx"), name
        assert ("cap_add" in service) == (name == "postgres"), name
    assert compose["networks"]["inside"]["internal"] is True


def test_every_container_that_is_needed_is_there(compose: Compose) -> None:
    services = compose["services"]
    assert {"nginx", "postgres", "redis", "objects", "migrate", "lightbox-1", "lightbox-2"} == services.keys()
    for service in services.values():
        assert set(service.get("depends_on", {})) <= services.keys()
        assert set(service["networks"]) <= compose["networks"].keys()
        assert set(service.get("secrets", [])) <= compose["secrets"].keys()
    assert services["redis"]["command"][1:5] == ["--save", "", "--appendonly", "no"]
    assert services["migrate"]["command"][1] in VERBS


def test_containers_are_given_settings_that_exist_and_no_secret(compose: Compose, tmp_path: Path) -> None:
    for name in ("lightbox-1", "lightbox-2", "migrate"):
        given = compose["services"][name]["environment"]
        assert not [key for key in given if re.search("PASSWORD|SECRET|ACCESS_KEY", key)]
        settings = load(given, tmp_path)
        assert settings.shared.url
        assert settings.database.url
        assert settings.blobs.url
    text = (DEPLOY / "compose.yaml").read_text("utf-8")
    assert not re.search(r"PASSWORD: |://\w+:\w+@", text)


def test_roles_of_the_procfile_are_verbs() -> None:
    lines = (REPOSITORY / "Procfile").read_text("utf-8").splitlines()
    roles = {role: command.split() for role, _, command in (line.partition(": ") for line in lines)}
    assert roles.keys() == {"release", "web"}
    assert all(command[0] == "lightbox" and command[1] in VERBS for command in roles.values())


# --- figures ---------------------------------------------------------------------------------------------------------


def known() -> dict[str, set[str]]:
    """Every series there is, with its labels."""
    found: dict[str, set[str]] = {name: set() for name in OF_PROCESS}
    for figure in FIGURES:
        labels = set(figure.labels)
        ends = ("_bucket", "_sum", "_count") if figure.kind == "histogram" else ("",)
        found |= {f"{PREFIX}{figure.name}{end}": labels | ({"le"} if end == "_bucket" else set()) for end in ends}
    return found


def expressions() -> Iterator[tuple[str, str]]:
    """Where, and what is asked of Prometheus."""
    alerts = yaml.safe_load((DEPLOY / "prometheus-alerts.yaml").read_text("utf-8"))
    yield from ((rule["alert"], rule["expr"]) for group in alerts["groups"] for rule in group["rules"])
    board = json.loads((DEPLOY / "grafana-dashboard.json").read_text("utf-8"))
    yield from ((panel["title"], target["expr"]) for panel in board["panels"] for target in panel["targets"])


@pytest.mark.parametrize(("where", "expression"), list(expressions()))
def test_alerts_and_dashboard_ask_for_what_exists(where: str, expression: str) -> None:
    """K5: every name, and every label it is chosen or summed by."""
    series = known()
    bare = re.sub(r'"[^"]*"', '""', expression)
    named = set(re.findall(r"\b[a-zA-Z_]\w*\b", re.sub(r"\{[^}]*\}|\[\w+\]|\b\d+\w*\b", " ", bare)))
    grouped = set(re.findall(r"\w+", " ".join(re.findall(r"\b(?:by|ignoring|on) \(([^)]*)\)", bare))))
    asked = {name for name in named if name.startswith((PREFIX, "process_"))}
    assert asked or "up" in named
    assert asked <= series.keys()
    assert named - asked - grouped <= WORDS
    labels = set().union(*(series[name] for name in asked)) | {"instance", "job"}
    assert grouped <= labels
    for name, chosen in re.findall(r"(\w+)\{([^}]*)\}", expression):
        assert set(re.findall(r"(\w+)\s*[=!]", chosen)) <= series.get(name, set()) | {"job", "instance"}


def test_the_kinds_that_alerts_count_can_be_recorded() -> None:
    kinds = {
        kind for _, text in expressions() for said in re.findall(r'kind=~?"([^"]+)"', text) for kind in said.split("|")
    }
    assert kinds
    assert kinds <= KINDS.keys()


def test_what_to_do_about_each_alert_is_written_down() -> None:
    text = (REPOSITORY / "docs" / "operations.md").read_text("utf-8")
    alerts = yaml.safe_load((DEPLOY / "prometheus-alerts.yaml").read_text("utf-8"))
    rules = [rule for group in alerts["groups"] for rule in group["rules"]]
    assert {rule["alert"] for rule in rules if f"`{rule['alert']}`" not in text} == set()
    assert {rule["labels"]["severity"] for rule in rules} == {"page", "ticket"}
