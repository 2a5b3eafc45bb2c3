"""Pictures with Chinese names: a font found among those installed, and labels that do not lie on each other.

In: matplotlib axes, positions and names. Out: labels. Where no font has Chinese they are written in pinyin, never as empty boxes.
Same graph, same picture: no position depends on chance.
"""

from collections.abc import Callable, Iterable, Mapping
from math import ceil, sqrt

import matplotlib.pyplot as plt
import networkx as nx
from matplotlib import font_manager
from matplotlib.axes import Axes
from pypinyin import lazy_pinyin

# Noto's file holds a face for each region; matplotlib may know only the first, JP, which has the simplified characters too.
FONTS = (
    "Noto Sans CJK SC", "Noto Sans CJK JP", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN", "PingFang SC",
    "Hiragino Sans GB", "Microsoft YaHei", "SimHei", "WenQuanYi Zen Hei", "Arial Unicode MS",
)  # fmt: skip


def use_chinese_font() -> Callable[[str], str]:
    """Sets matplotlib's font and gives the function for labels: it changes nothing, or gives pinyin where no font has Chinese."""
    plt.rcParams["axes.unicode_minus"] = False  # Chinese fonts often lack the mathematical minus
    installed = {font.name for font in font_manager.fontManager.ttflist}
    found = next((name for name in FONTS if name in installed), None)
    if found:
        plt.rcParams["font.family"] = [found, "DejaVu Sans"]
        return str
    print("没有找到中文字体，图中文字用拼音。No Chinese font was found, so labels are in pinyin.")
    print("Debian, Ubuntu: apt install fonts-noto-cjk; then restart this notebook with an empty matplotlib cache.")
    return lambda words: " ".join(lazy_pinyin(words))


def side_by_side(graph: nx.Graph) -> dict[str, tuple[float, float]]:
    """Positions in which every connected part has a cell of its own, the largest first, so that parts never lie on each other."""
    parts = sorted(nx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    columns = ceil(sqrt(len(parts)))
    places = {}
    for number, part in enumerate(parts):
        within = graph.subgraph(sorted(part))
        pair = dict(zip(within, [(-0.3, 0.1), (0.3, -0.1)], strict=False))
        layout = nx.kamada_kawai_layout(within, scale=0.36) if len(part) > 2 else pair
        places |= {node: (x + number % columns, y - number // columns) for node, (x, y) in layout.items()}
    return places


def write_names(
    axes: Axes, places: Mapping[str, tuple[float, float]], names: Mapping[str, str], order: Iterable[str], *, size: float = 9
) -> int:
    """Writes names at their places in the order given; one that would lie on an earlier one is left out. Gives how many stand."""
    renderer = axes.figure.canvas.get_renderer()
    taken = []
    for node in order:
        text = axes.annotate(
            names[node], places[node], fontsize=size, ha="center", va="bottom", xytext=(0, 4), textcoords="offset points"
        )
        box = text.get_window_extent(renderer)
        if any(box.overlaps(other) for other in taken):
            text.remove()
        else:
            taken.append(box)
    return len(taken)
