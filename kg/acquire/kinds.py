"""Which files are read as what: endings, first bytes, and what to do with a file of a kind that is not read.

In: bytes and a name. Out: words for the user, or whether it is a web page.
"""

import re

TEXT = (".txt", ".text")
WEB = (".html", ".htm", ".xhtml", ".shtml")
READY = (".jsonl", ".ndjson", ".json", ".csv", ".tsv")
ARCHIVES = (".mht", ".mhtml")
PICTURES = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp", ".gif", ".heic")
NO_PAGES = (".md", ".yaml", ".yml", ".toml", ".py", ".ttl", ".nq", ".ini", ".lock", ".log", ".css", ".js", ".ann")
BESIDE = (".json", ".csv", ".tsv")  # lie beside pages too (settings, tables, annotation): read where named, not in a folder
WORD = "save it as text, PDF or HTML"
SHEET = "save it as CSV with a row of names (title, date, content)"
UNPACK = "unpack it, or pack it as zip"
UNREAD = {
    ".docx": ("a Word document", WORD),
    ".doc": ("a Word document", WORD),
    ".wps": ("a WPS document", WORD),
    ".odt": ("an OpenDocument text", WORD),
    ".rtf": ("a rich text document", WORD),
    ".epub": ("an e-book", WORD),
    ".ofd": ("an OFD document", "print it to PDF"),
    ".ceb": ("a CEB document", "print it to PDF"),
    ".caj": ("a CAJ document", "print it to PDF"),
    ".xlsx": ("an Excel table", SHEET),
    ".xls": ("an Excel table", SHEET),
    ".pptx": ("a set of slides", WORD),
    ".rar": ("a RAR archive", UNPACK),
    ".7z": ("a 7z archive", UNPACK),
    ".gz": ("a gzip file", UNPACK),
    ".tar": ("a tar archive", UNPACK),
    ".bz2": ("a bzip2 file", UNPACK),
    ".xz": ("an xz file", UNPACK),
}
_OFFICE = {b"word/document.xml": ".docx", b"xl/workbook.xml": ".xlsx", b"ppt/presentation.xml": ".pptx", b"OFD.xml": ".ofd"}
_MAGIC = {b"\xd0\xcf\x11\xe0": ".doc", b"{\\rtf": ".rtf", b"Rar!": ".rar", b"7z\xbc\xaf": ".7z", b"\x1f\x8b": ".gz"}
_PICTURE = (b"\x89PNG", b"II*\x00", b"MM\x00*", b"GIF8", b"\xff\xd8\xff")
_HTML_HEAD = re.compile(rb"<(?:!--|\?xml|!doctype\s+html\b|(?:html|head|body|meta|title|div|table|p|center|font|script)\b)", re.I)


def passed_over(name: str) -> bool:
    """Whether a file in a folder or archive is passed over: hidden, or of a kind that lies beside pages."""
    return name.rpartition("/")[2].startswith(".") or name.lower().endswith((*NO_PAGES, *BESIDE))


def unread(data: bytes, ending: str) -> str | None:
    """What a file is that is not read, and what to do with it: by its first bytes, then by its ending."""
    kind = next((kind for magic, kind in _MAGIC.items() if data.startswith(magic)), None)
    if data.startswith(b"PK\x03\x04") and ending != ".zip":
        kind = next((kind for inner, kind in _OFFICE.items() if inner in data), None)
    kind = ending if ending in UNREAD else kind
    if kind is None:
        return None
    what, remedy = UNREAD[kind]
    return f"is {what}, which is not read; {remedy}"


def is_picture(data: bytes, ending: str) -> bool:
    """Whether a file is a picture."""
    return ending in PICTURES or data.startswith(_PICTURE)


def is_html(data: bytes, ending: str) -> bool:
    """Whether a file is a web page: by its ending where any tag stands in it, else by the tag that it opens with."""
    head = data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip()
    if ending in WEB:
        return b"<" in data or b"\x00" in head
    return ending not in NO_PAGES and bool(_HTML_HEAD.match(head))
