"""What changes on the board or is written, heard once by this process and handed to everybody
before whom it stands.

One connection listens for the whole process. An event names the network or the organisation that
may hear it and the group that changed or the thing on which something was written, nothing else:
who hears it reads anew under their own rights.
"""

import logging
import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from queue import Full, Queue

import psycopg

from network.announcing import CHANNEL

MOST_WAITING = 32  # events that one watcher may be behind; who is further behind reads anew anyway
PATIENCE = 5.0  # seconds after which the listener looks whether it should end
ANYTHING = ""  # after a lost connection nobody knows what has changed
log = logging.getLogger("pristan.live")


@dataclass(eq=False, slots=True)
class Watcher:
    """Somebody before a page: of which networks and organisations they may hear, and what they
    have not heard yet. None in the queue is the end."""

    hears: frozenset[str]
    waiting: Queue[str | None] = field(default_factory=lambda: Queue(MOST_WAITING))

    def tell(self, what: str | None) -> None:
        try:
            self.waiting.put_nowait(what)
        except Full:  # whatever waits makes them read anew
            return


class Hub:
    """The watchers of one process. Starts to listen when the first one comes, after the fork."""

    def __init__(self, address: str, most: int) -> None:
        self.address, self.most = address, most
        self.closed = threading.Event()
        self.listening = threading.Event()
        self._watchers: set[Watcher] = set()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def join(self, hears: Iterable[object]) -> Watcher | None:
        """A new watcher; None if there are as many as this process bears."""
        watcher = Watcher(frozenset(str(each) for each in hears))
        with self._lock:
            if self.closed.is_set() or len(self._watchers) >= self.most:
                return None
            self._watchers.add(watcher)
            if self._thread is None:
                self._thread = threading.Thread(target=self._listen, name="live", daemon=True)
                self._thread.start()
        return watcher

    def leave(self, watcher: Watcher) -> None:
        with self._lock:
            self._watchers.discard(watcher)

    def close(self) -> None:
        """End every stream, so that the process can stop."""
        self.closed.set()
        for watcher in tuple(self._watchers):
            watcher.tell(None)

    def hear(self, payload: str) -> None:
        """Hand on `network group`, or `organisation talk thing`, to those who may hear of it."""
        whose, _, what = payload.partition(" ")
        with self._lock:
            for watcher in self._watchers:
                if whose in watcher.hears:
                    watcher.tell(what)

    def _listen(self) -> None:
        while not self.closed.is_set():
            try:
                self._listen_once()
            except psycopg.Error as lost:
                self.listening.clear()
                log.warning("Not listening for changes: %s", one_line(lost))
                self.closed.wait(PATIENCE)

    def _listen_once(self) -> None:
        with psycopg.connect(self.address, autocommit=True) as connection:
            connection.execute(f"LISTEN {CHANNEL}")
            self._all_anew()
            self.listening.set()
            while not self.closed.is_set():
                for heard in connection.notifies(timeout=PATIENCE):
                    self.hear(heard.payload)

    def _all_anew(self) -> None:
        """Something may have changed while nobody listened."""
        with self._lock:
            for watcher in self._watchers:
                watcher.tell(ANYTHING)


def one_line(error: Exception) -> str:
    """What went wrong in one line: it is told anew at every try, and where in our code it was
    noticed says nothing."""
    return " ".join(str(error).split()) or type(error).__name__
