"""Setting text in lines of a column as a newspaper does: no line begins with a closing mark, figures keep together."""

import random
from dataclasses import dataclass

NOT_FIRST = set("，。、；：？！”’）》】…%％")
NOT_LAST = set("“‘（《【")


@dataclass(frozen=True)
class Setting:
    """How a page prints its columns."""

    indent: str = "lost"  # "printed" 　　, "lost" (set, but not in the dump), "none"
    figures: float = 0.0  # how often a space stands beside figures
    justified: float = 0.0  # how often a short line is spread with spaces
    wide_figures: bool = False
    glued: bool = True  # figures are not broken over lines


def cells(text: str) -> float:
    return sum(0.5 if ord(char) < 128 else 1.0 for char in text)


def tokens(text: str, glued: bool) -> list[str]:
    found: list[str] = []
    for char in text:
        if (
            glued
            and found
            and ord(char) < 128
            and char not in " ,()"
            and ord(found[-1][-1]) < 128
            and found[-1][-1] not in " ,()"
        ):
            found[-1] += char
        else:
            found.append(char)
    return found


def set_paragraph(text: str, width: int, setting: Setting, rng: random.Random) -> list[str]:
    """Lines of one paragraph in a column of `width` full letters."""
    lines: list[list[str]] = []
    line: list[str] = []
    used = 2.0 if setting.indent in ("printed", "lost") else 0.0
    queue = tokens(text, setting.glued)
    at = 0
    while at < len(queue):
        token = queue[at]
        size = cells(token)
        if line and used + size > width + 0.01:
            if token[0] in NOT_FIRST and (rng.random() < 0.6 or len(line) < 3):
                while at < len(queue) and queue[at][0] in NOT_FIRST:  # squeezed in
                    line.append(queue[at])
                    at += 1
            elif token[0] in NOT_FIRST and len(line) > 1:
                at -= 1
                line.pop()
                while len(line) > 1 and (line[-1][-1] in NOT_LAST or queue[at][0] in NOT_FIRST):
                    at -= 1
                    line.pop()
            while len(line) > 1 and line[-1][-1] in NOT_LAST:
                at -= 1
                line.pop()
            lines.append(line)
            line, used = [], 0.0
            continue
        line.append(token)
        used += size
        at += 1
    if line:
        lines.append(line)
    return [_print(line, n == 0, n == len(lines) - 1, width, setting, rng) for n, line in enumerate(lines)]


def _print(line: list[str], first: bool, last: bool, width: int, setting: Setting, rng: random.Random) -> str:
    lacks = width - sum(map(cells, line)) - (2 if first and setting.indent != "none" else 0)
    if not last and lacks >= 0.5 and rng.random() < setting.justified:
        if rng.random() < 0.6:
            text = " ".join(line)
        else:
            cut = rng.randrange(len(line))
            text = "".join(line[:cut]) + " ".join(line[cut:])
    else:
        text = ""
        for token in line:
            beside = text and ((token[0].isdigit() and not text[-1].isascii()) or (text[-1].isdigit() and not token[0].isascii()))
            if beside and text[-1] not in "“（《" and token[0] not in "，。、；”）》%" and rng.random() < setting.figures:
                text += " "
            text += token
    if setting.wide_figures and rng.random() < 0.5:
        text = "".join(chr(ord(char) + 0xFEE0) if char.isdigit() else char for char in text)
    return ("　　" if first and setting.indent == "printed" else "") + text
