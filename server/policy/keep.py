"""How long what is kept, as the policy file says it."""

from server.policy.said import KeepSaid, WrongError
from server.terms.lifetimes import Lifetimes

LEAST_DAYS_OF_A_YEAR = 365


def lifetimes_of(said: KeepSaid, *, record_years: int) -> Lifetimes:
    """The lifetimes a file comes to; `record_years` are the settings', for a file that says none.

    Raises
    ------
    WrongError
        A study may be kept less long than it is anyway; a chat or a note would outlive the record it is part of.
    """
    years = record_years if said.record_years is None else said.record_years
    most = said.studies_days if said.studies_days_most is None else said.studies_days_most
    if said.studies_days == 0 and most:
        why = "studies are kept until somebody removes them"
        raise WrongError(["keep", "studies_days_most"], why, "without it, or with studies_days")
    if most < said.studies_days:
        raise WrongError(["keep", "studies_days_most"], f"{most} is below studies_days", f"{said.studies_days} … 36500")
    for field in ("chats_days", "notes_days"):
        days: int = getattr(said, field)
        if years and days > years * LEAST_DAYS_OF_A_YEAR:
            bound = f"0 … {years * LEAST_DAYS_OF_A_YEAR} (the record is kept for {years} years)"
            raise WrongError(["keep", field], f"{days} is longer than the record is kept", bound)
    return Lifetimes(said.studies_days, most, said.chats_days, said.notes_days, years)
