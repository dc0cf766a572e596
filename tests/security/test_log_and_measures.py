import re

import httpx

from tests.support.running import Running, lines, sent

KNOWN = {
    "account", "authority", "error", "event", "host", "level", "logger", "method", "ms", "port",
    "request_id", "route", "status", "timestamp", "trace",
}  # fmt: skip
ID = "0198c1de-0000-7000-8000-0123456789ab"


def test_a_request_is_one_line_with_its_route_and_who_asked(plain: Running) -> None:
    with plain.client("inspector") as client:
        client.get("/api/v1/cases?limit=3", headers={"X-Request-Id": ID})

    (line,) = plain.about(ID)
    assert line["event"] == "request"
    assert (line["method"], line["route"], line["status"]) == ("GET", "/api/v1/cases", 200)
    assert line["account"] == str(plain.world["inspector"].account_id)
    assert line["authority"] == "hp"


def test_a_path_that_is_no_route_is_not_written_down(plain: Running) -> None:
    with plain.client() as client:
        name = client.get("/people/tran-thi-binh").headers["X-Request-Id"]

    (line,) = plain.about(name)
    assert line["route"] == "none"
    assert "tran-thi-binh" not in plain.log()


def test_an_id_that_is_not_a_uuid_is_replaced(plain: Running) -> None:
    with plain.client() as client:
        answer = client.get("/healthz", headers={"X-Request-Id": "031190123456"})

    assert re.fullmatch(r"[0-9a-f-]{36}", answer.headers["X-Request-Id"])


def test_the_log_holds_json_with_known_fields_alone(plain: Running) -> None:
    sent(plain.port, b"\x00\x01 nonsense\r\n\r\n")
    with plain.client("inspector") as client:
        plain.about(client.get("/api/v1/cases").headers["X-Request-Id"])

    assert all(set(line) <= KNOWN for line in lines(plain.log()))


def test_measures_are_told_by_route_and_at_their_own_port_alone(plain: Running) -> None:
    with plain.client("inspector") as client:
        client.get("/api/v1/cases?limit=3")
        assert client.get("/metrics").status_code == 404

    told = httpx.get(f"http://127.0.0.1:{plain.metrics_port}/metrics", trust_env=False).text
    counted = 'osh_requests_total{method="GET",route="/api/v1/cases",status="200"}'
    assert counted in told
    assert 'osh_pool_in_use{pool="writer"}' in told


def test_no_answer_names_the_server(plain: Running) -> None:
    with plain.client() as client:
        assert "Server" not in client.get("/healthz").headers
