"""The directory of the demonstration: keys, databases and logins, whole or not at all."""

import json
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from osh_incidents.adapters.jws import new_key_pem
from osh_incidents.adapters.sealing import new_key
from osh_incidents.demo.accounts import CITY, COUNTRY, Login
from osh_incidents.domain.authority import Role
from osh_incidents.settings import Settings

_OWNER_ALONE = 0o600
_BEGUN, _COMPLETE = "begun", "complete"


@dataclass(frozen=True, slots=True)
class Directory:
    """Where everything of the demonstration is."""

    path: Path
    kind: str = ""
    """Of the marks in it, so that no other command takes it for its own."""

    @property
    def accounts(self) -> Path:
        """Return where the logins of the city are, one of each role."""
        return self.path / "accounts.json"

    @property
    def national(self) -> Path:
        """Return where the login of the whole country is."""
        return self.path / "national.json"

    @property
    def is_complete(self) -> bool:
        """Whether it was made to the end."""
        return self._mark(_COMPLETE).exists()

    @property
    def is_foreign(self) -> bool:
        """Whether it holds something that no demonstration has made, and must be left alone."""
        known = self.is_complete or self._mark(_BEGUN).exists()
        return not known and self.path.exists() and any(self.path.iterdir())

    def begin(self) -> None:
        """Make the directory anew with keys, without what a broken attempt left."""
        if self.path.exists():
            shutil.rmtree(self.path)
        self.path.mkdir(parents=True, mode=0o700)
        self._mark(_BEGUN).touch()
        _write_for_owner(self._token_key, new_key_pem())
        _write_for_owner(self._field_key, new_key().hex())

    def finish(self, city: Iterable[Login], country: Iterable[Login]) -> None:
        """Write the logins, and at last that all is there."""
        _write_for_owner(self.accounts, _listed(city))
        _write_for_owner(self.national, _listed(country))
        self._mark(_COMPLETE).touch()

    def login(self, role: Role) -> Login:
        """Return the login of *role* in the city."""
        for kept in json.loads(self.accounts.read_text(encoding="utf-8")):
            if kept["role"] == role:
                return Login(role, kept["client_id"], kept["client_secret"])
        raise KeyError(role)

    def settings(self, address: str) -> Settings:
        """Return the settings of a service at *address* over this directory."""
        # Not by the initialiser, which would read and check the environment as well.
        return Settings.model_construct(
            database_url=f"sqlite:///{self.databases.resolve()}/common.db",
            authorities=(CITY, COUNTRY),
            token_key_file=self._token_key,
            field_key_file=self._field_key,
            issuer=address,
        )

    @property
    def databases(self) -> Path:
        """Return the folder of the databases."""
        return self.path / "db"

    def _mark(self, name: str) -> Path:
        return self.path / f"{self.kind}{name}"

    @property
    def _token_key(self) -> Path:
        return self.path / "token.pem"

    @property
    def _field_key(self) -> Path:
        return self.path / "field.key"


def _write_for_owner(path: Path, text: str) -> None:
    path.touch(mode=_OWNER_ALONE)
    path.write_text(text, encoding="utf-8")


def _listed(logins: Iterable[Login]) -> str:
    rows = [
        {
            "role": login.role.value,
            "client_id": login.client_id,
            "client_secret": login.client_secret,
        }
        for login in logins
    ]
    return json.dumps(rows, indent=2) + "\n"
