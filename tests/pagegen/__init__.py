"""Newspaper pages with known answers: takes stories, sets them in columns, prints them as a text dump or as PDF.

In: a seed. Out: the page and, for every article, its lines, headline, subhead, reporters and kind. Shares no code with kg/.
"""
