"""The explorer's data -> one HTML page with its own scripts and styles, a policy that forbids everything else, and a table
for readers without scripts.

In: what `network_piece.piece` gives. Out: HTML whose data cannot become markup: JSON, deflated, in base64 letters (a third of
its size); text escaped for HTML. The policy allows exactly the scripts and the style in the file, by hash, and no request at all.
"""

import base64
import hashlib
import json
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from importlib.resources import files
from typing import Any

from kg.views.text import visible

SCRIPTS = ("vendor/graph.min.js", "explorer.js")
ROWS = 1500  # facts, and entities, in the tables for readers without scripts; the page says how many more there are
_DATA = re.compile('<script type="application/octet-stream" id="data">([A-Za-z0-9+/=]*)</script>')
_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def page_file(name: str) -> str:
    """A file of `kg/views/page/`."""
    return (files("kg") / "views" / "page" / name).read_text("utf-8")


def safe_json(value: object) -> str:
    """JSON that may stand inside <script>: no `<`, `>`, `&` or line separator occurs in it; lone surrogates are escaped."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for letter, instead in _ESCAPES.items():
        text = text.replace(letter, instead)
    return "".join(f"\\u{ord(c):04x}" if "\ud800" <= c <= "\udfff" else c for c in text) if not _encodes(text) else text


def _encodes(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def source_hash(text: str) -> str:
    """The hash by which a Content-Security-Policy names an inline script or style."""
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


def policy(scripts: list[str], style: str) -> str:
    """The page's Content-Security-Policy."""
    allowed = " ".join(source_hash(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src {source_hash(style)}; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )


def packed(data: Mapping[str, Any]) -> str:
    """The data as the page holds them; lone surrogates, which are no text, become question marks."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    return base64.b64encode(zlib.compress(text, 9)).decode()


def unpacked(html: str) -> dict[str, Any]:
    """The data of a page that `page` made."""
    found = _DATA.search(html)
    if found is None:
        raise ValueError("this page holds no data of ours")
    data: dict[str, Any] = json.loads(zlib.decompress(base64.b64decode(found[1])))
    return data


def page(data: Mapping[str, Any]) -> str:
    """The whole file."""
    scripts = [page_file(name) for name in SCRIPTS]
    style = page_file("explorer.css")
    parts = {
        "POLICY": escape(policy(scripts, style), quote=True),
        "STYLE": f"<style>{style}</style>",
        "TABLE": "".join(_table(data)),
        "DATA": f'<script type="application/octet-stream" id="data">{packed(data)}</script>',
        "SCRIPTS": "\n".join(f"<script>{script}</script>" for script in scripts),
    }
    text = page_file("template.html")
    head, *rest = text.split("{{")
    return head + "".join(parts[name] + after for name, after in (chunk.split("}}", 1) for chunk in rest))


def _table(data: Mapping[str, Any]) -> Iterator[str]:
    nodes, articles = data["nodes"], data["articles"]
    kinds = [zh for _, zh, _ in data["kinds"]]
    relations = [zh for _, zh, _ in data["relations"]]
    claims = sorted(data["claims"], key=lambda c: (c[4] < 0, -c[7], nodes[c[1]][1], c[0]))
    yield f"<p>实体 {len(nodes)} 个，事实 {len(claims)} 条，报道 {len(articles)} 篇。"
    yield "此处没有脚本，只列出表格；图、检索和原文要允许本页的脚本才能使用。</p>"
    if len(claims) > ROWS:
        yield f"<p>表中是前 {ROWS} 条事实，其余 {len(claims) - ROWS} 条见 graph.ttl。</p>"
    yield _head("事实", "主体", "关系", "客体", "原句", "出处")
    for claim in claims[:ROWS]:
        story = articles[claim[4]] if claim[4] >= 0 else None
        words = "……".join(story[8][a:b] for a, b in zip(claim[5][::2], claim[5][1::2], strict=True)) if story else ""
        where = "，".join(filter(None, (story[1] or "无题", *story[2:4], _place(story, claim[11])))) if story else "行政区划表"
        extra = "".join(f"（{w}）" for _, w in claim[9])
        yield _row((nodes[claim[1]][1], relations[claim[2]] + extra, nodes[claim[3]][1], words, where))
    yield "</tbody></table>"
    if len(nodes) > ROWS:
        yield f"<p>表中是前 {ROWS} 个实体，其余 {len(nodes) - ROWS} 个见 graph.ttl。</p>"
    yield _head("实体", "名称", "类别", "别名", "代码")
    for node in nodes[:ROWS]:
        yield _row((node[1], kinds[node[2]], "、".join(node[6]), node[8]))
    yield "</tbody></table>"


def _place(story: list[Any], lines: list[int]) -> str:
    return f"{story[4]}:{'、'.join(map(str, lines)) or story[5]}"


def _head(caption: str, *columns: str) -> str:
    cells = "".join(f'<th scope="col">{escape(column)}</th>' for column in columns)
    return f"<table><caption>{escape(caption)}</caption><thead><tr>{cells}</tr></thead><tbody>\n"


def _row(cells: Iterable[str]) -> str:
    return "<tr>" + "".join(f"<td>{escape(visible(cell))}</td>" for cell in cells) + "</tr>\n"
