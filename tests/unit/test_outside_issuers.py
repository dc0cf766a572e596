import json

import pytest

from osh_incidents.adapters.oidc import OutsideIssuers

ISSUER = {
    "issuer": "https://login.example",
    "audience": "osh-incidents",
    "algorithms": ["ES256"],
    "claim": "sub",
}


@pytest.mark.parametrize("changed", [{"algorithms": ["HS256"]}, {"algorithms": []}, {"claim": "x"}])
def test_a_configuration_that_accepts_more_is_refused(changed: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="algorithms are of"):
        OutsideIssuers.of_json(json.dumps({"issuers": [ISSUER | changed]}))
