"""How many failures in a row an account bears, and what half a sign-in means. NIST SP 800-63B-4 §3.2.2."""

from typing import Final, Literal

RECOVERY_ONLY: Final = 10
"""After so many consecutive failures an authenticator's code opens nothing: a recovery code does."""
STOPPED: Final = 100
"""After so many nothing does, until an administrator and a second person have reset the sign-in."""
HALF_MS: Final = 3 * 60 * 1000
"""Who knew the password and had no right code for so long was perhaps somebody else."""

Hold = Literal["", "recovery", "stopped"]


def hold(failures: int) -> Hold:
    """Say what an account with so many failures in a row still takes: everything, recovery codes, nothing."""
    if failures >= STOPPED:
        return "stopped"
    return "recovery" if failures >= RECOVERY_ONLY else ""
