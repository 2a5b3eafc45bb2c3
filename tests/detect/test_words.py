"""Words from the segmentation model that was trained here."""

from kg.detect.words import segmenter, words
from kg.lexicon import ZH


def test_words_join_to_the_text_without_white_space():
    text = "岚县行政审批服务管理局 推出预约服务，\n群众满意。" + "好" * 5000
    assert "".join(words(text)) == "".join(text.split())


def test_common_words_and_division_names_stay_whole():
    assert words("记者在方山县采访，群众的收入增加了。") == (
        "记者", "在", "方山县", "采访", "，", "群众", "的", "收入", "增加", "了", "。",
    )  # fmt: skip


def test_an_empty_text_has_no_words():
    assert words("") == words(" \n\u3000") == ()


def test_the_model_needs_no_pickle_and_is_loaded_once():
    folder = ZH / "model" / "words"
    assert sorted(path.name for path in folder.iterdir()) == ["features.msgpack", "weights.npz"]
    assert sum(len(path.read_bytes()) for path in folder.iterdir()) < 8_000_000
    assert segmenter() is segmenter()
