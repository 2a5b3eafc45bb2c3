"""The network as torch sees it: the same layout and arithmetic as `kg.detect.network`, with gradients.

In: rows [B, T], features [B, T, columns], lengths. Out: label scores, CRF losses. The old tag layer of the start weights is kept
while training, so that the encoder does not forget what it knew (`Tagger.tags`).
"""

from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from kg.detect.crf import HEADS, LABELS
from kg.detect.features import SIZES

FORBIDDEN = -1e4


@torch.jit.script
def forward(drive: Tensor, gates: Tensor, candidates: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """drive [2, T, B, 3D] -> states [2, T + 1, B, D] (the first is zero), update and reset gates [2, T, B, 2D], candidates."""
    ways, steps, batch, width = drive.size(0), drive.size(1), drive.size(2), candidates.size(1)
    states = torch.zeros(ways, steps + 1, batch, width)
    opened, fresh = torch.empty(ways, steps, batch, 2 * width), torch.empty(ways, steps, batch, width)
    state = states[:, 0]
    for t in range(steps):
        gate = torch.sigmoid_(torch.baddbmm(drive[:, t, :, : 2 * width], state, gates))
        new = torch.tanh_(torch.baddbmm(drive[:, t, :, 2 * width :], gate[:, :, width:] * state, candidates))
        state = torch.lerp(state, new, gate[:, :, :width])
        opened[:, t], fresh[:, t], states[:, t + 1] = gate, new, state
    return states, opened, fresh


@torch.jit.script
def backward(
    grad: Tensor, states: Tensor, opened: Tensor, fresh: Tensor, gates: Tensor, candidates: Tensor
) -> tuple[Tensor, Tensor, Tensor]:
    """Gradients of drive, gates and candidates from that of the states [2, T, B, D]; one product over all steps a weight."""
    width = candidates.size(1)
    before, update, reset = states[:, :-1], opened[..., :width], opened[..., width:]
    to_update, to_fresh = (fresh - before) * update * (1 - update), update * (1 - fresh * fresh)
    held = reset * before
    to_reset = held * (1 - reset)
    kept = 1 - update
    turned_gates, turned_candidates = gates.transpose(1, 2).contiguous(), candidates.transpose(1, 2).contiguous()
    out = torch.empty(grad.size(0), grad.size(1), grad.size(2), 3 * width)
    now = torch.zeros_like(grad[:, 0])
    for i in range(grad.size(1)):
        t = grad.size(1) - 1 - i
        now = now + grad[:, t]
        into = now * to_fresh[:, t]
        through = torch.bmm(into, turned_candidates)
        both = torch.cat([now * to_update[:, t], through * to_reset[:, t]], -1)
        now = torch.baddbmm(torch.addcmul(now * kept[:, t], through, reset[:, t]), both, turned_gates)
        out[:, t, :, : 2 * width] = both
        out[:, t, :, 2 * width :] = into
    flat = out.flatten(1, 2)
    for_gates = torch.bmm(before.flatten(1, 2).transpose(1, 2), flat[..., : 2 * width])
    return out, for_gates, torch.bmm(held.flatten(1, 2).transpose(1, 2), flat[..., 2 * width :])


class Recur(torch.autograd.Function):
    """drive [2, T, B, 3D] -> states [2, T, B, D]; the reset gate acts before the product, which torch.nn.GRU cannot do."""

    @staticmethod
    def forward(ctx: Any, drive: Tensor, gates: Tensor, candidates: Tensor) -> Tensor:
        states: Tensor
        states, opened, fresh = forward(drive, gates, candidates)
        ctx.save_for_backward(states, opened, fresh, gates, candidates)
        return states[:, 1:]

    @staticmethod
    def backward(ctx: Any, *grads: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        found: tuple[Tensor, Tensor, Tensor] = backward(grads[0], *ctx.saved_tensors)
        return found


@torch.jit.script
def total(scores: Tensor, mask: Tensor, moves: Tensor, first: Tensor) -> Tensor:
    """Log of the summed weight of all paths before the stop: scores [T, H, B, L], mask [T, B], first [H, B, L] -> [H, B, L]."""
    now = first
    weight = moves.exp()
    for score, keep in zip(scores.unbind(0)[1:], mask.unsqueeze(1).unsqueeze(-1).unbind(0)[1:]):  # noqa: B905
        top = now.max(-1, keepdim=True)[0].detach()
        fresh = torch.log(torch.bmm((now - top).exp(), weight) + 1e-30) + top + score
        now = fresh * keep + now * (1.0 - keep)
    return now


def forbidden() -> Tensor:
    """[labels + 1, labels]: FORBIDDEN where I-X does not follow B-X or I-X; the last row is the start of a text."""
    bad = torch.zeros(len(LABELS) + 1, len(LABELS))
    for j, label in enumerate(LABELS):
        if label.startswith("I-"):
            for i, before in enumerate((*LABELS, "O")):
                if before[2:] != label[2:]:
                    bad[i, j] = FORBIDDEN
    return bad


class Tagger(nn.Module):
    """The trainable network; made from the arrays of `start.start_weights`."""

    def __init__(self, arrays: dict[str, NDArray[np.float32]], seed: int) -> None:
        super().__init__()
        torch.manual_seed(seed)
        for name, array in arrays.items():
            self.register_parameter(name, nn.Parameter(torch.from_numpy(array.copy())))
        labels, width = len(LABELS), arrays["gates0"].shape[1]
        for i, size in enumerate(SIZES):
            self.register_parameter(f"extra{i}", nn.Parameter(torch.zeros(size, 2, 3 * width)))
        self.heads = nn.Parameter(torch.empty(2 * width, HEADS * labels).uniform_(-0.06, 0.06))
        self.head_bias = nn.Parameter(torch.zeros(HEADS * labels))
        self.start, self.stop = nn.Parameter(torch.zeros(HEADS, labels)), nn.Parameter(torch.zeros(HEADS, labels))
        self.moves = nn.Parameter(torch.zeros(HEADS, labels, labels))
        self.register_buffer("bad", forbidden(), persistent=False)

    def states(self, rows: Tensor, extra: Tensor | None, lengths: Tensor, drop: float = 0.0) -> Tensor:
        """Encoder states [T, B, 2D] of rows [T, B]."""
        given = dict(self.named_parameters())
        steps, batch = rows.shape
        ahead = torch.arange(steps).unsqueeze(1)
        back = (torch.where(ahead < lengths, lengths - 1 - ahead, ahead) * batch + torch.arange(batch)).reshape(-1)
        seen = nn.functional.embedding(rows.reshape(-1), given["letters"])
        seen = nn.functional.dropout(seen, drop / 3, self.training)
        for layer in (0, 1):
            drive = torch.stack([self.driven(layer, seen, 0), self.driven(layer, seen, 1).index_select(0, back)])
            if layer == 0 and extra is not None:
                known = torch.cat([nn.functional.one_hot(extra[..., i].reshape(-1), n) for i, n in enumerate(SIZES)], -1).float()
                tables = torch.cat([given[f"extra{i}"] for i in range(len(SIZES))])
                drive = drive + torch.stack([known @ tables[:, 0], known.index_select(0, back) @ tables[:, 1]])
            drive = drive.view(2, steps, batch, -1)
            out = Recur.apply(drive, given[f"gates{layer}"], given[f"candidates{layer}"]).flatten(1, 2)  # type: ignore[no-untyped-call]
            seen = nn.functional.dropout(torch.cat([out[0], out[1].index_select(0, back)], -1), drop, self.training)
        return seen.view(steps, batch, -1)

    def driven(self, layer: int, seen: Tensor, way: int) -> Tensor:
        """What a layer is given in one direction, before its recurrence [T * B, 3D]."""
        weight, bias = self.get_parameter(f"inputs{layer}"), self.get_parameter(f"biases{layer}")
        return torch.addmm(bias[way], seen, weight[way])

    def tags_of(self, states: Tensor) -> Tensor:
        """Scores of the 57 tags of the start weights [T, B, tags]."""
        return states @ self.get_parameter("tags") + self.get_parameter("tag_bias")

    def scores(self, states: Tensor) -> Tensor:
        """Label scores [T, HEADS, B, labels]."""
        out = states @ self.heads + self.head_bias
        return out.view(*out.shape[:2], HEADS, len(LABELS)).transpose(1, 2)

    def loss(self, scores: Tensor, labels: Tensor, lengths: Tensor) -> Tensor:
        """CRF loss [HEADS, B] of labels [T, HEADS, B]."""
        bad = self.get_buffer("bad")
        moves, start = self.moves + bad[:-1], self.start + bad[-1]
        mask = (torch.arange(scores.shape[0]).unsqueeze(1) < lengths).float()
        first = start.unsqueeze(1) + scores[0]
        every = torch.logsumexp(total(scores, mask, moves, first) + self.stop.unsqueeze(1), -1)
        head = torch.arange(HEADS).view(1, HEADS, 1)
        right = scores.gather(-1, labels.unsqueeze(-1)).squeeze(-1)
        steps = moves[head, labels[:-1], labels[1:]] * mask[1:].unsqueeze(1)
        last = labels.gather(0, (lengths - 1).view(1, 1, -1).expand(1, HEADS, -1)).squeeze(0)
        ends = start[head[0], labels[0]] + self.stop[head[0], last]
        return every - ((right * mask.unsqueeze(1)).sum(0) + steps.sum(0) + ends)

    def take(self, arrays: dict[str, NDArray[np.float32]]) -> None:
        """Goes on from the weights of `arrays`; what they lack stays as it is."""
        bad = self.get_buffer("bad").numpy()
        given = arrays | {"moves": arrays["moves"] - bad[:-1], "start": arrays["start"] - bad[-1]}
        with torch.no_grad():
            for name, value in self.named_parameters():
                if name in given:
                    value.copy_(torch.from_numpy(given[name]))

    def arrays(self) -> dict[str, NDArray[np.float32]]:
        """The weights as `network.build` wants them, the old tag layer left out."""
        found = {name: value.detach().numpy().copy() for name, value in self.named_parameters() if not name.startswith("tag")}
        bad = self.get_buffer("bad").numpy()
        found["moves"], found["start"] = found["moves"] + bad[:-1], found["start"] + bad[-1]
        return found
