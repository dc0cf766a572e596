"""Large answers are compressed for who asks, and never one that holds a secret."""

import gzip

import pytest
from httpx2 import Response

from tests.support import bodies
from tests.support.service import Service


@pytest.fixture
def cases(service: Service) -> Service:
    for number in range(3):
        service.declare("inspector", bodies.accident(bodies.victim(**bodies.another(number))))
    return service


def _listed(service: Service, **headers: str) -> Response:
    return service.client.get(
        "/api/v1/cases", headers=service.headers("inspector") | _named(headers)
    )


def _named(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}


def test_a_large_answer_is_compressed_for_who_accepts_it(cases: Service) -> None:
    answer = _listed(cases, accept_encoding="gzip")

    assert answer.headers["content-encoding"] == "gzip"
    assert int(answer.headers["content-length"]) < len(answer.content) / 2


@pytest.mark.parametrize("accepted", ["identity", "gzip;q=0", "gzip; q=0.0", "br"])
def test_an_answer_is_plain_for_who_does_not_accept_gzip(cases: Service, accepted: str) -> None:
    assert "content-encoding" not in _listed(cases, accept_encoding=accepted).headers


@pytest.mark.parametrize("accepted", ["gzip", "identity"])
def test_caches_are_told_that_an_answer_depends_on_what_is_accepted(
    cases: Service, accepted: str
) -> None:
    vary = _listed(cases, accept_encoding=accepted).headers["vary"]

    assert {one.strip().lower() for one in vary.split(",")} >= {"accept-encoding", "authorization"}


def test_both_forms_of_an_answer_have_tags_of_their_own(cases: Service) -> None:
    tags = [
        _listed(cases, accept_encoding=accepted).headers["etag"]
        for accepted in ("gzip", "identity")
    ]

    assert tags[0] == f'{tags[1][:-1]}-gzip"'


def test_a_compressed_answer_that_did_not_change_is_not_sent_again(cases: Service) -> None:
    tag = _listed(cases, accept_encoding="gzip").headers["etag"]

    again = _listed(cases, accept_encoding="gzip", if_none_match=tag)

    assert (again.status_code, again.headers["etag"]) == (304, tag)


def test_the_tag_of_a_compressed_case_names_the_version_to_change(cases: Service) -> None:
    (found, *_) = _listed(cases).json()["items"]
    path = f"/api/v1/cases/{found['id']}"
    headers = cases.headers("inspector")
    tag = cases.client.get(path, headers=headers | {"accept-encoding": "gzip"}).headers["etag"]

    answer = cases.client.post(
        f"{path}/registration/actions",
        json={"action": "register"},
        headers=headers | {"If-Match": tag},
    )

    assert ("-gzip" in tag, answer.status_code) == (True, 200)


def test_an_answer_that_holds_a_secret_is_never_compressed(service: Service) -> None:
    account = service.world["inspector"]
    form = {
        "grant_type": "client_credentials",
        "client_id": account.client_id,
        "client_secret": account.client_secret,
    }

    answer = service.client.post("/oauth/token", data=form, headers={"accept-encoding": "gzip"})

    assert (answer.status_code, "content-encoding" in answer.headers) == (200, False)


def test_what_is_read_back_is_what_was_sent(cases: Service) -> None:
    with cases.client.stream(
        "GET",
        "/api/v1/cases",
        headers=cases.headers("inspector") | {"accept-encoding": "gzip"},
    ) as answer:
        raw = b"".join(answer.iter_raw())

    assert gzip.decompress(raw) == _listed(cases, accept_encoding="identity").content
