import io
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import convert
from convert.formats import get_reader, get_writer
from convert.formats.latex.read import from_latex
from convert.formats.latex.write import to_latex, to_unicode_latex
from convert.model.record import Name, Record
from convert.model.text.titles import container_title, place


def read(text: str) -> list[Record]:
    return list(get_reader("bibtex").read(io.BytesIO(text.encode())))


@given(st.text("aBé 12.,:{}$&%#_^~<>\\|αżß°×²", max_size=40))
def test_latex_and_back(text: str) -> None:
    normal = unicodedata.normalize("NFC", text)
    assert from_latex(to_unicode_latex(normal)) == normal


@given(st.text("{}\\$_^~ab'`-\"", max_size=40))
def test_no_latex_is_too_bad_to_read(text: str) -> None:
    from_latex(text)


@pytest.mark.parametrize(
    "text", ["<i>E. coli</i> CO<sub>2</sub> at 10<sup>-3</sup>", "Müller, Čapek & Søn: α-blockers", "p<0.05"]
)
def test_rich_text_and_back(text: str) -> None:
    assert from_latex(to_latex(text)).replace("−", "-") == text


def test_the_first_record_is_out_before_the_last_byte_is_read() -> None:
    class Endless(io.RawIOBase):
        number = 0

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
            self.number += 1
            text = b"@article{k%d, title = {T}, crossref = {}}\n" % self.number
            buffer[: len(text)] = text
            return len(text)

    records = get_reader("bibtex").read(io.BufferedReader(Endless(), 8192))
    assert [next(records).id for _ in range(3)] == ["k1", "k2", "k3"]


def test_lines_are_counted_over_pieces() -> None:
    text = "".join(f"@article{{k{n},\n  title = {{{'T' * 99}}},\n}}\n" for n in range(3000))
    records = read(text)
    assert len(records) == 3000
    assert [record.source.line for record in records if record.source] == [1 + 3 * n for n in range(3000)]


def test_every_field_is_in_the_record() -> None:
    fields = "abstract annote doi editor eprint howpublished institution journal month nonsense note pages school series type url"
    for field in fields.split():
        [record] = read(f"@book{{k, {field} = {{Qqzz77}}, year = 1987}}")
        assert "Qqzz77" in str(record), field


def test_records_come_back(shared: Path) -> None:
    records = list(
        convert.read(shared / "corpus/medline/almeidava93.review_pomr_ehr__articles.nbib", "medline")
    )
    out = io.StringIO(newline="")
    get_writer("bibtex").write(records, out)
    again = read(out.getvalue())
    assert len(again) == len(records)
    for before, after in zip(records, again, strict=True):
        assert [whole(name) for name in after.author] == [whole(name) for name in before.author]
        assert simple(after.title) == simple(before.title)
        assert after.container_title == container_title(before)
        assert after.publisher_place == place(before)
        for field in ("volume", "issue", "DOI", "PMID", "PMCID", "issued", "language"):
            assert getattr(after, field) == getattr(before, field)


def whole(name: Name) -> str:
    family = f"{name.non_dropping_particle} {name.family}".strip()
    return (name.literal or f"{family}, {name.given} {name.suffix}").replace("’", "'").strip(" ,")


def simple(text: str) -> str:
    """What LaTeX has one spelling for is one."""
    return " ".join(text.replace("–", "--").replace("—", "--").replace("“", '"').replace("”", '"').split())
