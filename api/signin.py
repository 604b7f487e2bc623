"""Sign-in by a single-use link: a token, printed at start, is exchanged for a session."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

TOKEN_BYTES = 32
SESSION_SECONDS = 12 * 3600
TOKEN_SECONDS = 12 * 3600
OPEN_TOKENS = 5
OPEN_SESSIONS = 100
LINK_EVERY_SECONDS = 10


@dataclass(frozen=True, slots=True)
class _Secret:
    """A secret's SHA-256 and when it ends, in seconds of the clock."""

    digest: bytes
    ends_at: float


def _digest(secret: str) -> bytes:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()


class SignIn:
    """Tokens and sessions, in memory and hashed: a restart signs everybody out.

    Args:
        clock: seconds that only grow.
        announce: prints a new sign-in token where only the machine's owner sees it.
    """

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        announce: Callable[[str], None] | None = None,
    ) -> None:
        """Start without tokens and sessions."""
        self._clock = clock
        self._announce = announce
        self._lock = threading.Lock()
        self._tokens: list[_Secret] = []
        self._sessions: list[_Secret] = []
        self._announced_at: float | None = None

    def issue(self) -> str:
        """Return a new token (256 bits), good for one sign-in within 12 hours.

        Beyond five open tokens the oldest ends.
        """
        token = secrets.token_urlsafe(TOKEN_BYTES)
        with self._lock:
            kept = self._alive(self._tokens)[-(OPEN_TOKENS - 1) :]
            self._tokens = [*kept, _Secret(_digest(token), self._clock() + TOKEN_SECONDS)]
        return token

    def announce(self) -> float:
        """Print a new link in the server's terminal, at most once in ten seconds.

        Returns:
            Seconds to wait before asking again; 0 where the link was printed.
        """
        now = self._clock()
        with self._lock:
            last = self._announced_at
            if last is not None and now - last < LINK_EVERY_SECONDS:
                return LINK_EVERY_SECONDS - (now - last)
            self._announced_at = now
        token = self.issue()
        if self._announce is not None:
            self._announce(token)
        return 0.0

    def exchange(self, token: str) -> str | None:
        """Use a token up and return a new session's secret, or None where it isn't good."""
        with self._lock:
            self._tokens = self._alive(self._tokens)
            found = _find(self._tokens, _digest(token))
            if found is None:
                return None
            self._tokens.remove(found)
            session = secrets.token_urlsafe(TOKEN_BYTES)
            kept = self._alive(self._sessions)[-(OPEN_SESSIONS - 1) :]
            self._sessions = [*kept, _Secret(_digest(session), self._clock() + SESSION_SECONDS)]
            return session

    def is_session(self, session: str) -> bool:
        """Say whether a session's secret is known and has not ended."""
        with self._lock:
            return _find(self._alive(self._sessions), _digest(session)) is not None

    def end(self, session: str) -> None:
        """End a session; ending it twice is no error."""
        with self._lock:
            found = _find(self._sessions, _digest(session))
            if found is not None:
                self._sessions.remove(found)

    def _alive(self, secrets_: list[_Secret]) -> list[_Secret]:
        now = self._clock()
        return [secret for secret in secrets_ if secret.ends_at > now]


def _find(secrets_: list[_Secret], digest: bytes) -> _Secret | None:
    """Return the secret with this digest, comparing all of them in constant time."""
    found = None
    for secret in secrets_:
        if hmac.compare_digest(secret.digest, digest):
            found = secret
    return found
