"""Whatever a recogniser proposes, referents keep their promises."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.entities import link, resolve_page
from kg.records import ENTITY_KINDS, Article, Mention, Part

WORDS = [
    *(
        "岚县",
        "吕梁市",
        "县委",
        "市政府",
        "审批局",
        "岚县审批局",
        "该局",
        "全县",
        "他",
        "她",
        "王伟",
        "王局长",
        "老王",
        "阿依古丽·买买提",
    ),
    *(
        "鸿远集团",
        "集团",
        "鸿远集团有限公司",
        "“一件事”",
        "改革",
        "《办法》",
        "第三届",
        "山花节",
        "镇长",
        "岚城镇",
        "新村",
        "区",
        "局",
        "的",
    ),
    *("，", "。", "\n", "（", "）", "“", "”", "A", "１", " ", "🌾", "\u200b", "〇", "摄", "记者", "说"),
]
TEXT = st.lists(st.sampled_from(WORDS), max_size=40).map("".join)


@st.composite
def pages(draw: st.DrawFn) -> tuple[Article, list[Mention]]:
    text = draw(TEXT)
    mentions = []
    for _ in range(draw(st.integers(0, 14)) if text else 0):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, min(len(text), start + 9)))
        kind = draw(st.sampled_from([*ENTITY_KINDS, "Time", "Amount"]))
        mentions.append(Mention(start, end, kind, text[start:end], "any"))
    paper = draw(st.sampled_from([None, "吕梁日报", "南通日报"]))
    return Article("x", "x.txt", "news", text, (Part("body", 0, len(text)),), (), ((1, 1),), paper=paper), mentions


@given(pages())
@settings(max_examples=400, deadline=None)
@example(
    (
        Article("x", "x", "news", "“”局", (), (), ()),
        [Mention(0, 2, "GovernmentBody", "“”", "any"), Mention(2, 3, "Person", "局", "any")],
    )
)
def test_referents_keep_their_promises(page: tuple[Article, list[Mention]]) -> None:
    article, mentions = page
    (referents,) = resolve_page([article], [mentions])
    assert [r.id for r in referents] == [f"x#{n}" for n in range(1, len(referents) + 1)]
    assert len({r.key for r in referents}) == len(referents)
    assert all(r.name and r.key and r.reasons and r.name in r.names and r.kind in ENTITY_KINDS for r in referents)
    assert all(0 <= ref.start < ref.end <= len(article.text) for r in referents for ref in r.references)
    assert all(set(r.within) <= {o.id for o in referents} and r.id not in r.within for r in referents)
    covered = {(ref.start, ref.end) for r in referents for ref in r.references if not ref.anaphor}
    named = {(m.start, m.end) for m in mentions if m.kind not in ("Time", "Amount") and any(c.isalnum() for c in m.text)}
    assert covered == named
    assert set(link([article], [referents]).who) == {r.id for r in referents}


@given(pages(), st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_the_order_of_mentions_changes_nothing(page: tuple[Article, list[Mention]], random: st.DataObject) -> None:
    article, mentions = page
    shuffled = list(mentions)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert resolve_page([article], [shuffled]) == resolve_page([article], [mentions])
