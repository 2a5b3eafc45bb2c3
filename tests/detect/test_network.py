"""The network at run time: equal to a naive reference, the same in any company."""

import numpy as np
import pytest

from kg.detect import network
from kg.detect.crf import HEADS, LABELS, likely, paths, posteriors, runs
from kg.detect.features import SIZES, features
from kg.detect.network import FAINT, OWN, build, emissions, find, normal, windows
from kg.lexicon import ZH, LexiconError

WIDTH = 6
LETTERS = "\0岚县王小明说，。" + "".join(c for c in OWN if c not in "，。") + "abc19,.:"


def small(seed: int = 3) -> dict[str, np.ndarray]:
    """Random weights of a tiny network; I-X follows only B-X and I-X."""
    rng = np.random.default_rng(seed)
    shapes = {
        "letters": (len(LETTERS), 5), "heads": (2 * WIDTH, HEADS * len(LABELS)), "head_bias": (HEADS * len(LABELS),),
        "start": (HEADS, len(LABELS)), "stop": (HEADS, len(LABELS)), "moves": (HEADS, len(LABELS), len(LABELS)),
    }  # fmt: skip
    for layer, inputs in ((0, 5), (1, 2 * WIDTH)):
        shapes |= {
            f"inputs{layer}": (2, inputs, 3 * WIDTH), f"biases{layer}": (2, 3 * WIDTH),
            f"gates{layer}": (2, WIDTH, 2 * WIDTH), f"candidates{layer}": (2, WIDTH, WIDTH),
        }  # fmt: skip
    shapes |= {f"extra{i}": (size, 2, 3 * WIDTH) for i, size in enumerate(SIZES)}
    arrays = {name: rng.normal(0, 0.7, shape).astype(np.float32) for name, shape in shapes.items()}
    for label, name in enumerate(LABELS):
        if name.startswith("I-"):
            arrays["moves"][:, [i for i, before in enumerate(LABELS) if before[2:] != name[2:]], label] = -1e4
    return arrays | {"chars": np.array([ord(c) for c in LETTERS], np.uint32)}


def naive_states(w: dict[str, np.ndarray], rows: np.ndarray, extra: np.ndarray) -> np.ndarray:
    """One text, one step after another, as the formulas say."""
    seen = w["letters"][rows]
    for layer in (0, 1):
        ways = []
        for way in (0, 1):
            state, out = np.zeros(WIDTH), np.zeros((len(rows), WIDTH))
            for t in range(len(rows)) if way == 0 else range(len(rows) - 1, -1, -1):
                x = seen[t] @ w[f"inputs{layer}"][way] + w[f"biases{layer}"][way]
                if layer == 0:
                    x = x + sum(w[f"extra{i}"][extra[t, i], way] for i in range(len(SIZES)))
                gate = 1 / (1 + np.exp(-(x[: 2 * WIDTH] + state @ w[f"gates{layer}"][way])))
                update, reset = gate[:WIDTH], gate[WIDTH:]
                fresh = np.tanh(x[2 * WIDTH :] + (reset * state) @ w[f"candidates{layer}"][way])
                state = (1 - update) * state + update * fresh
                out[t] = state
            ways.append(out)
        seen = np.concatenate(ways, 1)
    return seen


def naive_posteriors(w: dict[str, np.ndarray], scores: np.ndarray, head: int) -> np.ndarray:
    """Probability of the label at each place by log sums over all labels."""
    steps = len(scores)
    ahead, behind = np.zeros_like(scores), np.zeros_like(scores)
    ahead[0], behind[-1] = w["start"][head] + scores[0], w["stop"][head]
    for t in range(1, steps):
        ahead[t] = np.logaddexp.reduce(ahead[t - 1][:, None] + w["moves"][head], 0) + scores[t]
    for t in range(steps - 2, -1, -1):
        behind[t] = np.logaddexp.reduce(w["moves"][head] + (scores[t + 1] + behind[t + 1])[None], 1)
    both = ahead + behind
    return np.exp(both - np.logaddexp.reduce(both, 1, keepdims=True))


def naive_path(w: dict[str, np.ndarray], scores: np.ndarray, head: int) -> list[int]:
    """The best path, each label remembering the best path to itself."""
    ways = {label: (w["start"][head, label] + scores[0, label], [label]) for label in range(len(LABELS))}
    for now in scores[1:]:
        best = {}
        for label in range(len(LABELS)):
            total, path = max((t + w["moves"][head, last, label], p) for last, (t, p) in ways.items())
            best[label] = (total + now[label], [*path, label])
        ways = best
    return max((t + w["stop"][head, label], p) for label, (t, p) in ways.items())[1]


@pytest.fixture
def batch() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(9)
    lengths = np.array([7, 4, 4, 1])
    extra = np.stack([rng.integers(0, size, (7, 4)) for size in SIZES], -1)
    return rng.integers(0, len(LETTERS), (7, 4)), extra, lengths


def test_emissions_are_those_of_the_formulas(batch: tuple[np.ndarray, np.ndarray, np.ndarray]):
    weights = small()
    rows, extra, lengths = batch
    scores = emissions(build(weights), rows, extra, lengths)
    for b, length in enumerate(lengths):
        wanted = naive_states(weights, rows[:length, b], extra[:length, b]) @ weights["heads"] + weights["head_bias"]
        assert np.allclose(scores[:length, b].reshape(length, -1), wanted, atol=1e-4)


def test_posteriors_are_those_of_all_paths(batch: tuple[np.ndarray, np.ndarray, np.ndarray]):
    weights = small()
    lengths = batch[2]
    scores = np.random.default_rng(4).normal(0, 2, (7, 4, HEADS, len(LABELS))).astype(np.float32)
    found = posteriors(build(weights).crf, scores, lengths).label
    for b, length in enumerate(lengths):
        for head in range(HEADS):
            wanted = naive_posteriors(weights, scores[:length, b, head].astype(float), head)
            assert np.allclose(found[:length, head, b], wanted, atol=1e-4)


def test_the_best_path_is_the_one_of_the_highest_sum(batch: tuple[np.ndarray, np.ndarray, np.ndarray]):
    weights = small()
    lengths = batch[2]
    scores = np.random.default_rng(5).normal(0, 2, (7, 4, HEADS, len(LABELS))).astype(np.float32)
    found = paths(build(weights).crf, scores, lengths)
    for b, length in enumerate(lengths):
        for head in range(HEADS):
            assert found[:length, head, b].tolist() == naive_path(weights, scores[:length, b, head], head)
            assert not found[length:, head, b].any()


def test_the_same_names_in_any_company():
    net = build(small())
    texts = ["岚县王小明说，好。", "王小明说。岚县，岚县王小明。" * 20, "县", "说1.9：abc"]
    together = find(net, texts)
    assert together == [find(net, [text])[0] for text in texts]
    assert together == find(net, texts[::-1])[::-1]


def test_an_empty_text_has_no_names():
    net = build(small())
    assert find(net, []) == []
    assert find(net, ["", "  \n"]) == [[], []]


def test_characters_outside_the_basic_plane_and_lone_surrogates_do_no_harm():
    assert len(find(build(small()), ["𠮷县\ud800王🙂"])) == 1


@pytest.mark.parametrize(
    ("char", "plain"), [("，", ","), ("：", ":"), ("Ａ", "a"), ("“", '"'), ("。", "."), ("、", ","), ("岚", "岚")]
)
def test_characters_are_taken_as_the_start_weights_knew_them(char: str, plain: str):
    assert normal(char) == plain


def test_full_width_and_half_width_letters_share_a_row_and_own_marks_do_not():
    rows = build(small()).rows
    assert rows[ord("Ａ")] == rows[ord("a")] != 0
    assert rows[ord("，")] != rows[ord(",")]
    assert rows[ord("㐀")] == 0


def test_runs_of_labels_become_spans():
    person, place = LABELS.index("B-Person"), LABELS.index("B-Place")
    best = np.array([0, person, person + 1, place, place + 1, place, 0, place + 1])
    assert runs(best) == [(1, 3, "Person"), (3, 5, "Place"), (5, 6, "Place"), (7, 8, "Place")]


def test_the_chance_of_a_span_is_the_share_of_all_paths_that_hold_it(batch: tuple[np.ndarray, np.ndarray, np.ndarray]):
    weights = small()
    lengths = batch[2]
    scores = np.random.default_rng(4).normal(0, 3, (7, 4, HEADS, len(LABELS))).astype(np.float32)
    found = likely(posteriors(build(weights).crf, scores, lengths), 0.02)
    assert len(found) > 10 and any(span.end - span.start > 1 for span in found)
    for span in found:
        given = scores[: lengths[span.row], span.row, span.head].astype(float)
        kept = given.copy()
        begin = LABELS.index("B-" + span.kind)
        for place in range(span.start, span.end):
            kept[place, [label for label in range(len(LABELS)) if label != begin + (place > span.start)]] = -1e9
        if span.end < len(kept):
            kept[span.end, begin + 1] = -1e9
        share = np.exp(naive_sum(weights, kept, span.head) - naive_sum(weights, given, span.head))
        assert span.chance == pytest.approx(share, abs=2e-3)


def naive_sum(w: dict[str, np.ndarray], scores: np.ndarray, head: int) -> float:
    """Log of the summed weight of all paths."""
    now = w["start"][head] + scores[0]
    for later in scores[1:]:
        now = np.logaddexp.reduce(now[:, None] + w["moves"][head], 0) + later
    return float(np.logaddexp.reduce(now + w["stop"][head]))


def test_faint_names_lie_beside_the_best_path():
    every = find(build(small()), ["王小明说，岚县好。" * 5])[0]
    best = {(f.start, f.end, f.kind) for f in every if f.depth != FAINT}
    faint = {(f.start, f.end, f.kind) for f in every if f.depth == FAINT}
    assert best and faint and not best & faint


def test_windows_hold_sentences_of_a_paragraph_and_long_ones_are_cut_at_a_comma():
    text = "甲。“乙。”\n\n" + "丙" * 50 + "，" + "丁" * 100
    found = windows(text, 126)
    assert text[slice(*found[0])] == "甲。“乙。”"
    assert [e - s for s, e in found[1:]] == [51, 100]


def test_a_window_takes_no_more_sentences_than_it_holds():
    text = ("甲" * 49 + "。") * 3
    assert windows(text, 126) == [(0, 100), (100, 150)]


def test_features_know_divisions_marks_and_what_comes_again():
    found = features("岚县的“一件事”，岚县好")
    assert found.shape == (12, len(SIZES))
    assert all(found[i, 0] for i in (0, 1, 9, 10)) and not found[2, 0]
    assert [int(v) for v in found[3:8, 1]] == [0, 1, 1, 1, 0]
    assert found[0, 2] and found[9, 2] and not found[2, 2]


def test_features_know_words_that_tell_of_names_and_words_that_are_none():
    text = "县财政局局长王志强召开会议，大家高兴"
    telling, plain = features(text)[:, 3], features(text)[:, 4]
    assert all(telling[text.index("局长") :][:2]) and telling[text.index("长")] != telling[text.index("开")]
    assert not any(telling[text.index("王") :][:3]) and not any(plain[text.index("王") :][:3])
    assert all(plain[text.index("大家") :]) and plain[text.index("大")] + 1 == plain[text.index("家")]


def test_the_shipped_weights_need_no_pickle_and_are_small():
    path = ZH / "model" / "names.npz"
    assert len(path.read_bytes()) <= 15_000_000
    net = network.network()
    assert net.letters.dtype == np.float32 and len(net.letters) > 10_000


def test_weights_of_other_features_are_refused():
    weights = small()
    weights["extra0"] = weights["extra0"][:-1]
    with pytest.raises(LexiconError, match="other features"):
        build(weights)
