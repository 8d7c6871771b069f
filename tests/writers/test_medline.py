from hypothesis import given
from hypothesis import strategies as st

from convert.writers.medline_values import WIDTH, wrap

WORDS = st.lists(st.text("ab-é", min_size=1, max_size=99), min_size=1, max_size=40)


@given(WORDS, st.sampled_from([" ", "  "]))
def test_wrapped_lines_can_be_joined_again(words: list[str], space: str) -> None:
    value = space.join(words)
    assert " ".join(line.rstrip().removeprefix("      ") for line in wrap(value).split("\n")) == value


@given(WORDS)
def test_no_line_is_wider_than_it_must_be(words: list[str]) -> None:
    for line in wrap(" ".join(words)).split("\n"):
        text = line.strip()
        assert len(text) <= WIDTH or " " not in text
