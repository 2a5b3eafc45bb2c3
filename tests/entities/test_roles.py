"""该负责人, 这位护林员; parts of names with dots; one nickname, one person."""

import pytest

from tests.entities.by_hand import at, of, referents_of, written


def meant(marked: str, words: str) -> str:
    """The name of whom the last place of some words means, "" for nobody."""
    text = written(marked)[0].text
    start = text.rfind(words)
    found = [r.name for r in referents_of(marked) if any(f.start == start for f in r.references)]
    return found[0] if found else ""


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("项目负责人{石青|P}到了。该负责人说，年底完工。", "该负责人", "石青"),
        ("总经理{石青|P}到了。该负责人说，年底完工。", "该负责人", "石青"),
        ("护林员{石青|P}巡山三十年。\n这位护林员说，山是家。", "这位护林员", "石青"),
        ("护林员{石青|P}走了。护林员{田禾|P}来了。这位护林员说，山是家。", "这位护林员", "田禾"),
        ("护林员{石青|P}和护林员{田禾|P}来了。这位护林员说，山是家。", "这位护林员", ""),
        ("经理{石青|P}和厂长{田禾|P}来了。该负责人说，年底完工。", "该负责人", ""),
        ("村民{石青|P}来了。\n天黑了。\n路通了。\n该村民说，山是家。", "该村民", ""),
    ],
)
def test_a_word_for_a_person_means_who_was_introduced_by_it(text: str, words: str, name: str) -> None:
    assert meant(text, words) == name


def test_parts_of_a_name_with_dots_mean_its_bearer() -> None:
    text = "{穆萨·阿里·迪亚洛|P}来了。{迪亚洛|P}笑着说。{阿里·迪亚洛|P}又说。{买买提·艾山|P}点头，{艾山|P}也笑。"
    found = referents_of(text)
    assert [r.name for r in found] == ["穆萨·阿里·迪亚洛", "买买提·艾山"]


def test_a_part_that_two_bear_means_neither() -> None:
    found = referents_of("{安娜·伊万|P}和{玛丽·伊万|P}来了。{伊万|P}说。")
    assert len(found) == 3


def test_a_nickname_means_one_person_all_through() -> None:
    marked = "{李春生|P}修车。{老李|P}说，不收钱。{李小满|P}是徒弟。{老李|P}笑了。"
    found = referents_of(marked)
    assert at(found, written(marked)[0].text.rfind("老李")) is of(found, "李春生")
