"""A small network that reads the words around a pair, with every name put down as its kind, so that it learns prose and no names.

In: a Scene and its Pairs. Out: for a pair and every predicate a margin that counts beside that of the trees
(`kg.facts.scorer`). Letters pass four widening convolutions; every reference looks, by attention, at the other references of the
article, so that it knows whom the sentences around it are about; a pair looks at the tokens between and around its two
references; the ends of both names and the numbers of the pair are added. numpy alone; `kg.facts.prose_training` trains it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.facts.pairs import Pairs
from kg.facts.scene import SIGN, Ints, Scene
from kg.facts.trees import Floats

WIDTH = 54  # tokens that one pair looks at
REACH = 8  # of these so many before the first reference and behind the second
NEAR, FIRST, SECOND = 36, 26, 28  # tokens between up to which all are seen; further apart: so many at each reference
STEPS = (1, 2, 4, 8)  # how far the convolutions reach
MARGIN = 16  # blank tokens around an article, more than they reach together
PLACES = 21  # classes of distance from a reference
APART = 27  # classes of distance between two references
TAIL, HEAD = 4, 2  # letters at the end and the beginning of a name
SIGNS = tuple(sorted(set(SIGN.values())))
_BATCH = 2000


@dataclass(frozen=True, slots=True)
class View:
    """What the network reads of one article: `letters` a row of the table for every token, `names` for the ends of every
    referent's name; `apart` how far every two references are from each other, and whether they are of one referent; `seen` the
    tokens a pair looks at (-1: none), `places` how far they are from subject and object, which are the references `subject`,
    `object`."""

    letters: Ints
    names: Ints
    apart: Ints
    seen: Ints
    places: Ints
    subject: Ints
    object: Ints


def rows_of(letters: Ints, codes: Ints) -> Ints:
    """Row of every code in the table of letters: 0 for the unknown, then the sorted letters, then the signs of kinds."""
    known = np.concatenate([letters, np.array(SIGNS)])  # signs are private codes, above all letters that are listed
    place = np.minimum(np.searchsorted(known, codes), len(known) - 1)
    return np.where(known[place] == codes, place + 1, 0)


def view_of(scene: Scene, pairs: Pairs, rows: Ints, letters: Ints) -> View:
    """The letters of one article and the windows of some of its pairs."""
    tails = [r.name.rstrip("”’」》）)\"'") or r.name for r in scene.referents]
    spelled = [[*map(ord, end[-TAIL:].rjust(TAIL, "\0")), *map(ord, end[:HEAD].ljust(HEAD, "\0"))] for end in tails]
    left, right, way = pairs.left[rows], pairs.right[rows], pairs.way[rows]
    first, last = scene.token_start[left], scene.token_end[left]
    second, close = scene.token_start[right], scene.token_end[right]
    step = np.arange(WIDTH)[None, :]
    whole = (first - REACH)[:, None] + step
    whole = np.where(whole < (close + REACH)[:, None], whole, -1)
    parts = np.where(step < FIRST, whole, (second - (SECOND - REACH))[:, None] + step - FIRST)
    seen = np.where((second - last <= NEAR)[:, None], whole, parts)
    seen = np.where((seen >= 0) & (seen < len(scene.tokens)), seen, -1)
    subject, obj = np.where(way == 1, right, left), np.where(way == 1, left, right)
    ends = scene.token_start[subject], scene.token_start[obj]
    places = _distance(seen - ends[0][:, None]) * PLACES + _distance(seen - ends[1][:, None])
    known, named = rows_of(letters, scene.tokens), rows_of(letters, np.array(spelled, dtype=np.int64))
    return View(known, named, _apart(scene), seen, places, subject, obj)


def _apart(scene: Scene) -> Ints:
    """(references, references): classes of distance, in tokens within a sentence and in sentences beyond, twice over: odd where
    both are of one referent."""
    gap = scene.token_start[None, :] - scene.token_start[:, None]
    sentence = scene.sentence_at[scene.start]
    over = np.clip(sentence[None, :] - sentence[:, None], -3, 3)
    near = np.sign(gap) * np.minimum(np.ceil(np.log2(np.abs(gap) + 1)), 6).astype(np.int64)
    far = np.where(over == 0, near, over + 6 * np.sign(over)) + APART // 2
    out: Ints = far * 2 + (scene.who[None, :] == scene.who[:, None])
    return out


def _distance(gap: Ints) -> Ints:
    far = np.abs(gap)
    out: Ints = np.sign(gap) * (np.minimum(far, 7) + (far > 10) + (far > 20)) + PLACES // 2
    return out


def squeezed(numbers: Floats) -> Floats:
    """The numbers of pairs on a scale that a network can read."""
    out: Floats = np.sign(numbers) * np.log1p(np.abs(numbers))
    return out


@dataclass(frozen=True, slots=True)
class Reader:
    """Weights: `letters` sorted codes; `table` a row for each of them and the signs; `arrays` the other weights by name."""

    letters: Ints
    table: Floats
    first: Floats
    arrays: dict[str, Floats]


def reader_of(arrays: Mapping[str, NDArray[Any]]) -> Reader:
    """A reader from the arrays of a model file whose names begin with `prose.`."""
    own = {name.removeprefix("prose."): arrays[name] for name in arrays if name.startswith("prose.")}
    letters, table = own.pop("letters").astype(np.int64), own.pop("table").astype(np.float32) * own.pop("scale")
    full = {name: value.astype(np.float32) for name, value in own.items()}
    return Reader(letters, table, table @ full["inp.weight"].T + full["inp.bias"], full)


def margins_of(scene: Scene, pairs: Pairs, rows: Ints, reader: Reader) -> Floats:
    """(rows, predicates): margins of some pairs. What depends on one end alone is multiplied once for every token or referent."""
    view, w = view_of(scene, pairs, rows, reader.letters), reader.arrays
    states = _states(reader, view.letters)
    many = np.bincount(scene.who, minlength=len(scene.referents)).astype(np.float32)
    among = _among(w, states[scene.token_start] + w["shown.weight"][scene.kinds[scene.who]], view.apart)
    mean = np.zeros((len(scene.referents), states.shape[1]), np.float32)
    np.add.at(mean, scene.who, among)
    mean /= np.maximum(many, 1)[:, None]
    names = reader.table[view.names].reshape(len(view.names), -1) @ w["name.weight"].T + w["name.bias"]
    kinds = w["kind.weight"][scene.kinds], w["other.weight"][scene.kinds]
    keys = states @ w["key.weight"].T + w["key.bias"]
    width, name, kind, seen = states.shape[1], names.shape[1], kinds[0].shape[1], keys.shape[1] * len(w["weigh.bias"])
    asks = _parts(w["ask.weight"], (width, width, kind, kind))
    ones = _parts(w["one.weight"], (width, width, seen, width, width, name, name, kind, kind))
    ask_at = among @ asks[0] + w["ask.bias"], among @ asks[1]
    ask_of = kinds[0] @ asks[2], kinds[1] @ asks[3]
    one_at = among @ ones[0] + w["one.bias"], among @ ones[1]
    one_of = [mean @ ones[3 + n] + names @ ones[5 + n] + kinds[n] @ ones[7 + n] for n in (0, 1)]
    out = np.empty((len(rows), len(w["out.bias"])), np.float32)
    for at in range(0, len(out), _BATCH):
        some, here = rows[at : at + _BATCH], slice(at, at + _BATCH)
        s, o, left, right = pairs.subject[some], pairs.object[some], view.subject[here], view.object[here]
        asked = ask_at[0][left] + ask_at[1][right] + ask_of[0][s] + ask_of[1][o]
        row = _attention(w, keys, view.seen[here], view.places[here], asked) @ ones[2]
        row += ((squeezed(pairs.numbers[some]) - w["mean"]) / w["spread"]) @ ones[9]
        row += one_at[0][left] + one_at[1][right] + one_of[0][s] + one_of[1][o]
        row = np.maximum(np.maximum(row, 0) @ w["two.weight"].T + w["two.bias"], 0)
        out[here] = row @ w["out.weight"].T + w["out.bias"]
    return out


def _parts(weight: Floats, sizes: tuple[int, ...]) -> list[Floats]:
    """The columns of a weight, turned, for inputs of these sizes and what is left."""
    return np.split(weight.T, np.cumsum(sizes))


def _states(reader: Reader, letters: Ints) -> Floats:
    """(tokens, width): every token among its neighbours."""
    w = reader.arrays
    blank = np.zeros(MARGIN, dtype=np.int64)
    state = reader.first[np.concatenate([blank, letters, blank])]
    for number, step in enumerate(STEPS):
        weight = w[f"conv.{number}.weight"]  # (out, in, 3)
        padded = np.pad(state, ((step, step), (0, 0)))
        found = sum(padded[k * step : k * step + len(state)] @ weight[:, :, k].T for k in range(3)) + w[f"conv.{number}.bias"]
        state = state + np.maximum(_evened(w, f"norm.{number}", found), 0)
    out: Floats = state[MARGIN:-MARGIN]
    return out


def _evened(w: dict[str, Floats], name: str, rows: Floats) -> Floats:
    """Rows with mean 0 and spread 1, scaled and shifted (layer normalisation)."""
    rows = rows - rows.mean(axis=1, keepdims=True)
    out: Floats = rows / np.sqrt((rows * rows).mean(axis=1, keepdims=True) + 1e-5) * w[f"{name}.weight"] + w[f"{name}.bias"]
    return out


def _among(w: dict[str, Floats], own: Floats, apart: Ints) -> Floats:
    """(references, width): every reference among the others, by attention that also counts how far apart they are."""
    own = _evened(w, "calm", own)
    heads = w["apart.weight"].shape[1]
    query, key, value = np.split((own @ w["attend.weight"].T + w["attend.bias"]).reshape(len(own), 3 * heads, -1), 3, axis=1)
    score = np.einsum("ihk,jhk->hij", query, key) / np.sqrt(query.shape[2]) + w["apart.weight"][apart].transpose(2, 0, 1)
    score = np.exp(score - score.max(axis=2, keepdims=True))
    score /= score.sum(axis=2, keepdims=True)
    told = np.einsum("hij,jhk->ihk", score, value).reshape(len(own), -1)
    out: Floats = own + told @ w["back.weight"].T + w["back.bias"]
    return out


def _attention(w: dict[str, Floats], keys: Floats, seen: Ints, places: Ints, asked: Floats) -> Floats:
    """(pairs, heads * key width): the tokens seen, each with its place, weighed for the pair."""
    state = keys[np.maximum(seen, 0)]
    state += w["place.weight"][places]
    state += asked[:, None, :]
    np.tanh(state, out=state)
    score = state @ w["weigh.weight"].T + w["weigh.bias"]
    score[seen < 0] = -1e4
    score -= score.max(axis=1, keepdims=True)
    np.exp(score, out=score)
    score /= score.sum(axis=1, keepdims=True)
    out: Floats = np.matmul(score.transpose(0, 2, 1), state).reshape(len(seen), -1)
    return out
