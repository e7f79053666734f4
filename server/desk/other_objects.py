"""What comes in with a study and is no picture: its study names it, by kind, so that nobody thinks it got lost."""

from server.desk.study_ports import OtherShelf
from server.studies.header import InstanceHeader
from server.terms.ids import PersonId
from server.vault.deployment import DeploymentKey


class OtherObjects:
    """Remembers kinds under keyed tags; nothing of the object is kept, and it may come in before its study does."""

    def __init__(self, shelf: OtherShelf, dep: DeploymentKey) -> None:
        self._shelf = shelf
        self._dep = dep

    async def note(self, owner: PersonId, header: InstanceHeader) -> None:
        """Remember an object that says which study it belongs to; others are in no study."""
        if not header.study.uid or not header.sop_instance:
            return
        study_tag = self._dep.tag(header.study.uid, purpose="study uid")
        sop_tag = self._dep.tag(header.sop_instance, purpose=f"other sop instance uid {study_tag}")
        await self._shelf.note(owner, study_tag, sop_tag, header.kind.value)
