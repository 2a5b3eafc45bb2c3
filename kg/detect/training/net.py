"""The network as torch sees it: the same layout and arithmetic as `kg.detect.network`, with gradients.

In: rows [B, T], features [B, T, columns], lengths. Out: label scores, CRF losses. The old tag layer of the start weights is kept
while training, so that the encoder does not forget what it knew (`Tagger.tags`).
"""

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from kg.detect.crf import HEADS, LABELS
from kg.detect.features import SIZES

FORBIDDEN = -1e4


@torch.jit.script
def recur(drive: Tensor, gates: Tensor, candidates: Tensor) -> Tensor:
    """drive [T, 2, B, 3D] -> states [T, 2, B, D]; the reset gate acts before the product, which torch.nn.GRU cannot do."""
    width = candidates.size(1)
    state = torch.zeros(2, drive.size(2), width)
    out = []
    above, below = torch.split(drive, [2 * width, width], -1)
    for now, fresh_now in zip(above.unbind(0), below.unbind(0)):  # noqa: B905  (drive[step] would fill whole tensors backwards)
        gate = torch.sigmoid(torch.baddbmm(now, state, gates))
        update, reset = gate.chunk(2, -1)
        fresh = torch.tanh(torch.baddbmm(fresh_now, reset * state, candidates))
        state = torch.lerp(state, fresh, update)
        out.append(state)
    return torch.stack(out)


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
        back = torch.where(ahead < lengths, lengths - 1 - ahead, ahead)
        seen = nn.functional.dropout(given["letters"][rows], drop / 3, self.training)
        for layer in (0, 1):
            turn = back.unsqueeze(-1).expand(-1, -1, seen.shape[-1])
            both = torch.stack([seen, seen.gather(0, turn)]).reshape(2, steps * batch, -1)
            drive = torch.baddbmm(given[f"biases{layer}"].unsqueeze(1), both, given[f"inputs{layer}"]).view(2, steps, batch, -1)
            if layer == 0 and extra is not None:
                added = sum((given[f"extra{i}"][extra[..., i]] for i in range(len(SIZES))), torch.zeros(()))
                later = added[..., 1, :].gather(0, back.unsqueeze(-1).expand(-1, -1, drive.shape[-1]))
                drive = drive + torch.stack([added[..., 0, :], later])
            out = recur(drive.transpose(0, 1).contiguous(), given[f"gates{layer}"], given[f"candidates{layer}"])
            ways = out[:, 0], out[:, 1].gather(0, back.unsqueeze(-1).expand(-1, -1, out.shape[-1]))
            seen = nn.functional.dropout(torch.cat(ways, -1), drop, self.training)
        return seen

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

    def arrays(self) -> dict[str, NDArray[np.float32]]:
        """The weights as `network.build` wants them, the old tag layer left out."""
        found = {name: value.detach().numpy().copy() for name, value in self.named_parameters() if not name.startswith("tag")}
        bad = self.get_buffer("bad").numpy()
        found["moves"], found["start"] = found["moves"] + bad[:-1], found["start"] + bad[-1]
        return found
