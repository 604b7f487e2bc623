from __future__ import annotations

from api.signin import (
    LINK_EVERY_SECONDS,
    OPEN_SESSIONS,
    OPEN_TOKENS,
    SESSION_SECONDS,
    TOKEN_SECONDS,
    SignIn,
)


class Clock:
    """Seconds that a test sets."""

    now = 0.0

    def __call__(self) -> float:
        """Return the time."""
        return self.now


def test_a_token_is_long_and_never_the_same() -> None:
    """256 bits, in letters that stand in an address."""
    sign_in = SignIn(Clock())
    tokens = {sign_in.issue() for _ in range(20)}

    assert len(tokens) == 20
    assert {len(token) for token in tokens} == {43}


def test_a_token_is_exchanged_once() -> None:
    """The second time it is unknown."""
    sign_in = SignIn(Clock())
    token = sign_in.issue()
    session = sign_in.exchange(token)

    assert session is not None
    assert sign_in.is_session(session)
    assert sign_in.exchange(token) is None


def test_what_was_never_given_opens_nothing() -> None:
    """Neither made-up tokens, nor a session in a token's place, nor half characters."""
    sign_in = SignIn(Clock())
    session = sign_in.exchange(sign_in.issue())

    assert session is not None
    for wrong in ["", "x" * 43, session, "\ud800"]:
        assert sign_in.exchange(wrong) is None
    assert not sign_in.is_session(sign_in.issue())


def test_tokens_and_sessions_end() -> None:
    """To the second."""
    clock = Clock()
    sign_in = SignIn(clock)
    early, late = sign_in.issue(), sign_in.issue()
    clock.now = TOKEN_SECONDS - 1
    session = sign_in.exchange(early)
    clock.now = TOKEN_SECONDS

    assert session is not None
    assert sign_in.exchange(late) is None
    clock.now = TOKEN_SECONDS - 2 + SESSION_SECONDS
    assert sign_in.is_session(session)
    clock.now += 1
    assert not sign_in.is_session(session)


def test_beyond_five_open_tokens_the_oldest_ends() -> None:
    """Asking again and again piles nothing up."""
    sign_in = SignIn(Clock())
    tokens = [sign_in.issue() for _ in range(OPEN_TOKENS + 1)]

    assert sign_in.exchange(tokens[0]) is None
    assert sign_in.exchange(tokens[1]) is not None
    assert sign_in.exchange(tokens[-1]) is not None


def test_beyond_a_hundred_sessions_the_oldest_ends() -> None:
    """The list has a bound."""
    sign_in = SignIn(Clock())
    sessions = [sign_in.exchange(sign_in.issue()) or "" for _ in range(OPEN_SESSIONS + 1)]

    assert not sign_in.is_session(sessions[0])
    assert all(sign_in.is_session(session) for session in sessions[1:])


def test_ending_a_session_twice_is_no_error() -> None:
    """And ends that one only."""
    sign_in = SignIn(Clock())
    one, other = (sign_in.exchange(sign_in.issue()) or "" for _ in range(2))
    sign_in.end(one)
    sign_in.end(one)

    assert (sign_in.is_session(one), sign_in.is_session(other)) == (False, True)


def test_links_are_announced_at_most_once_in_ten_seconds() -> None:
    """The wait is told; an announced token is good."""
    clock, announced = Clock(), list[str]()
    sign_in = SignIn(clock, announced.append)
    waits = [sign_in.announce()]
    clock.now = LINK_EVERY_SECONDS - 4
    waits.append(sign_in.announce())
    clock.now = LINK_EVERY_SECONDS
    waits.append(sign_in.announce())

    assert waits == [0.0, 4.0, 0.0]
    assert len(announced) == 2
    assert sign_in.exchange(announced[1]) is not None


def test_secrets_are_kept_hashed_only() -> None:
    """Nobody reads a token or session out of the process's values."""
    sign_in = SignIn(Clock())
    token = sign_in.issue()
    session = sign_in.exchange(sign_in.issue()) or ""

    assert token not in repr(sign_in._tokens)
    assert session not in repr(sign_in._sessions)
