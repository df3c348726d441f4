"""What the desk was promised, and when readers saw it."""

import threading
import time
from collections import Counter
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Promise:
    """The newest revision of an article that the API has answered 200 or 201.

    Attributes
    ----------
    article, revision, path
        Which, and where its page is.
    headline
        What the page shows; nothing if the article is withdrawn.
    kept_from
        When it was answered, by the monotonic clock.
    seen_at
        When a reader first saw it.
    """

    article: str
    revision: str
    path: str
    headline: str | None
    kept_from: float = 0.0
    seen_at: float | None = None


@dataclass(slots=True)
class Ledger:
    """All promises, by article, kept while several write and read it."""

    promises: dict[str, Promise] = field(default_factory=dict)
    answers: Counter[str] = field(default_factory=Counter)
    """Of the API and of the site, by what and status: ``api 503``, ``site 500``, ``api none``."""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def promised(self, promise: Promise) -> None:
        """Write down what was promised, in the place of what was promised before."""
        with self.lock:
            self.promises[promise.article] = promise

    def answered(self, who: str, status: int | None) -> None:
        """Count an answer."""
        with self.lock:
            self.answers[f"{who} {status or 'none'}"] += 1

    def seen(self, promise: Promise) -> None:
        """Write down that a reader sees what was promised, unless that has changed meanwhile."""
        with self.lock:
            if self.promises[promise.article] == promise:
                now = time.monotonic()
                self.promises[promise.article] = replace(promise, seen_at=now)

    def unseen(self) -> list[Promise]:
        """Return what no reader has seen yet, the oldest first."""
        with self.lock:
            found = [each for each in self.promises.values() if each.seen_at is None]
        return sorted(found, key=lambda each: each.kept_from)

    def since(self, moment: float) -> list[Promise]:
        """Return what was promised since a moment, or was not seen by then."""
        with self.lock:
            return [
                each for each in self.promises.values()
                if each.kept_from >= moment or each.seen_at is None or each.seen_at >= moment
            ]  # fmt: skip

    def server_errors(self, who: str) -> int:
        """Count the answers of 500 and above."""
        with self.lock:
            return sum(count for name, count in self.answers.items() if name.startswith(f"{who} 5"))
