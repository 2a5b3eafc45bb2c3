"""Evidence must lead back to the printed characters, whatever lies between them on the page."""

from hypothesis import given
from hypothesis import strategies as st

from kg.graph.evidence import spans_of
from kg.records import Article, Part, Run


def article(text: str, *runs: Run) -> Article:
    return Article("a1", "page.txt", "news", text, (Part("body", 0, len(text)),), runs, ((1, 9),))


def test_a_wrapped_name_is_one_span() -> None:
    page = "合作\n\n社理事长"
    found = spans_of(article("合作社理事长", Run(0, 2, 0), Run(2, 4, 4)), page, 0, 6)
    assert [(s.exact, s.source_start, s.source_end) for s in found] == [("合作社理事长", 0, 8)]


def test_a_jump_over_other_text_gives_two_spans() -> None:
    page = "县长说图片说明办法好"
    found = spans_of(article("县长说办法好", Run(0, 3, 0), Run(3, 3, 7)), page, 0, 6)
    assert [s.exact for s in found] == ["县长说", "办法好"]


def test_doubled_characters_are_not_quoted_twice() -> None:
    page = "邮邮路路"
    found = spans_of(article("邮路", Run(0, 1, 0), Run(1, 1, 2)), page, 0, 2)
    assert [page[s.source_start : s.source_end] for s in found] == ["邮", "路"]


def test_white_space_at_the_ends_is_left_out() -> None:
    found = spans_of(article("一\n二", Run(0, 1, 0), Run(2, 1, 2)), "一\n二", 1, 3)
    assert [(s.exact, s.start) for s in found] == [("二", 2)]


@given(
    st.lists(st.tuples(st.text("甲乙丙丁 ", min_size=1, max_size=5), st.text("\n 戊", max_size=3)), min_size=1, max_size=6),
    st.data(),
)
def test_every_span_reads_the_same_in_article_and_page(pieces: list[tuple[str, str]], data: st.DataObject) -> None:
    page = text = ""
    runs = []
    for printed, between in pieces:
        runs.append(Run(len(text), len(printed), len(page)))
        text += printed
        page += printed + between
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    spans = spans_of(article(text, *runs), page, start, end)
    for span in spans:
        assert text[span.start : span.end] == span.exact
        assert "".join(page[span.source_start : span.source_end].split()) == "".join(span.exact.split())
    assert "".join("".join(s.exact.split()) for s in spans) == "".join(text[start:end].split())
