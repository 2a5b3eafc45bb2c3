"""Training of the models that `kg.detect` uses: `python -m kg.detect.training` (names) and `python -m kg.detect.training words`.

In: the annotated articles of `kg/zh/corpus/`, and the start weights that the jieba package carries. Out: files below
`kg/zh/model/`. Needs the extra `train`; torch is imported only here. Nothing of `tests/` is ever read for training.
"""
