"""Web archives (MHTML) -> the bytes of the web page in them, by the e-mail parser of the standard library.

In: bytes. Out: (bytes, encoding) of the page with most words, or None where the file holds no page.
"""

import email
import email.policy
from email.message import Message

KNOWN = ("utf-8", "gb2312", "gbk", "gb18030", "big5", "utf-16")


def page_in(data: bytes) -> tuple[bytes, str | None] | None:
    """The web page that an archive keeps; of several (frames) the longest."""
    try:
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        pages = [found for part in message.walk() if (found := _html(part)) is not None]
    except (ValueError, LookupError, RecursionError):
        return None
    return max(pages, key=lambda page: len(page[0]), default=None)


def _html(part: "Message[str, str]") -> tuple[bytes, str | None] | None:
    if part.get_content_type() not in ("text/html", "application/xhtml+xml"):
        return None
    content = part.get_payload(decode=True)
    charset = (part.get_content_charset() or "").lower()
    if not isinstance(content, bytes) or not content.strip():
        return None
    return content, ("gb18030" if charset.startswith("gb") else charset) if charset in KNOWN else None
