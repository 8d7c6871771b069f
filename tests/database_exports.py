"""Twelve invented works as twelve databases and managers export them: what one reader of a review brings to ``refconvert dedupe``.

The works are near to each other: two parts, a letter and its reply, an article and its correction, an abstract in a supplement, the same
authors on the same subject, a translated title. The exports differ as databases do: names, capitals, abbreviations, pages, notes behind
titles, and which identifiers there are.
"""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple


class Work(NamedTuple):
    """What the exports say, each in its way."""

    title: str
    authors: tuple[tuple[str, str], ...]
    """Family and full given names."""
    journal: str
    abbreviation: str
    year: int
    volume: str
    issue: str
    first: str
    last: str
    doi: str
    pmid: str
    abstract: str = ""

    @property
    def pages(self) -> str:
        return f"{self.first}-{self.last}" if self.last else self.first

    @property
    def elided(self) -> str:
        """The pages as MEDLINE has them: 1234-41."""
        common = 0
        while (
            self.first[common : common + 1] == self.last[common : common + 1] and common < len(self.first) - 1
        ):
            common += 1
        return f"{self.first}-{self.last[common:]}" if self.last else self.first


_ROE, _DOE = ("Roe", "Robin James"), ("Doe", "Jane")
_MULLER, _BERG = ("Müller-Østergaard", "Ann"), ("van den Berg", "Karel Jan")
_WARDS = ("Coins in Wards", "Coin Wards"), ("European Archives of Coin Medicine", "Eur Arch Coin Med")
WORKS = (
    Work("Tossing of fair coins in surgical wards: a randomised controlled trial", (_ROE, _DOE, _BERG), *_WARDS[0], 2018, "12", "3",
         "1234", "1241", "10.5555/cw.2018.1234", "90000101", "We tossed coins in twelve wards."),
    Work("Tossing of fair coins in surgical wards. Part II: long-term outcomes", (_ROE, _DOE, _BERG), *_WARDS[0], 2018, "12", "4",
         "1301", "1309", "10.5555/cw.2018.1301", "90000102", "We followed the wards for ten years."),
    Work("Tumour colour and haemorrhage after tossing of coins in children", (_MULLER, _ROE), *_WARDS[1], 2019, "41", "1",
         "S12", "S19", "10.5555/eacm-2019-0012", "90000103", "Colour of tumours was recorded."),
    Work("Tumour colour and haemorrhage after tossing of coins in adults", (_MULLER, _ROE), *_WARDS[1], 2019, "41", "1",
         "S20", "S28", "10.5555/eacm-2019-0020", "90000104", "Colour of tumours was recorded in adults."),
    Work("Coins cure rust", (_BERG,), *_WARDS[0], 2017, "11", "2", "88", "89", "10.5555/cw.2017.88", "90000105"),
    Work("Coins cure rust - Reply", (_DOE, _ROE), *_WARDS[0], 2017, "11", "2", "89", "90", "10.5555/cw.2017.89", "90000106"),
    Work("Effect of β-copper on HPV16 in α-coins: systematic review and meta-analysis", (_DOE, _MULLER, _BERG, _ROE), *_WARDS[1], 2021,
         "43", "7", "e104321", "", "10.5555/eacm-2021-104321", "90000107", "We searched six mints."),
    Work("Erratum: Effect of β-copper on HPV16 in α-coins: systematic review and meta-analysis", (_DOE, _MULLER, _BERG, _ROE), *_WARDS[1],
         2021, "43", "9", "e104777", "", "10.5555/eacm-2021-104777", "90000108"),
    Work("The quality of life of coins: a survey", (("Lee", "Min Ho"), ("Kim", "Yoon Tae")), *_WARDS[0], 2020, "14", "Suppl 2",
         "A31", "", "10.5555/cw.2020.s2", "90000109", "A survey among coins."),
    Work("The quality of life of dice: a survey", (("Lee", "Min Ho"), ("Kim", "Yoon Tae")), *_WARDS[0], 2020, "14", "Suppl 2",
         "A32", "", "10.5555/cw.2020.s2", "90000110", "A survey among dice."),
    Work("Use of coins in hospitals of the north", (("García Ortiz", "María José"), _DOE), "Revista de Monedas", "Rev Monedas", 2016, "5",
         "10", "7", "15", "10.5555/rm.5.10.7", "90000111", "Coins are used in hospitals."),
    Work("Editorial", (_ROE,), *_WARDS[0], 2018, "12", "3", "1189", "1190", "10.5555/cw.2018.1189", "90000112"),
)  # fmt: skip


def _initials(given: str, point: str = "", between: str = "") -> str:
    return between.join(f"{name[0]}{point}" for name in given.replace("-", " ").split())


def _ris(*lines: tuple[str, str]) -> str:
    return "".join(f"{tag}  - {value}\n" for tag, value in lines if value) + "ER  - \n\n"


def _table(header: str, rows: list[list[str]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow(header.split(","))
    writer.writerows(rows)
    return text.getvalue()


def pubmed(works: tuple[Work, ...]) -> str:
    records = []
    for work in works:
        lines = [("PMID", work.pmid), ("TI", f"{work.title}."), ("PG", work.elided), ("AB", work.abstract)]
        for family, given in work.authors:
            lines += [("FAU", f"{family}, {given}"), ("AU", f"{family} {_initials(given)}")]
        lines += [
            ("JT", work.journal.capitalize()),
            ("TA", work.abbreviation),
            ("VI", work.volume),
            ("IP", work.issue),
        ]
        lines += [("DP", f"{work.year} Mar"), ("AID", f"{work.doi} [doi]"), ("PT", "Journal Article")]
        records.append("".join(f"{tag:4}- {value}\n" for tag, value in lines if value))
    return "\n".join(records)


def pubmed_csv(works: tuple[Work, ...]) -> str:
    header = "PMID,Title,Authors,Citation,First Author,Journal/Book,Publication Year,Create Date,PMCID,NIHMS ID,DOI"
    rows = []
    for work in works:
        names = [f"{family} {_initials(given)}" for family, given in work.authors]
        citation = f"{work.abbreviation}. {work.year} Mar;{work.volume}({work.issue}):{work.elided}. doi: {work.doi}."
        rows.append([work.pmid, f"{work.title}.", ", ".join(names) + ".", citation, names[0], work.abbreviation, str(work.year),
                     f"{work.year}/04/01", "", "", work.doi])  # fmt: skip
    return _table(header, rows)


def embase(works: tuple[Work, ...]) -> str:
    return "".join(
        _ris(
            ("TY", "JOUR"), ("M3", "Article"), ("Y1", str(work.year)), ("VL", work.volume), ("IS", work.issue), ("SP", work.first),
            ("EP", work.last), ("T1", work.title), *(("A1", f"{family}, {_initials(given, '.')}") for family, given in work.authors),
            ("JO", f"{work.abbreviation.replace(' ', '. ')}."), ("JF", f"{work.abbreviation.replace(' ', '. ')}."), ("C5", work.pmid),
            ("N2", work.abstract), ("DO", work.doi), ("U2", f"L20{work.pmid}"), ("DB", "Embase"),
        )
        for work in works
    )  # fmt: skip


def ovid(works: tuple[Work, ...]) -> str:
    """Embase through Ovid, in its Reprint/Medlars form: no PMIDs, a DOI in some, notes behind titles."""
    records = []
    for number, work in enumerate(works, 1):
        lines = [("VN", "Ovid Technologies"), ("DB", "Embase"), ("UI", f"20{work.pmid}")]
        lines += [("AU", f"{family} {_initials(given, '.')}") for family, given in work.authors]
        lines += [("TI", f"{work.title}. [Review] [{number + 20} refs]" if number % 3 else f"{work.title}.")]
        issue = f"({work.issue})" if work.issue else ""
        lines += [
            (
                "SO",
                f"{work.journal}. {work.volume} {issue} (pp {work.pages}), {work.year}. Date of Publication: {work.year}.",
            )
        ]
        lines += [
            ("JN", work.journal),
            ("YR", str(work.year)),
            ("VO", work.volume),
            ("IP", work.issue),
            ("PG", work.pages),
        ]
        lines += [("AB", work.abstract), ("DO", f"https://dx.doi.org/{work.doi}" if number % 2 else "")]
        records.append(f"<{number}. >\n" + "".join(f"{tag:4}- {value}\n" for tag, value in lines if value))
    return "\n".join(records)


def web_of_science(works: tuple[Work, ...]) -> str:
    records = []
    for number, work in enumerate(works, 1):
        title = (
            f"{work.title.removeprefix('Erratum: ')} (vol 43, e104321, 2021)"
            if "Erratum" in work.title
            else work.title
        )
        lines = ["PT J", *_tagged("AU", [f"{family}, {_initials(given)}" for family, given in work.authors])]
        lines += _tagged("AF", [f"{family}, {given}" for family, given in work.authors])
        lines += [
            f"TI {title.title()}",
            f"SO {work.journal.upper()}",
            f"J9 {work.abbreviation.upper()}",
            f"PY {work.year}",
            f"VL {work.volume}",
        ]
        lines += [
            f"IS {work.issue}",
            *([f"BP {work.first}", f"EP {work.last}"] if work.last else [f"AR {work.first}"]),
        ]
        lines += [*([f"DI {work.doi}"] if number % 4 else []), f"UT WOS:0004{work.pmid}", "ER", ""]
        records.append("\n".join(lines))
    return "\n".join(["FN Clarivate Analytics Web of Science", "VR 1.0", *records, "EF", ""])


def _tagged(tag: str, values: list[str]) -> list[str]:
    return [f"{tag if not place else '  '} {value}" for place, value in enumerate(values)]


def scopus(works: tuple[Work, ...]) -> str:
    header = "Authors,Author full names,Title,Year,Source title,Volume,Issue,Art. No.,Page start,Page end,DOI,Link,Abstract,PubMed ID,Source,EID"
    rows = []
    for number, work in enumerate(works, 1):
        short = "; ".join(f"{family} {_initials(given, '.')}" for family, given in work.authors)
        full = "; ".join(f"{family}, {given} ({57000000 + number})" for family, given in work.authors)
        pages = ["", work.first, work.last] if work.last else [work.first, "", ""]
        rows.append([short, full, work.title, str(work.year), work.journal, work.volume, work.issue, *pages, work.doi.upper(), "",
                     work.abstract or "[No abstract available]", "", "Scopus", f"2-s2.0-8{work.pmid}"])  # fmt: skip
    return _table(header, rows)


def cochrane(works: tuple[Work, ...]) -> str:
    return "".join(
        f'Record #{number} of {len(works)}\nProvider: John Wiley & Sons, Ltd.\nContent: text/plain; charset="UTF-8"\n\n'
        + _ris(
            ("TY", " JOUR"), ("AN", f" CN-0{work.pmid}"), *(("AU", f" {family}, {_initials(given)}") for family, given in work.authors),
            ("TI", f" {work.title}"), ("JA", f" {work.journal}"), ("PY", f" {work.year}"), ("VL", f" {work.volume}"), ("IS", f" {work.issue}"),
            ("SP", f" {work.first}‐{work.last}" if work.last else f" {work.first}"), ("C3", f" PUBMED {work.pmid},EMBASE 20{work.pmid}"),
            ("DO", f" {work.doi}" if number % 2 else ""), ("AB", f" {work.abstract}"),
        )
        for number, work in enumerate(works, 1)
    )  # fmt: skip


def ebsco(works: tuple[Work, ...]) -> str:
    """CINAHL: no DOI for every second work, the length of an article number in EP, a full stop behind titles."""
    return "".join(
        _ris(
            ("TY", "JOUR"), ("ID", f"14{work.pmid}"), ("T1", f"{work.title}."), *(("AU", f"{family}, {given}") for family, given in work.authors),
            ("Y1", f"{work.year}/03//"), ("N1", f"Accession Number: 14{work.pmid}. Language: English. Publication Type: journal article."),
            ("JF", work.journal), ("JO", work.journal), ("JA", work.abbreviation.upper()), ("VL", work.volume), ("IS", work.issue),
            ("SP", work.first), ("EP", work.last), ("N2", work.abstract), ("L3", work.doi if number % 2 == 0 else ""), ("DP", "EBSCOhost"),
            ("DB", "ccm"),
        )
        for number, work in enumerate(works, 1)
    )  # fmt: skip


def proquest(works: tuple[Work, ...]) -> str:
    return "".join(
        _ris(
            ("TY", "JOUR"), ("T1", work.title), ("AN", f"22{work.pmid}; 51887"),
            *(("AU", f"{family}, {given}") for family, given in work.authors), ("JF", work.journal), ("Y1", f"{work.year}/03//"),
            ("PY", str(work.year)), ("DA", f"Mar {work.year}"), ("VL", work.volume), ("IS", work.issue), ("SP", work.first), ("EP", work.last),
            ("DO", f"https://doi.org/{work.doi}" if number % 3 == 0 else ""), ("AB", work.abstract),
            ("N1", "Last updated - 2023-05-16"), ("UR", f"https://www.proquest.com/docview/22{work.pmid}"), ("DB", "ProQuest Central"),
        )
        for number, work in enumerate(works, 1)
    )  # fmt: skip


def lens(works: tuple[Work, ...]) -> str:
    """Tags in the order of the alphabet; an article number is first and last page."""
    return "".join(
        _ris(
            ("TY", "JOUR"), ("AB", work.abstract), *(("AU", f"{family}, {given}") for family, given in work.authors),
            ("DA", f"{work.year}/03/01"), ("DO", work.doi), ("EP", work.last or work.first), ("ID", f"001-{number:03}"), ("IS", work.issue),
            ("JF", work.journal), ("L2", f"http://www.ncbi.nlm.nih.gov/pubmed/{work.pmid}" if number % 2 else ""), ("PY", str(work.year)),
            ("SP", work.first), ("TI", work.title), ("UR", f"https://lens.org/001-{number:03}"), ("VL", work.volume),
        )
        for number, work in enumerate(works, 1)
    )  # fmt: skip


def scholar(works: tuple[Work, ...]) -> str:
    """No identifier, no issue of supplements, initials before the family name."""
    return "".join(
        _ris(
            ("TY", "JOUR"), ("T1", work.title), *(("A1", f"{family}, {_initials(given, '', ' ')}") for family, given in work.authors),
            ("JO", work.journal), ("VL", work.volume), ("IS", "" if "Suppl" in work.issue else work.issue), ("SP", work.first),
            ("EP", work.last), ("SN", "1234-5679"), ("Y1", str(work.year)), ("PB", "Coin Press"),
        )
        for work in works
    )  # fmt: skip


def bibtex(works: tuple[Work, ...]) -> str:
    """A handmade library: LaTeX in names, titles in braces, no DOI."""
    entries = []
    for number, work in enumerate(works, 1):
        names = " and ".join(f"{given} {{{family}}}" for family, given in work.authors)
        names = (
            names.replace("ü", '{\\"u}').replace("Ø", "{\\O}").replace("í", "{\\'i}").replace("é", "{\\'e}")
        )
        title = work.title.replace("β", "$\\beta$").replace("α", "$\\alpha$")
        fields = {"author": names, "title": f"{{{title}}}", "journal": work.abbreviation, "year": str(work.year), "volume": work.volume,
                  "number": work.issue, "pages": work.pages.replace("-", "--")}  # fmt: skip
        body = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
        entries.append(f"@article{{key{number},\n{body}\n}}\n")
    return "\n".join(entries)


EXPORTS: dict[str, Callable[[tuple[Work, ...]], str]] = {
    "pubmed.nbib": pubmed,
    "pubmed.csv": pubmed_csv,
    "embase.ris": embase,
    "ovid.txt": ovid,
    "wos.txt": web_of_science,
    "scopus.csv": scopus,
    "cochrane.ris": cochrane,
    "cinahl.ris": ebsco,
    "proquest.ris": proquest,
    "lens.ris": lens,
    "scholar.ris": scholar,
    "handmade.bib": bibtex,
}


def write_all(folder: Path) -> list[str]:
    """Write all exports; their paths."""
    paths = []
    for name, make in EXPORTS.items():
        (folder / name).write_text(make(WORKS), encoding="utf-8")
        paths.append(str(folder / name))
    return paths
