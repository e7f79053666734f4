"""How much a worker may use, and when the pool gives up on it. Settled as decisions 12 and 13."""

from dataclasses import dataclass

MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class WorkerLimits:
    """Limits of one worker process.

    `cpu_s` is processor time per job (the soft limit is raised before each job, because the kernel counts from the
    start of the process); `wall_s` is what the server waits; a job that takes longer than `long_s` no longer keeps others
    from their turn; `forget_s` is how long a busy worker may take to come
    back when pictures must be forgotten.
    """

    address_space_bytes: int = 1536 * MIB
    cpu_s: int = 10
    wall_s: float = 20.0
    long_s: float = 0.2
    forget_s: float = 0.05
    open_files: int = 64
    written_bytes: int = 2048 * MIB
    reply_bytes: int = 128 * MIB
    jobs_before_recycling: int = 500
    inflated_bytes: int = 2048 * MIB
    inflate_ratio: int = 100
    archive_members: int = 20_000
    archive_ratio: int = 100
