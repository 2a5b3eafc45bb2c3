"""Trains the reader of prose (`kg.facts.prose`) on sheets of annotated pairs.

In: Sheets. Out: the arrays of a Reader, and margins of every pair from readers that did not see its file. Letters begin with the
rows of the recogniser of names. Needs torch, which the installed program does not.
"""

import io
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from itertools import pairwise
from multiprocessing import get_context
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from kg.facts.prose import APART, HEAD, MARGIN, PLACES, SIGNS, STEPS, TAIL, View, margins_of, reader_of, squeezed, view_of
from kg.facts.scene import KIND_NUMBER, Ints
from kg.facts.sheets import Sheet
from kg.facts.trees import Floats
from kg.lexicon import ZH

LETTER, STATE, KEY, HEADS, KIND, NAME, ONE, TWO = 128, 128, 32, 4, 16, 48, 320, 160
MINDS, MIND = 4, 16  # heads of the attention among references, and their width
CORES = 2
EPOCHS, BATCH, PLAIN = 18, 8, 6  # of the pairs without any relation one in PLAIN, which then counts for as many


class Network(nn.Module):
    """The same reader as `kg.facts.prose.Reader`, with dropout; parameters carry the names of its arrays."""

    def __init__(self, table: Floats, numbers: int, predicates: int) -> None:
        super().__init__()
        self.table = nn.Embedding(*table.shape)
        self.table.weight.data.copy_(torch.from_numpy(table))
        self.inp = nn.Linear(LETTER, STATE)
        self.conv = nn.ModuleList([nn.Conv1d(STATE, STATE, 3, dilation=step, padding=step) for step in STEPS])
        self.norm = nn.ModuleList([nn.LayerNorm(STATE) for _ in STEPS])
        self.kind, self.other = nn.Embedding(len(KIND_NUMBER), KIND), nn.Embedding(len(KIND_NUMBER), KIND)
        self.shown, self.calm = nn.Embedding(len(KIND_NUMBER), STATE), nn.LayerNorm(STATE)
        self.attend, self.back = nn.Linear(STATE, 3 * MINDS * MIND), nn.Linear(MINDS * MIND, STATE)
        self.apart = nn.Embedding(2 * APART, MINDS)
        nn.init.zeros_(self.apart.weight)
        self.name = nn.Linear((TAIL + HEAD) * LETTER, NAME)
        self.ask, self.key = nn.Linear(2 * STATE + 2 * KIND, KEY), nn.Linear(STATE, KEY)
        self.place, self.weigh = nn.Embedding(PLACES * PLACES, KEY), nn.Linear(KEY, HEADS)
        self.place.weight.data.mul_(0.3)
        self.one = nn.Linear(4 * STATE + HEADS * KEY + 2 * NAME + 2 * KIND + numbers, ONE)
        self.two, self.out = nn.Linear(ONE, TWO), nn.Linear(TWO, predicates)
        nn.init.constant_(self.out.bias, -4.0)
        self.some, self.more = nn.Dropout(0.2), nn.Dropout(0.35)

    def forward(self, x: dict[str, Tensor]) -> Tensor:
        state = self.inp(self.some(self.table(x["letters"])))
        for conv, norm in zip(self.conv, self.norm, strict=True):
            state = state + functional.relu(norm(self.some(conv(state.T[None])[0].T)))
        among = self.among(state[x["at"]] + self.shown(x["kinds"])[x["who"]], x["slots"], x["apart"])
        mean = torch.zeros(int(x["referents"]), STATE).index_add(0, x["who"], among) / x["many"][:, None]
        names = self.name(self.some(self.table(x["names"]).flatten(1)))
        ends = [among[x["subject"]], among[x["object"]]]
        shown = [self.kind(x["kinds"])[x["s"]], self.other(x["kinds"])[x["o"]]]
        keys = self.key(state)[x["seen"].clamp(min=0)] + self.place(x["places"])
        looked = torch.tanh(keys + self.ask(torch.cat([*ends, *shown], 1))[:, None])
        score = self.weigh(looked).masked_fill((x["seen"] < 0)[..., None], -1e4).softmax(1)
        seen = torch.einsum("pwh,pwk->phk", score, looked).flatten(1)
        row = torch.cat([*ends, seen, mean[x["s"]], mean[x["o"]], names[x["s"]], names[x["o"]], *shown, x["numbers"]], 1)
        row = self.more(functional.relu(self.one(self.more(row))))
        out: Tensor = self.out(self.more(functional.relu(self.two(row))))
        return out

    def among(self, own: Tensor, slots: Tensor, apart: Tensor) -> Tensor:
        """(references, STATE): every reference among those of its article; `slots` (articles, most references), -1: none."""
        own, held = self.calm(own), slots >= 0
        each = self.attend(own)[slots.clamp(min=0)].unflatten(2, (3, MINDS, MIND)).permute(2, 0, 3, 1, 4)
        score = each[0] @ each[1].transpose(2, 3) * MIND**-0.5 + self.apart(apart).permute(0, 3, 1, 2)
        score = score.masked_fill(~held[:, None, None], -1e4).softmax(3)
        told = (self.some(score) @ each[2]).transpose(1, 2).flatten(2)[held]
        out: Tensor = own + self.back(told)
        return out


def letters_of(sheets: list[Sheet], least: int = 3) -> Ints:
    """Codes of the letters that stand in `least` articles or more, without the signs."""
    seen: Counter[int] = Counter()
    for sheet in sheets:
        names = {ord(char) for r in sheet.scene.referents for char in r.name}
        seen.update({*sheet.scene.tokens.tolist(), *names})
    return np.array(sorted(c for c, n in seen.items() if n >= least and c < SIGNS[0]), dtype=np.int64)


def start_table(letters: Ints) -> Floats:
    """Rows for the unknown, the letters and the signs: those of the recogniser of names, scaled, and chance for the rest."""
    with np.load(io.BytesIO((ZH / "model" / "names.npz").read_bytes()), allow_pickle=False) as arrays:
        known = {int(c): i for i, c in enumerate(arrays["chars"])}
        rows = arrays["letters"].astype(np.float32) * arrays["letters.scale"]
    rows /= rows.std()
    table = np.random.default_rng(0).normal(size=(1 + len(letters) + len(SIGNS), LETTER)).astype(np.float32)
    table[0] = 0
    for place, code in enumerate(letters.tolist(), 1):
        if code in known:
            table[place] = rows[known[code]]
    return table


def _batch(
    sheets: list[Sheet], views: list[View], chosen: list[Ints], numbers: list[Floats]
) -> dict[str, Tensor]:  # fmt: skip
    """The tensors of some articles one behind the other, blanks between them."""
    sizes = [len(s.scene.referents) for s in sheets]
    first = np.cumsum([0, *sizes])[:-1].tolist()
    blank = np.zeros(MARGIN, dtype=np.int64)
    at = np.cumsum([MARGIN, *(len(v.letters) + MARGIN for v in views)])[:-1].tolist()
    held = [len(s.scene.who) for s in sheets]
    begin = np.cumsum([0, *held])[:-1].tolist()
    slots = np.full((len(sheets), max(held)), -1, dtype=np.int64)
    apart = np.zeros((len(sheets), max(held), max(held)), dtype=np.int64)
    for n, (view, many, start) in enumerate(zip(views, held, begin, strict=True)):
        slots[n, :many], apart[n, :many, :many] = np.arange(start, start + many), view.apart
    each = list(zip(sheets, views, chosen, first, at, strict=True))
    who = np.concatenate([s.scene.who + f for s, _, _, f, _ in each])
    parts: dict[str, NDArray[Any]] = {
        "letters": np.concatenate([blank, *(np.concatenate([v.letters, blank]) for v in views)]),
        "names": np.concatenate([v.names for v in views]), "kinds": np.concatenate([s.scene.kinds for s in sheets]),
        "who": who, "at": np.concatenate([s.scene.token_start + a for s, _, _, _, a in each]),
        "many": np.maximum(np.bincount(who, minlength=sum(sizes)), 1).astype(np.float32),
        "s": np.concatenate([s.pairs.subject[c] + f for s, _, c, f, _ in each]),
        "o": np.concatenate([s.pairs.object[c] + f for s, _, c, f, _ in each]),
        "slots": slots, "apart": apart,
        "subject": np.concatenate([v.subject[c] + b for v, c, b in zip(views, chosen, begin, strict=True)]),
        "object": np.concatenate([v.object[c] + b for v, c, b in zip(views, chosen, begin, strict=True)]),
        "seen": np.concatenate([np.where(v.seen[c] >= 0, v.seen[c] + a, -1) for _, v, c, _, a in each]),
        "places": np.concatenate([v.places[c] for _, v, c, _, _ in each]), "numbers": np.concatenate(numbers),
    }  # fmt: skip
    return {**{k: torch.from_numpy(np.ascontiguousarray(v)) for k, v in parts.items()}, "referents": torch.tensor(sum(sizes))}


def train(sheets: list[Sheet], letters: Ints, seed: int = 0) -> dict[str, NDArray[Any]]:
    """The arrays of a reader that learnt from sheets."""
    torch.manual_seed(seed)
    draw = np.random.default_rng(seed)
    views = [view_of(s.scene, s.pairs, np.arange(len(s.truth)), letters) for s in sheets]
    every = squeezed(np.concatenate([s.pairs.numbers for s in sheets]))
    mean, spread = every.mean(axis=0), every.std(axis=0) + 1e-3
    bounds = np.cumsum([0, *(len(s.truth) for s in sheets)])
    numbers = [(every[a:b] - mean) / spread for a, b in pairwise(bounds)]
    net = Network(start_table(letters), every.shape[1], sheets[0].truth.shape[1])
    rest = [p for name, p in net.named_parameters() if name != "table.weight"]
    steps = EPOCHS * (len(sheets) // BATCH + 1)
    best = torch.optim.AdamW([{"params": [net.table.weight], "lr": 3e-4, "weight_decay": 0.0}, {"params": rest, "lr": 2e-3}])
    pace = torch.optim.lr_scheduler.LambdaLR(best, lambda n: min(1.0, n / 100) * max(0.02, 1 - n / steps))
    for epoch in range(EPOCHS):
        begun, total = time.time(), 0.0
        order = draw.permutation(len(sheets))
        for at in range(0, len(order), BATCH):
            some = order[at : at + BATCH].tolist()
            held = [sheets[i].truth.any(axis=1) for i in some]
            chosen = [np.flatnonzero(h | (draw.random(len(h)) < 1 / PLAIN)) for h in held]
            x = _batch([sheets[i] for i in some], [views[i] for i in some], chosen,
                       [numbers[i][c] for i, c in zip(some, chosen, strict=True)])  # fmt: skip
            truth = torch.from_numpy(np.concatenate([sheets[i].truth[c] for i, c in zip(some, chosen, strict=True)]))
            weight = torch.from_numpy(np.concatenate([
                sheets[i].counts[c] * np.where(h[c], 1, PLAIN)[:, None].astype(np.float32)
                for i, c, h in zip(some, chosen, held, strict=True)
            ]))  # fmt: skip
            loss = (functional.binary_cross_entropy_with_logits(net(x), truth, reduction="none") * weight).sum() / len(truth)
            best.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(net.parameters(), 2.0)
            best.step()
            pace.step()
            total += loss.item()
        print(f"prose, epoch {epoch}: {total * BATCH / len(order):.3f} in {time.time() - begun:.0f} s", flush=True)
    return {"prose.mean": mean, "prose.spread": spread, **exported(net, letters)}


def exported(net: Network, letters: Ints) -> dict[str, NDArray[Any]]:
    """The weights as a model file holds them: rows of letters as int8 with a scale, the others as float16."""
    own = {name: value.detach().numpy() for name, value in net.state_dict().items()}
    table = own.pop("table.weight")
    scale = np.maximum(np.abs(table).max(axis=1, keepdims=True), 1e-6) / 127
    return {
        "prose.letters": letters.astype(np.uint32), "prose.table": np.round(table / scale).astype(np.int8),
        "prose.scale": scale.astype(np.float32), **{f"prose.{name}": value.astype(np.float16) for name, value in own.items()},
    }  # fmt: skip


def cross_fitted(sheets: list[Sheet], fold: Ints) -> tuple[dict[str, NDArray[Any]], Floats]:
    """The arrays of a reader that learnt from all sheets, and margins of every pair from readers that did not see its file;
    `fold` is that of each sheet. CORES processes train, some 5 GB each; they inherit what is given to Fitted."""
    folds = np.unique(fold).tolist()
    with ProcessPoolExecutor(CORES, get_context("fork"), Fitted.give, (sheets, fold, letters_of(sheets))) as pool:
        (arrays, _), *parts = pool.map(Fitted.fit, [-1, *folds])
    margins = {i: found for _, part in parts for i, found in part.items()}
    return arrays, np.concatenate([margins[i] for i in range(len(sheets))])


class Fitted:
    """What a process that trains was given: sheets, the fold of each, and the letters."""

    given: tuple[list[Sheet], Ints, Ints]

    @classmethod
    def give(cls, sheets: list[Sheet], fold: Ints, letters: Ints) -> None:
        """Begins a process."""
        torch.set_num_threads(1)
        cls.given = sheets, fold, letters

    @classmethod
    def fit(cls, k: int) -> tuple[dict[str, NDArray[Any]], dict[int, Floats]]:
        """A reader that did not see fold k (-1: one that saw all), and its margins of the sheets of that fold."""
        sheets, fold, letters = cls.given
        arrays = train([s for s, f in zip(sheets, fold, strict=True) if f != k], letters)
        reader, mine = reader_of(arrays), np.flatnonzero(fold == k).tolist()
        every = ((i, sheets[i], np.arange(len(sheets[i].truth))) for i in mine)
        return arrays, {i: margins_of(s.scene, s.pairs, rows, reader) for i, s, rows in every}
