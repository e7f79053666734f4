"""Every figure there is; docs/metrics.md explains each, and a test holds the page, the dashboard and the alerts to it."""

import os
from collections import Counter
from typing import Final

from server.app.metrics.figure import Figure, Reading, by_word, one, tallied
from server.app.metrics.measured import Measured
from server.live.turnstile import Urgency
from server.sessions.phases import Phase
from server.terms.people import Role

PREFIX: Final = "lightbox_"
MIB: Final = 1 << 20
VIEWING: Final = frozenset({Phase.LIVE, Phase.PAUSED})
GRACE_MS: Final = 1_000
"""What is promised: dark within a second."""


def _rooms(measured: Measured) -> dict[str, float]:
    phases = Counter(task.session.phase.value for task in measured.running.rooms.tasks.values())
    return {phase.value: phases[phase.value] for phase in Phase}


def _people(measured: Measured) -> dict[str, float]:
    roles: Counter[str] = Counter()
    for task in measured.running.rooms.tasks.values():
        roles.update(task.session.role_of(person).value for person in task.stage.screens)
    return {role.value: roles[role.value] for role in Role}


def _overdue(measured: Measured) -> float:
    now_ms = measured.ground.clock.now_ms()
    sessions = (task.session for task in measured.running.rooms.tasks.values())
    return sum(
        session.phase in VIEWING and session.deadline_ms is not None and session.deadline_ms + GRACE_MS < now_ms
        for session in sessions
    )


def _waiting(measured: Measured) -> dict[str, float]:
    return {urgency.name.lower(): measured.running.renderer.waiting(urgency) for urgency in Urgency}


def _witness(measured: Measured) -> list[Reading]:
    witnessing = measured.ground.witnessing
    return [] if witnessing is None else [((), float(bool(witnessing.failing)))]


def _failures(measured: Measured) -> list[Reading]:
    stores = {"database": measured.ground.database.failures, "objects": measured.ground.counted.objects}
    return [((store, *code), count) for store, tally in stores.items() for code, count in tally.counts.items()]


def _disk(measured: Measured) -> list[Reading]:
    try:
        disk = os.statvfs(measured.ground.settings.data_folder)
    except OSError:
        return []
    return [(("free",), disk.f_bavail * disk.f_frsize), (("size",), disk.f_blocks * disk.f_frsize)]


FIGURES: Final[tuple[Figure, ...]] = (
    # what runs
    Figure("build_info", "gauge", "1, with the version.", lambda m: [((m.version,), 1)], ("version",)),
    Figure("draining", "gauge", "1 once the process was asked to stop.", one(lambda m: m.ground.draining.is_on)),
    Figure("rooms", "gauge", "Consults that run in this process.", by_word(_rooms), ("phase",)),
    Figure("rooms_overdue", "gauge", "Rooms that outlive their deadline: never one.", one(_overdue)),
    Figure("people", "gauge", "People with a screen open in a room.", by_word(_people), ("role",)),
    Figure("sockets", "gauge", "Open connections of rooms.", one(lambda m: m.door.connected)),
    Figure("event_loop_lag_seconds", "histogram", "How late the loop comes back.", one(lambda m: m.ground.counted.lag.spread)),
    Figure(
        "strain", "gauge", "What is given up: 1 quality, 2 also rate, 3 also new guests.",
        one(lambda m: m.running.rooms.workshop.burden.strain),
    ),
    Figure(
        "strain_steps_total", "counter", "How often each step was taken.",
        tallied(lambda m: m.running.rooms.workshop.burden.steps), ("step",),
    ),
    Figure(
        "guests_postponed_total", "counter", "People asked to come again a little later.",
        tallied(lambda m: m.running.rooms.workshop.burden.postponed), ("why",),
    ),
    # pictures
    Figure(
        "frames_sent_total", "counter", "Pictures that went to screens.",
        tallied(lambda m: m.running.rooms.workshop.sent.frames), ("tier",),
    ),
    Figure(
        "frames_sent_bytes_total", "counter", "Their sealed bytes.",
        tallied(lambda m: m.running.rooms.workshop.sent.size_bytes), ("tier",),
    ),
    Figure(
        "frames_withheld_total", "counter", "Pictures that could not be shown.",
        tallied(lambda m: m.running.rooms.workshop.sent.withheld), ("code",),
    ),
    Figure(
        "frames_asked_total", "counter", "Pictures asked of the renderer: kept from before, or made.",
        tallied(lambda m: m.running.renderer.figures.asked), ("answer",),
    ),
    Figure(
        "render_seconds", "histogram", "From asking for a picture to its being sealed, all waiting included.",
        by_word(lambda m: m.running.renderer.figures.rendered), ("tier",),
    ),
    Figure(
        "decode_seconds", "histogram", "From a stored object to a decoded frame, waiting for a worker included.",
        one(lambda m: m.running.renderer.figures.decoded),
    ),
    Figure(
        "encode_seconds", "histogram", "Table, encoding and sealing of a picture.",
        one(lambda m: m.running.renderer.figures.encoded),
    ),
    Figure("render_queue_length", "gauge", "Pictures that wait for a place.", by_word(_waiting), ("urgency",)),
    Figure("decoded_cache_bytes", "gauge", "Memory of decoded frames.", one(lambda m: m.running.renderer.decoded_bytes)),
    Figure(
        "decoded_cache_limit_bytes", "gauge", "And the most it may be.",
        one(lambda m: m.ground.settings.cache.decoded_mb * MIB),
    ),
    Figure(
        "sealed_cache_bytes", "gauge", "Memory of sealed pictures.",
        one(lambda m: m.running.rooms.workshop.cache.size_bytes),
    ),
    Figure(
        "sealed_cache_limit_bytes", "gauge", "And the most it may be.",
        one(lambda m: m.ground.settings.cache.sealed_mb * MIB),
    ),
    # workers
    Figure("worker_starts_total", "counter", "Workers started, the first ones too.", one(lambda m: m.ground.workers.started)),
    Figure(
        "worker_jobs_total", "counter", "Jobs of workers, by what became of them.",
        tallied(lambda m: m.ground.workers.jobs), ("outcome",),
    ),
    Figure("workers_busy", "gauge", "Workers that do something.", one(lambda m: m.ground.workers.working)),
    Figure("worker_queue_length", "gauge", "Jobs that wait for a worker.", one(lambda m: m.ground.workers.waiting)),
    Figure("archives_reading", "gauge", "Uploaded archives being read.", one(lambda m: len(m.studies.intake.reading))),
    # the record
    Figure("log_commit_seconds", "histogram", "Commits of the record.", one(lambda m: m.ground.log.commits)),
    Figure(
        "log_commit_failures_total", "counter", "Commits of the record that failed.",
        tallied(lambda m: m.ground.log.failures), ("code",),
    ),
    Figure(
        "log_unwritable", "gauge", "1 while the last commit has failed: no new picture is shown.",
        one(lambda m: m.ground.log.is_failing),
    ),
    Figure("log_queue_length", "gauge", "Entries that wait for a commit.", one(lambda m: m.ground.log.waiting)),
    Figure("entries_total", "counter", "Entries recorded.", tallied(lambda m: m.ground.counted.record.entries), ("kind",)),
    Figure("alerts_total", "counter", "Security alerts recorded.", tallied(lambda m: m.ground.counted.record.alerts), ("code",)),
    Figure(
        "sessions_ended_total", "counter", "Consults that ended; `expired`: at the deadline.",
        tallied(lambda m: m.ground.counted.record.ends), ("reason",),
    ),
    Figure("witness_failing", "gauge", "1 while the witness cannot be told; none without a witness.", _witness),
    Figure(
        "storage_failures_total", "counter", "What database or store could not do; a try again counts again.", _failures,
        ("store", "code"),
    ),
    # who asks
    Figure(
        "http_answers_total", "counter", "Requests answered.",
        tallied(lambda m: m.ground.counted.answers.answers), ("part", "status"),
    ),
    Figure(
        "http_answer_seconds", "histogram", "How long answers took.", by_word(lambda m: m.ground.counted.answers.seconds), ("part",)
    ),
    Figure("refused_total", "counter", "What was refused.", tallied(lambda m: m.ground.counted.answers.refused), ("where", "code")),
    # what processes have in common
    Figure(
        "ownership_changes_total", "counter", "Sessions taken, lost (or forgotten by Redis) and released.",
        tallied(lambda m: m.running.rooms.holding.changes), ("change",),
    ),
    Figure(
        "relayed_total", "counter", "Requests and sockets sent on to the process that runs their session.",
        tallied(lambda m: m.ground.counted.answers.relayed), ("what",),
    ),
    Figure(
        "shared_refused_total", "counter", "What was found in Redis that is not ours.",
        by_word(lambda m: m.ground.live.refused), ("what",),
    ),
    Figure(
        "shared_away", "gauge", "1 while Redis does not answer; none without Redis.",
        by_word(lambda m: m.ground.live.away), ("purpose",),
    ),
    # the machine
    Figure("clock_off", "gauge", "1 while no code is believed.", one(lambda m: m.ground.synchrony.is_off())),
    Figure("data_disk_bytes", "gauge", "The disk of `data.folder`.", _disk, ("what",)),
)  # fmt: skip
"""Name → what it is, in the order of docs/metrics.md."""
