"""What the API tells of cases, each thing asked for once as long as nothing happens."""

from typing import Any

from tests.support.service import Service


class Told:
    """What the inspector is told."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._known: dict[str, Any] = {}

    def forget(self) -> None:
        """Ask anew, since something happened."""
        self._known.clear()

    def case(self, case_id: str) -> Any:
        return self._read(f"/cases/{case_id}")

    def log(self, case_id: str) -> list[Any]:
        found: list[Any] = self._read(f"/cases/{case_id}/actions", limit=200)["items"]
        return found

    def victims(self, case_id: str) -> list[Any]:
        found: list[Any] = self._read(f"/cases/{case_id}/victims")["items"]
        return found

    def claims(self, case_id: str) -> list[Any]:
        found = []
        for victim in self.victims(case_id):
            found += self._read(f"/cases/{case_id}/victims/{victim['id']}/claims")["items"]
        return found

    def graded(self, case_id: str) -> str:
        """Return the severity that the victims give, with how many are severely hurt."""
        victims = self.victims(case_id)
        if any(one["died_at"] or one["declared_condition"] == "fatal" for one in victims):
            return "fatal"
        severe = sum(1 for one in victims if one["injury_codes"])
        return ["light", "one_severe"][severe] if severe < 2 else "several_severe"

    def _read(self, path: str, **query: int) -> Any:
        if path not in self._known:
            self._known[path] = self._service.get("inspector", path, **query).json()
        return self._known[path]
