"""The names of editors, in memory."""


class MemoryNames(dict[str, str]):
    """Names by the ids of their accounts."""

    def name_of(self, account: str) -> str | None:
        return self.get(account)
