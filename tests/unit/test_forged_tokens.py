import json

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from osh_incidents.adapters.jws import new_key_pem
from osh_incidents.domain.errors import NotAuthenticated
from tests.unit.forging import (
    ABSENT,
    AUDIENCE,
    CLAIMS,
    HEADER,
    ISSUER,
    KEY,
    NOW,
    SECOND,
    TOKENS,
    claiming,
    der_signed,
    encoded,
    headed,
    macced,
    public,
    signed,
    unsigned,
    written,
)

GENUINE = signed(written(HEADER), written(CLAIMS))
HEAD, BODY, SIGNATURE = GENUINE.split(".")
OTHER_BODY = encoded(written(CLAIMS | {"authority": "vn"}))
SPARE = {"A": "B", "Q": "R", "g": "h", "w": "x"}
"""Last letters of a signature, and neighbours that decode to the same bytes."""
STRANGERS_KEY = new_key_pem()
NESTED = b"[" * 1_400 + b"]" * 1_400
TWICE = written(CLAIMS)[:-1] + f', "exp": {SECOND + 300}}}'.encode()

SHAPES = {
    "empty": "",
    "one dot": ".",
    "two dots": "..",
    "three words": "a.b.c",
    "two parts": f"{HEAD}.{BODY}",
    "no signature": f"{HEAD}.{BODY}.",
    "four parts": f"{GENUINE}.{SIGNATURE}",
    "truncated": GENUINE[:-1],
    "signature cut in half": GENUINE[:-43],
    "signature of zeros": f"{HEAD}.{BODY}.{encoded(bytes(64))}",
    "signature in DER": der_signed(),
    "signature of other claims": f"{HEAD}.{OTHER_BODY}.{SIGNATURE}",
    "space before": f" {GENUINE}",
    "line end after": f"{GENUINE}\n",
    "line ends after": f"{GENUINE}\n\n\n\n",
    "padding": f"{GENUINE}==",
    "characters outside the alphabet": f"{GENUINE}!!!!",
    "another alphabet": f"{HEAD}.{BODY}.{'+/' * 43}",
    "spare bits set": f"{GENUINE[:-1]}{SPARE[GENUINE[-1]]}",
    "bearer before": f"Bearer {GENUINE}",
    "not ascii": f"{HEAD}.{BODY}.ký",
    "not ascii header": f"đ{GENUINE}",
    "surrogate": f"\ud800{GENUINE}",
    "null byte": f"\0{GENUINE}",
    "five megabytes": "a" * 5_000_000,
    "five megabytes of dots": "." * 5_000_000,
    "long but rightly signed": claiming(padding="a" * 4_096),
    "payload is not JSON": signed(written(HEADER), b"{"),
    "payload is a list": signed(written(HEADER), b"[]"),
    "payload is nested deeply": signed(written(HEADER), NESTED),
    "payload is not UTF-8": signed(written(HEADER), b"\xff"),
}
HEADERS = {
    "algorithm none": unsigned("none"),
    "algorithm None": unsigned("None"),
    "algorithm nOnE with a signature": unsigned("nOnE", bytes(64)),
    "algorithm empty": unsigned(""),
    "HMAC of the public key as PEM": macced(public(Encoding.PEM)),
    "HMAC of the public key as DER": macced(public(Encoding.DER)),
    "HMAC of the JWK set": macced(json.dumps(TOKENS.jwks(NOW)).encode()),
    "HMAC of nothing": macced(b""),
    "algorithm RS256": headed(alg="RS256"),
    "algorithm ES384": headed(alg="ES384"),
    "algorithm in lower case": headed(alg="es256"),
    "algorithms as a list": headed(alg=["ES256"]),
    "no algorithm": headed(alg=ABSENT),
    "key of a stranger": claiming(STRANGERS_KEY),
    "wrong key id": headed(kid="another"),
    "no key id": headed(kid=ABSENT),
    "key id null": headed(kid=None),
    "key id a path": headed(kid="../../dev/null"),
    "crit": headed(crit=["exp"]),
    "jku": headed(jku="https://attacker.test/jwks.json"),
    "jwk": headed(jwk=TOKENS.jwks(NOW)["keys"][0]),
    "x5u": headed(x5u="https://attacker.test/cert.pem"),
    "b64": headed(b64=False),
    "cty": headed(cty="JWT"),
    "type JWT": headed(typ="JWT"),
    "type in capitals": headed(typ="AT+JWT"),
    "no type": headed(typ=ABSENT),
    "header is a list": signed(b'["alg","kid","typ"]', written(CLAIMS)),
    "header is a text": signed(b'"ES256"', written(CLAIMS)),
    "header is not JSON": signed(b"{", written(CLAIMS)),
    "header is nested deeply": signed(NESTED, written(CLAIMS)),
    "header is empty": signed(b"", written(CLAIMS)),
}
LIFE = {
    "expired": claiming(iat=SECOND - 700, exp=SECOND - 100),
    "issued in the future": claiming(iat=SECOND + 31, exp=SECOND + 600),
    "lives too long": claiming(exp=SECOND + 601),
    "lives for ever": claiming(exp=SECOND + 10**9),
    "no end": claiming(exp=ABSENT),
    "no beginning": claiming(iat=ABSENT),
    "end null": claiming(exp=None),
    "end a text": claiming(exp=str(SECOND + 600)),
    "end a fraction": claiming(exp=SECOND + 600.0),
    "end a flag": claiming(exp=True),
    "end out of range": claiming(exp=10**30),
    "end not a number": signed(written(HEADER), b'{"exp": NaN, "iat": NaN}'),
    "beginning a text": claiming(iat=str(SECOND)),
    "beginning a fraction": claiming(iat=float(SECOND)),
    "beginning a flag": claiming(iat=False),
}
NAMES = {
    "no audience": claiming(aud=ABSENT),
    "another audience": claiming(aud="another-service"),
    "audience a list": claiming(aud=[AUDIENCE]),
    "audience null": claiming(aud=None),
    "no issuer": claiming(iss=ABSENT),
    "another issuer": claiming(iss="https://attacker.test"),
    "issuer with a slash": claiming(iss=f"{ISSUER}/"),
    "issuer a list": claiming(iss=[ISSUER]),
    "no subject": claiming(sub=ABSENT),
    "subject not an id": claiming(sub="admin"),
    "subject a number": claiming(sub=1),
    "subject null": claiming(sub=None),
    "no authority": claiming(authority=ABSENT),
    "authority null": claiming(authority=None),
    "authority a list": claiming(authority=["hp"]),
    "a claim given twice": signed(written(HEADER), TWICE),
}
FORGED = {**SHAPES, **HEADERS, **LIFE, **NAMES}


def test_the_token_that_the_forgeries_start_from_is_accepted() -> None:
    assert TOKENS.verify(GENUINE, NOW).authority == "hp"
    assert KEY.kid == HEADER["kid"]


@pytest.mark.parametrize("name", FORGED)
def test_a_forged_token_is_refused_and_nothing_else_happens(name: str) -> None:
    with pytest.raises(NotAuthenticated) as refused:
        TOKENS.verify(FORGED[name], NOW)
    assert refused.value.detail == NotAuthenticated.title
    assert refused.value.members == {}
