"""Parts of documents that a benchmark writes, between two marks that no reader sees."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MarkedPart:
    """A part of a document, by what stands before and after it."""

    begin: str
    end: str

    def text_in(self, document: str) -> str:
        """Return what stands between the marks, or nothing."""
        _, _, rest = document.partition(self.begin)
        return rest.partition(self.end)[0].strip()

    def put_into(self, document: str, text: str) -> str:
        """Put a text in the place of what stands there, or at the end where no marks are."""
        if not text:
            return document
        before, begin, rest = document.partition(self.begin)
        after = rest.partition(self.end)[2].lstrip() if begin else ""
        written = "\n\n".join([before.rstrip(), self.begin, text, self.end])
        return f"{written}\n" + (f"\n{after}" if after else "")
