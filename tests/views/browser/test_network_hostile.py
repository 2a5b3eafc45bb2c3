"""Names, titles, quotes, file names and addresses that would like to be markup are shown as text, everywhere."""

from pathlib import Path

import pytest

from kg.records import Claim, Entity, Facts, Measure, Quotation
from tests.views import graphs
from tests.views.browser.conftest import Open, Visit, write

PAYLOADS = (
    "<script>PWN=1</script>",
    "</script><script>PWN=1</script>",
    "<img src=x onerror=PWN=1>",
    "<svg onload=PWN=1>",
    "<svg><script>PWN=1</script></svg>",
    "<iframe srcdoc='<script>parent.PWN=1</script>'>",
    "<body onload=PWN=1>",
    "<details open ontoggle=PWN=1>x</details>",
    "<a href=javascript:PWN=1>x</a>",
    "<math><mtext></mtext><mglyph><style><img src=x onerror=PWN=1></style></mglyph></math>",
    "<noscript><p title='</noscript><img src=x onerror=PWN=1>'>",
    "</noscript><img src=x onerror=PWN=1>",
    "</title><script>PWN=1</script>",
    "</textarea><script>PWN=1</script>",
    "</style><script>PWN=1</script>",
    "--><script>PWN=1</script>",
    "<!--<script>PWN=1</script>",
    "]]><script>PWN=1</script>",
    "<![CDATA[<script>PWN=1</script>]]>",
    "javascript:PWN=1",
    "data:text/html,<script>PWN=1</script>",
    '" onmouseover=PWN=1 x="',
    "' onfocus=PWN=1 autofocus x='",
    "`${PWN=1}`",
    "${PWN=1}",
    "{{constructor.constructor('PWN=1')()}}",
    "{{7*7}}",
    "#{7*7}",
    "<%= PWN=1 %>",
    "__proto__",
    "constructor",
    "\\u003cscript\\u003ePWN=1\\u003c/script\\u003e",
    "&lt;script&gt;PWN=1&lt;/script&gt;",
    "&#60;img src=x onerror=PWN=1&#62;",
    "\u202e<script>PWN=1</script>\u202c",
    "名\u200b字\u2066\u2069",
    "\u2028PWN=1;\u2029",
    "<object data='javascript:PWN=1'>",
    "<link rel=stylesheet href=http://example.invalid/x.css>",
    "<meta http-equiv=refresh content='0;url=http://example.invalid/'>",
    "<form action=http://example.invalid><button>x</button></form>",
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every payload as name, other name, title, figure, quote, headline, paper and file name."""
    entities, stories = [], []
    for n, payload in enumerate(PAYLOADS):
        person = Entity(f"person/{n}", "Person", payload, (payload, f"又名{payload}"), f"p{n}")
        body = Entity(f"enterprise/{n}", "Enterprise", f"{payload}公司", (f"{payload}公司",), f"b{n}")
        text = f"{payload}公司{payload}{payload}说：“{payload}”"
        story = graphs.article(f"h{n}", text, headline=payload, paper=payload, source=payload, dateline=payload)
        end = len(text)
        facts = Facts(
            (
                Claim(
                    person.id,
                    "holdsPositionAt",
                    body.id,
                    story.id,
                    0,
                    end,
                    payload,
                    0.9,
                    "Asserted",
                    (("title", payload),),
                    payload,
                ),
            ),
            (Quotation(person.id, story.id, 0, end, True, payload),),
            (Measure(body.id, payload, "1", payload, story.id, 0, end, payload, payload, payload),),
        )
        entities += [person, body]
        stories.append((story, facts))
    hub = Entity("county/141127", "County", "岚县", ("岚县",), "k", "141127")
    story = graphs.article("hub", "岚县有这些公司")
    ties = tuple(Claim(f"enterprise/{n}", "locatedIn", hub.id, "hub", 0, 7, "x", 0.9) for n in range(len(PAYLOADS)))
    store = graphs.store([*entities, hub], [*stories, (story, Facts(ties))])
    return write(store, tmp_path_factory.mktemp("hostile"))


FOREIGN = "a[href], #panel img, #panel script, #table img, iframe, object, form, body link, main svg script"


def unharmed(seen: Visit) -> None:
    assert seen.page.evaluate("window.PWN === undefined")
    assert seen.page.locator(FOREIGN).count() == 0


@pytest.mark.parametrize("webgl", [True, False])
def test_pointing_and_clicking_all_over_the_picture_runs_nothing(hostile: Path, visit: Open, webgl: bool) -> None:
    seen = visit(hostile, webgl=webgl)
    box = seen.page.locator("#stage").bounding_box()
    assert box
    for row in range(7):
        for column in range(10):
            x, y = box["x"] + box["width"] * (column + 0.5) / 10, box["y"] + box["height"] * (row + 0.5) / 7
            seen.page.mouse.move(x, y)
            seen.page.mouse.click(x, y)
    unharmed(seen)


def test_every_entity_shows_its_payload_as_text(hostile: Path, visit: Open) -> None:
    seen = visit(hostile)
    for n, payload in enumerate(PAYLOADS):
        seen.page.evaluate("id => { location.hash = `n=${id}` }", f"person/{n}")
        seen.page.wait_for_function("n => decodeURIComponent(location.hash).includes(`person/${n}`)", arg=n)
        heading = seen.page.locator("#panel h2 span").inner_text()
        if payload.isprintable() and "  " not in payload:
            assert heading == payload
    unharmed(seen)


def test_hidden_and_turning_characters_are_written_out(hostile: Path, visit: Open) -> None:
    seen = visit(hostile, f"n=person/{PAYLOADS.index('名​字⁦⁩')}")
    assert seen.page.locator("#panel h2 span").inner_text() == "名⟨U+200B⟩字⟨U+2066⟩⟨U+2069⟩"


def test_the_article_the_citation_and_the_table_show_payloads_as_text(hostile: Path, visit: Open) -> None:
    seen = visit(hostile, "n=person/2")
    seen.page.locator("section[data-relation=holdsPositionAt]").get_by_text("看原文").click()
    assert "<img src=x onerror=PWN=1>公司" in seen.page.locator(".passage").first.inner_text()
    seen.page.get_by_text("复制引文").first.click()
    seen.page.click("#view-table")
    assert "<svg onload=PWN=1>公司" in seen.page.locator("[data-table=facts]").inner_text()
    unharmed(seen)


def test_searching_for_payloads_runs_nothing(hostile: Path, visit: Open) -> None:
    seen = visit(hostile)
    for payload in PAYLOADS:
        seen.page.fill("#search", payload)
        seen.page.keyboard.press("Enter")
    unharmed(seen)


def test_payloads_in_the_address_run_nothing(hostile: Path, visit: Open) -> None:
    seen = visit(hostile)
    for payload in PAYLOADS:
        address = "&".join(f"{key}={payload}" for key in ("n", "e", "f", "p", "k", "r", "o", "t", "at", "in", "v", "from"))
        seen.page.evaluate("words => { location.hash = words }", address)
    seen.page.wait_for_timeout(100)
    unharmed(seen)


def test_without_scripts_payloads_are_text_too(hostile: Path, visit: Open) -> None:
    seen = visit(hostile, javascript=False)
    assert "<img src=x onerror=PWN=1>公司" in seen.page.locator("body").inner_text()
    assert seen.page.locator("body img").count() == 0
