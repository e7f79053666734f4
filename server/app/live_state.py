"""Which live state the settings ask for: this process's own, or a Redis that several have in common."""

from server.live.alerting import Alerting
from server.settings import RedisUserSettings, Settings
from server.storage.shared.live_state import InProcess, LiveState, new_node
from server.storage.shared.place import Login, place_of
from server.storage.shared.redis_state import InRedis, Users
from server.vault.deployment import DeploymentKey


async def live_state(settings: Settings, dep: DeploymentKey, alerting: Alerting) -> LiveState:
    """Open it; a Redis that cannot be reached now is reached later."""
    shared = settings.shared
    if not shared.url:
        return InProcess.of(new_node())
    users = Users(_login(shared.owners), _login(shared.tickets), _login(shared.control), _login(shared.sentinels))
    state = InRedis.of(
        place_of(shared.url), new_node(), dep, alerting.distrusted, users=users, authority=shared.authority
    )
    await state.start()
    return state


def _login(user: RedisUserSettings) -> Login:
    return Login(user.login, user.password)
