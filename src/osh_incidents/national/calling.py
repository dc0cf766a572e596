"""Calling a running service as one of its accounts."""

import threading
import time
from dataclasses import dataclass
from typing import Any

import httpx

from osh_incidents.domain.labels import Text

_CREATED = 201
_OK = 200
_UNAVAILABLE = 503
_TIMEOUT_SECONDS = 60
_MOST_RETRIES = 30
_DEFAULT_WAIT_SECONDS = 2.0
_RENEW_BEFORE_SECONDS = 60.0

# Shorter than the five seconds after which uvicorn closes an idle connection, or a request could
# be sent into one that is just being closed and its outcome would be unknown.
_KEEP_IDLE_SECONDS = 2.0


class Stopped(Exception):
    """The service could not do what was asked; *text* tells people what is known."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


@dataclass(frozen=True, slots=True)
class Credentials:
    """The client id and secret of an account."""

    client_id: str
    client_secret: str


class Caller:
    """A connection pool and the token of one account; may be shared by threads."""

    def __init__(
        self,
        url: str,
        credentials: Credentials,
        connections: int,
        *,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        """Call the service at *url*, by *transport* if there is no network; nothing is sent yet."""
        self._http = httpx.Client(
            base_url=url,
            transport=transport,
            timeout=_TIMEOUT_SECONDS,
            limits=httpx.Limits(
                max_connections=connections,
                max_keepalive_connections=connections,
                keepalive_expiry=_KEEP_IDLE_SECONDS,
            ),
        )
        self._credentials = credentials
        self._token = ""
        self._renew_at = 0.0
        self._lock = threading.Lock()

    def close(self) -> None:
        """Close every connection."""
        self._http.close()

    def get(self, path: str, **query: str) -> Any:
        """Return what the service answers to a question.

        Raises:
            Stopped: it did not answer, or refused.
        """
        return self._ask("GET", path, _OK, params=query)

    def create(self, path: str, body: object) -> None:
        """Have *body* stored.

        Raises:
            Stopped: the service did not answer, so that it may be stored or not, or refused.
        """
        self._ask("POST", path, _CREATED, json=body)

    def _ask(self, method: str, path: str, expected: int, **sent: Any) -> Any:
        answer = self._send(method, f"/api/v1{path}", headers=self._authorization(), **sent)
        if answer.status_code != expected:
            raise _refused(answer)
        return answer.json() if expected == _OK else None

    def _send(self, method: str, path: str, **sent: Any) -> httpx.Response:
        """Send until the service is not overloaded; a 503 says that nothing was stored."""
        answer = self._send_once(method, path, **sent)
        for _ in range(_MOST_RETRIES):
            if answer.status_code != _UNAVAILABLE:
                break
            time.sleep(_wait(answer))
            answer = self._send_once(method, path, **sent)
        return answer

    def _send_once(self, method: str, path: str, **sent: Any) -> httpx.Response:
        try:
            return self._http.request(method, path, **sent)
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            raise _unreachable(self._http.base_url) from error
        except httpx.HTTPError as error:
            raise _broken_off() from error

    def _authorization(self) -> dict[str, str]:
        with self._lock:
            if time.monotonic() >= self._renew_at:
                self._renew()
            return {"Authorization": f"Bearer {self._token}", "Accept-Language": "vi"}

    def _renew(self) -> None:
        form = {
            "grant_type": "client_credentials",
            "client_id": self._credentials.client_id,
            "client_secret": self._credentials.client_secret,
        }
        asked_at = time.monotonic()
        answer = self._send("POST", "/oauth/token", data=form)
        if answer.status_code != _OK:
            raise _refused(answer)
        granted = answer.json()
        self._token = granted["access_token"]
        life = float(granted["expires_in"])
        self._renew_at = asked_at + life - min(_RENEW_BEFORE_SECONDS, life / 2)


def _wait(answer: httpx.Response) -> float:
    try:
        return max(0.0, float(answer.headers["Retry-After"]))
    except (KeyError, ValueError):
        return _DEFAULT_WAIT_SECONDS


def _refused(answer: httpx.Response) -> Stopped:
    return Stopped(
        Text("Dịch vụ từ chối: {status} {body}", "The service refused: {status} {body}").within(
            status=answer.status_code, body=answer.text[:500]
        )
    )


def _unreachable(url: httpx.URL) -> Stopped:
    return Stopped(
        Text("Không kết nối được tới {url}.", "Cannot connect to {url}.").within(url=url)
    )


def _broken_off() -> Stopped:
    return Stopped(
        Text(
            "Mất kết nối giữa chừng: không biết bản ghi đang gửi đã được lưu hay chưa, nên không "
            "gửi lại. Hãy dùng một đơn vị còn trống.",
            "The connection broke off: whether the record on its way was stored is unknown, so it "
            "is not sent again. Use an empty authority.",
        )
    )
