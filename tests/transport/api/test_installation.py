"""The installation over HTTP, as administrators and auditors read it."""

from server.policy import digest_of, read_policy
from server.terms.consults import ViewingPolicy
from server.terms.people import StaffRole
from tests.transport.people_server import PeopleServer


async def somebody(server: PeopleServer, role: StaffRole) -> str:
    """Sign one of them in; gives the cookie's secret."""
    name = role.value
    account = await server.people.staff(name, role)
    return (await server.people.signed_in(account, name))[1]


async def test_health_policy_and_record_in_numbers_and_codes(server: PeopleServer) -> None:
    """Screens 9: each check by name, the policy's digest and lifetimes, how long the record is; nothing of anybody's work."""
    ada = await somebody(server, StaffRole.ADMINISTRATOR)
    told = (await server.ask("GET", "/api/installation", staff=ada)).content
    assert (told["ok"], told["checks"]) == (True, {"clock": "ok", "witness": "warning: no_witness"})
    assert told["policy"] == digest_of(read_policy(ViewingPolicy()))
    assert set(told["kept"]) == {"studies_days", "studies_days_most", "chats_days", "notes_days", "record_years"}
    assert told["entries"] == len(await server.people.log.read())


async def test_the_record_is_looked_at_whole(server: PeopleServer) -> None:
    """Screens 9, log check: what is found, with the root to compare with a receipt's."""
    aud = await somebody(server, StaffRole.AUDITOR)
    found = (await server.ask("POST", "/api/installation/record", staff=aud)).content
    assert (found["damaged_count"], found["tree_same"], found["witness"]) == (0, True, "none")
    assert found["root"] == (await server.people.log.head()).root.hex()


async def test_others_are_refused(server: PeopleServer) -> None:
    """T-23: a provider reads neither; who is not signed in neither."""
    lee = await somebody(server, StaffRole.PROVIDER)
    for method, path in (("GET", "/api/installation"), ("POST", "/api/installation/record")):
        assert (await server.ask(method, path, staff=lee)).code == "forbidden"
        assert (await server.ask(method, path)).code == "signed_out"
