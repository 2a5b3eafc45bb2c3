"""Page -> Articles: what each line is, where articles begin and end, whose headline, byline and caption each is.

In: a Page of any form. Out: Articles whose every printed character maps back to the page. Furniture is left out.
"""

from kg.articles.continuations import join_continuations
from kg.articles.split import split_page

__all__ = ["join_continuations", "split_page"]
