"""Files -> Pages: whatever an archive holds, decoded and cut into lines exactly as printed. No judgement.

In: files, folders, zip archives. Out: Pages, and a Problem for every input that was left out or changed. Nothing unreadable
stops the build; links, pipes and devices are never opened.
"""

from kg.acquire.sources import read_pages

__all__ = ["read_pages"]
