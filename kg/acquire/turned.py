"""Sheets whose text lies on its side or head, by /Rotate or as drawn: the boxes of a PDF turned so that lines run to the right.

In: a sheet of a document. Out: a Turn that gives boxes from the file's own space, y upwards, as left, top, right, bottom of the
upright sheet, y downwards. Most of the letters decide: one line on its side turns nothing.
"""

from collections import Counter
from dataclasses import dataclass

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]

LOOKED_AT = 2000  # letters of a sheet
BESIDE = ((1, 0), (0, 1), (-1, 0), (0, -1))  # where lines run in the file: right, up, left, down


@dataclass(frozen=True, slots=True)
class Turn:
    """How often a sheet is turned clockwise by a quarter; `width` and `height` of the sheet in the file, in points."""

    quarters: int
    width: float
    height: float

    def upright(self, left: float, low: float, right: float, high: float) -> tuple[float, float, float, float]:
        """left, top, right, bottom of a box."""
        if self.quarters == 1:
            return low, left, high, right
        if self.quarters == 2:
            return self.width - right, low, self.width - left, high
        if self.quarters == 3:
            return self.height - high, self.width - right, self.height - low, self.width - left
        return left, self.height - high, right, self.height - low


def turn_of(page: pypdfium2.PdfPage, text_page: pypdfium2.PdfTextPage) -> Turn:
    """The turn that makes most letters of a sheet stand upright."""
    matrix = raw.FS_MATRIX()
    seen: Counter[int] = Counter()
    for index in range(min(raw.FPDFText_CountChars(text_page), LOOKED_AT)):
        if raw.FPDFText_IsGenerated(text_page, index) == 1 or not raw.FPDFText_GetMatrix(text_page, index, matrix):
            continue
        a, b = matrix.a, matrix.b
        seen[max(range(4), key=lambda k: a * BESIDE[k][0] + b * BESIDE[k][1])] += 1
    width, height = page.get_size()
    if page.get_rotation() % 180:
        width, height = height, width
    return Turn(min(seen, key=lambda k: (-seen[k], k), default=0), width, height)
