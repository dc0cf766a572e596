"""Taking turns at what only one may do at a time, in the order of asking."""

from collections import deque
from threading import Lock


class Turns:
    """Who waits is let in before who comes later; the lock of the interpreter promises no order."""

    def __init__(self) -> None:
        """Begin with nobody in."""
        self._guard = Lock()
        self._is_taken = False
        self._waiting = deque[Lock]()

    def take(self, seconds: float) -> bool:
        """Wait for at most so many *seconds*; return whether it is the caller's turn."""
        with self._guard:
            if not self._is_taken:
                self._is_taken = True
                return True
            mine = Lock()
            mine.acquire()
            self._waiting.append(mine)
        if mine.acquire(timeout=seconds):
            return True
        with self._guard:
            if mine in self._waiting:
                self._waiting.remove(mine)
                return False
        # It was handed over at the very end.
        return True

    def hand_over(self) -> None:
        """End one's turn; whoever waits longest is next."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._is_taken = False
