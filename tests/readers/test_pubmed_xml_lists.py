"""Which lists of a record are read by expressions, and that it makes no difference to the record."""

import io
import random
import re
from collections.abc import Callable
from typing import Any

import pytest
from conftest import FIXTURES

from convert.formats import get_reader
from convert.formats.pubmed_xml import parse
from convert.formats.pubmed_xml.expressions import extract, lists
from convert.formats.pubmed_xml.read import OPTIONAL
from convert.model.record import Record
from convert.streams.problems import Problem

READER = get_reader("pubmed-xml")

ARTICLE = """<PubmedArticle><MedlineCitation><PMID>1</PMID>
<DateRevised><Year>2020</Year><Month>02</Month><Day>29</Day></DateRevised>
<Article><Journal><ISSN IssnType="Electronic">1234-5678</ISSN>
<JournalIssue CitedMedium="Internet"><Volume>3</Volume><PubDate><Year>2020</Year><Month>Feb</Month></PubDate></JournalIssue>
<Title>Invented trials</Title><ISOAbbreviation>Inv. Trials</ISOAbbreviation></Journal>
<ArticleTitle>Coins.</ArticleTitle><Pagination><StartPage>12</StartPage><EndPage>18</EndPage><MedlinePgn>12-8</MedlinePgn></Pagination>
<ELocationID EIdType="doi">10.1/first</ELocationID>
<Abstract><AbstractText Label="AIM">To toss H<sub>2</sub>O.</AbstractText><AbstractText>p &lt; 1</AbstractText></Abstract>
<AuthorList CompleteYN="Y"><Author ValidYN="Y"><LastName>Doe</LastName><ForeName>Jane</ForeName><Initials>J</Initials>
<AffiliationInfo><Affiliation>A &amp; B,
 Town.</Affiliation></AffiliationInfo></Author><Author ValidYN="Y"><CollectiveName>The Group</CollectiveName></Author></AuthorList>
<PublicationTypeList><PublicationType UI="D016428">Journal Article</PublicationType></PublicationTypeList></Article>
<MeshHeadingList><MeshHeading><DescriptorName UI="D1" MajorTopicYN="N">Coins</DescriptorName>
<QualifierName UI="Q1" MajorTopicYN="Y">history</QualifierName></MeshHeading></MeshHeadingList></MedlineCitation>
<PubmedData><History><PubMedPubDate PubStatus="entrez"><Year>2020</Year><Month>2</Month><Day>3</Day><Hour>6</Hour><Minute>0</Minute>
</PubMedPubDate></History><PublicationStatus>epublish</PublicationStatus>
<ArticleIdList><ArticleId IdType="doi">10.1/other</ArticleId><ArticleId IdType="mid">NIHMS1</ArticleId></ArticleIdList>
<ReferenceList><Reference><Citation>Roe R. 1999.</Citation><ArticleIdList><ArticleId IdType="pubmed">7</ArticleId></ArticleIdList>
</Reference></ReferenceList></PubmedData></PubmedArticle>"""

WHOLE = (
    ARTICLE.replace('IssnType="Electronic"', 'IssnType="Print"')
    .replace('CitedMedium="Internet"', 'CitedMedium="Print"')
    .replace(
        "<AbstractText>p", '<CopyrightInformation>(c)</CopyrightInformation><AbstractText NlmCategory="AIM">p'
    )
    .replace(
        "</Initials>",
        '</Initials><Suffix>Jr</Suffix><Identifier Source="ORCID">0000-0002-1825-0097</Identifier>',
    )
    .replace("<Author V", '<Author EqualContrib="Y" V', 1)
    .replace(
        "<PublicationTypeList>",
        '<GrantList CompleteYN="Y"><Grant><GrantID>7</GrantID><Acronym>X</Acronym><Agency>Y</Agency><Country>Z</Country></Grant></GrantList>'
        "<PublicationTypeList>",
    )
    .replace(
        "</Article>",
        '<ArticleDate DateType="Electronic"><Year>2020</Year><Month>Jan</Month><Day>3</Day></ArticleDate></Article>'
        "<MedlineJournalInfo><Country>Nowhere</Country><MedlineTA>Inv Trials</MedlineTA><NlmUniqueID>9</NlmUniqueID>"
        "<ISSNLinking>1234-5678</ISSNLinking></MedlineJournalInfo><ChemicalList><Chemical><RegistryNumber>0</RegistryNumber>"
        '<NameOfSubstance UI="D3">Gold</NameOfSubstance></Chemical></ChemicalList>',
    )
    .replace(
        "</MeshHeadingList>",
        '</MeshHeadingList><KeywordList Owner="NOTNLM"><Keyword MajorTopicYN="N">coin</Keyword></KeywordList>'
        "<CoiStatement>N<sub>one</sub>.</CoiStatement>",
    )
    .replace(
        "<MeshHeadingList>",
        "<CitationSubset>IM</CitationSubset><CitationSubset>X</CitationSubset><CommentsCorrectionsList>"
        '<CommentsCorrections RefType="ErratumIn"><RefSource>Inv. doi: 10.1/e.</RefSource><PMID Version="1">8</PMID>'
        '<Note>p. 3</Note></CommentsCorrections><CommentsCorrections RefType="Cites"><RefSource>Roe</RefSource>'
        "<PMID>7</PMID></CommentsCorrections></CommentsCorrectionsList><MeshHeadingList>",
    )
    .replace(
        "<MedlineCitation><PMID>",
        '<MedlineCitation Status="MEDLINE" IndexingMethod="Automated" Owner="NLM"><PMID Version="1">',
    )
    .replace("<Article>", '<Article PubModel="Print">')
    .replace("Coins.</", "[<i>Coins</i>.]</")
    .replace("<Abstract>", '<ELocationID EIdType="pii" ValidYN="Y">S1</ELocationID><Abstract>')
    .replace("<GrantList", "<Language>eng</Language><Language>fre</Language><GrantList")
    .replace("<ArticleDate", "<VernacularTitle>[M<i>ü</i>nzen.]</VernacularTitle><ArticleDate")
    .replace(' ValidYN="Y"><Coll', ' ValidYN="Y" EqualContrib="N"><Coll')
    .replace(
        "<DateRevised>",
        "<DateCreated><Year>2020</Year><Month>01</Month><Day>01</Day></DateCreated><DateRevised>",
    )
    .replace(
        "<GrantList",
        '<DataBankList CompleteYN="Y"><DataBank><DataBankName>ISRCTN</DataBankName><AccessionNumberList>'
        "<AccessionNumber>I1</AccessionNumber><AccessionNumber>I2</AccessionNumber></AccessionNumberList></DataBank>"
        "<DataBank><DataBankName>GEO</DataBankName></DataBank></DataBankList><GrantList",
    )
    .replace("</Grant>", "</Grant><Grant><GrantID>8</GrantID><Agency>W</Agency><Country/></Grant>")
    .replace(
        "<CitationSubset>IM",
        '<SupplMeshList><SupplMeshName Type="Disease" UI="C1">Toss</SupplMeshName></SupplMeshList><CitationSubset>IM',
    )
    .replace(
        "</MeshHeadingList>",
        '<MeshHeading><DescriptorName MajorTopicYN="N" UI="D2" Type="Geographic">Town</DescriptorName>'
        '<QualifierName MajorTopicYN="Y" UI="Q2">trends</QualifierName><QualifierName MajorTopicYN="N">x</QualifierName>'
        "</MeshHeading></MeshHeadingList><NumberOfReferences>2</NumberOfReferences>"
        '<OtherID Source="NLM">PMC12</OtherID><OtherID Source="NLM">NIHMS3</OtherID>',
    )
    .replace(
        "</CoiStatement>",
        '</CoiStatement><InvestigatorList><Investigator ValidYN="Y"><LastName>Poe</LastName><Initials>P</Initials>'
        "<AffiliationInfo><Affiliation>Here</Affiliation></AffiliationInfo></Investigator></InvestigatorList>",
    )
    .replace(
        "<History>",
        '<History><PubMedPubDate PubStatus="ppublish"><Year>2020</Year><Month/><Day/></PubMedPubDate>',
    )
    .replace("<ReferenceList>", "<ReferenceList><Title>Cited</Title>")
)
"""With all that is read without a tree."""
DATE_OF_ISSUE = "<Year>2020</Year><Month>Feb</Month>"
WHOLES = [
    WHOLE,
    WHOLE.replace(DATE_OF_ISSUE, "<Year>2020</Year><Month>02</Month><Day>3</Day>"),
    WHOLE.replace(DATE_OF_ISSUE, "<Year>2020</Year><Season>Spring</Season>"),
    WHOLE.replace(DATE_OF_ISSUE, "<MedlineDate>2020 Jan-\n Feb</MedlineDate>"),
    WHOLE.replace('<ISSN IssnType="Print">1234-5678</ISSN>', "").replace(' UI="D016428"', ""),
    WHOLE.replace('CitedMedium="Print"', 'CitedMedium="Internet"').replace("AffiliationInfo", "Old"),
    WHOLE[len("<PubmedArticle>") : WHOLE.index("<PubmedData>")].strip(),
]
WHOLES[-2] = WHOLES[-2].replace("<Old>", "").replace("</Old>", "")
whole_records = pytest.mark.parametrize(
    "whole", WHOLES, ids=["month", "day", "season", "words", "no-issn", "old-affiliation", "citation"]
)

KEYWORDS = '<KeywordList Owner="NOTNLM"><Keyword MajorTopicYN="N">coin</Keyword></KeywordList>'
CHANGES = {
    "as it is": ("", ""),
    "an entity": ("&amp;", "&#x26;"),
    "a wrong author": ('<Author ValidYN="Y"><LastName>', '<Author ValidYN="N"><LastName>'),
    "an attribute": ("<Affiliation>", '<Affiliation lang="en">'),
    "markup": ("Invented trials", "<i>Invented</i> trials"),
    "deeper markup": ("H<sub>2</sub>O", "<b>H<sub>2</sub>O</b>"),
    "a season": ("<Month>Feb</Month>", "<Season>Spring</Season>"),
    "words that say nothing": ("<Year>2020</Year><Month>Feb</Month>", "<MedlineDate>0000</MedlineDate>"),
    "another medium": ('CitedMedium="Internet"', 'CitedMedium="Print"'),
    "no day": ("<Day>29</Day>", ""),
    "out of order": (
        "<AuthorList",
        '<PublicationTypeList><PublicationType UI="D9">Letter</PublicationType></PublicationTypeList><AuthorList',
    ),
    "twice": (
        "</ArticleIdList>\n<Ref",
        '</ArticleIdList><ArticleIdList><ArticleId IdType="doi">10.1/x</ArticleId></ArticleIdList>\n<Ref',
    ),
    "references that are not plain": ("<ReferenceList>", "<ReferenceList><Title>Cited <i>here</i></Title>"),
    "a blank title": ("<ReferenceList>", "<ReferenceList><Title> </Title>"),
    "no title": ("<ReferenceList>", "<ReferenceList><Title/>"),
    "references first": ("<PublicationStatus>", "<ReferenceList/><PublicationStatus>"),
    "in a comment": ("<ArticleTitle>", "<!-- <ChemicalList></ChemicalList> --><ArticleTitle>"),
    "in CDATA": ("Coins.", "<![CDATA[<History><PubMedPubDate PubStatus='x'></PubMedPubDate></History>]]>"),
    "nothing in it": ("Coins</DescriptorName>", "</DescriptorName>"),
    "in a title": ("Coins.", f"Co{KEYWORDS}ins."),
    "in another's place": ("<ArticleTitle>", f"{KEYWORDS}<ArticleTitle>"),
    "in what nobody knows": ("<PubmedData>", f"<PubmedData><New>{KEYWORDS}</New>"),
    "beside one with a prefix": (
        "</MedlineCitation>",
        f'<k:KeywordList xmlns:k="u"><Keyword>first</Keyword></k:KeywordList>{KEYWORDS}</MedlineCitation>',
    ),
    "a year that is none": ("<PubDate><Year>2020", "<PubDate><Year>0000"),
    "a second right": (
        "<AbstractText>p",
        "<CopyrightInformation>(c)</CopyrightInformation><CopyrightInformation/><AbstractText>p",
    ),
    "an elided page that is none": ("<MedlinePgn>12-8", "<MedlinePgn>8"),
    "a character by many digits": ("&amp;", f"&#{'0' * 5000}38;"),
}


def read(data: bytes) -> list[Record]:
    return list(READER.read(io.BytesIO(data)))


def damage(data: bytes, **options: Any) -> list[str]:
    """The codes of the errors that a record has."""
    problems: list[Problem] = []
    list(READER.read(io.BytesIO(data), warn=problems.append, **options))
    return [problem.code for problem in problems if problem.severity == "error"]


@pytest.fixture
def read_as_trees(monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], list[Record]]:
    def read_all(data: bytes) -> list[Record]:
        with monkeypatch.context() as patch:
            patch.setattr(parse, "extract", lambda text, _lists: (text, []))
            return read(data)

    return read_all


def test_plain_lists_are_extracted() -> None:
    rest, extracted = extract.extract(ARTICLE, lists.compile_lists(()))
    assert len(extracted) == 10
    for said in ("Doe", "Coins</Desc", "Roe", "NIHMS1", "toss", "Invented"):
        assert said not in rest
    assert "Coins.</ArticleTitle>" in rest


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (' Owner="NLM"', ' Owner="NLM" Status="Publisher"'),
        ("<PubmedData>", f"<PubmedData a='{KEYWORDS}'>"),
        ("<PubmedData>", f"<Pubmed{KEYWORDS}Data>"),
        ("</PubmedData>", f"</Pubmed{KEYWORDS}Data>"),
        ("</PubmedData>", "</PubmedData"),
    ],
)
def test_damage_is_said(old: str, new: str, read_as_trees: Callable[[bytes], list[Record]]) -> None:
    assert old in WHOLE
    data = WHOLE.replace(old, new, 1).encode()
    assert read(data) == read_as_trees(data)
    assert damage(data) == ["damaged-record"]


@whole_records
def test_a_usual_record_is_extracted_whole(whole: str) -> None:
    assert extract.extract(whole, lists.compile_lists(()))[0] == ""


@pytest.mark.parametrize("name", CHANGES)
def test_lists_make_no_difference(name: str, read_as_trees: Callable[[bytes], list[Record]]) -> None:
    old, new = CHANGES[name]
    assert old in ARTICLE
    data = ARTICLE.replace(old, new, 1).encode()
    assert read(data) == read_as_trees(data) != []


@whole_records
@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n 12 \n",
        "a\rb\r\nc",
        "a\rb",
        "&lt;i&gt;",
        "&#945;",
        "&#1;",
        "&nbsp;",
        "]]>",
        "<b>1</b>",
        "<new/>",
        "\x0b",
        "\ufffe",
    ],
)
def test_any_text_anywhere_makes_no_difference(
    text: str, whole: str, read_as_trees: Callable[[bytes], list[Record]]
) -> None:
    for match in re.finditer(r">([^<>]*)</", whole):
        data = (whole[: match.start(1)] + text + whole[match.end(1) :]).encode()
        assert read(data) == read_as_trees(data), match[0]


@whole_records
@pytest.mark.parametrize("value", ["", "Y", "N", "a &amp; b", "&odd;", "<", "a\nb"])
def test_any_attribute_makes_no_difference(
    value: str, whole: str, read_as_trees: Callable[[bytes], list[Record]]
) -> None:
    for match in re.finditer(r' \w+="([^"]*)"', whole):
        for said in (match[0].replace(f'"{match[1]}"', f'"{value}"'), "", f"{match[0]} New='{value}'"):
            data = (whole[: match.start()] + said + whole[match.end() :]).encode()
            assert read(data) == read_as_trees(data), said


@whole_records
def test_a_missing_element_makes_no_difference(
    whole: str, read_as_trees: Callable[[bytes], list[Record]]
) -> None:
    for match in re.finditer(r"<(\w+)[^<>]*>[^<]*</\1>", whole):
        data = (whole[: match.start()] + whole[match.end() :]).encode()
        assert read(data) == read_as_trees(data), match[0]


@whole_records
def test_an_empty_element_makes_no_difference(
    whole: str, read_as_trees: Callable[[bytes], list[Record]]
) -> None:
    for match in re.finditer(r"(<(\w+)[^<>]*)>[^<]*</\2>", whole):
        data = (whole[: match.start()] + match[1] + "/>" + whole[match.end() :]).encode()
        assert read(data) == read_as_trees(data), match[0]


@whole_records
def test_an_element_twice_makes_no_difference(
    whole: str, read_as_trees: Callable[[bytes], list[Record]]
) -> None:
    for match in re.finditer(r"<(\w+)[^<>]*>[^<]*</\1>", whole):
        data = (whole[: match.end()] + match[0] + whole[match.end() :]).encode()
        assert read(data) == read_as_trees(data), match[0]


@whole_records
def test_text_between_elements_makes_no_difference(
    whole: str, read_as_trees: Callable[[bytes], list[Record]]
) -> None:
    for match in re.finditer(r">\s*<(?!/)", whole):
        data = (whole[: match.start() + 1] + " stray &amp; " + whole[match.end() - 1 :]).encode()
        assert read(data) == read_as_trees(data), data[match.start() : match.end() + 40]


LEAF = re.compile(r"<(\w+)[^<>]*>[^<]*</\1>")
LIST = re.compile(r"<(\w+List|Abstract|Journal|History|\w*Date\w*)\b[^<>]*>.*?</\1>", re.DOTALL)
TAG = re.compile(r"<[^<>]+>")


def change(text: str, dice: random.Random) -> str:
    """The same record with something removed, doubled, or put in the place of something else."""
    pattern = dice.choice([LEAF, LIST, TAG])
    one, other = sorted(dice.sample(list(pattern.finditer(text)), 2), key=re.Match.start)
    if one.end() > other.start():
        return text
    ahead, between, behind = text[: one.start()], text[one.end() : other.start()], text[other.end() :]
    here, there = dice.choice(
        [(other[0], one[0]), (one[0], ""), ("", other[0]), (one[0] * 2, other[0]), (one[0], one[0])]
    )
    return ahead + here + between + there + behind


@pytest.mark.parametrize("seed", range(10))
def test_random_changes_make_no_difference(seed: int, read_as_trees: Callable[[bytes], list[Record]]) -> None:
    dice = random.Random(seed)  # noqa: S311  (no secret)
    for _ in range(60):
        text = dice.choice(WHOLES)
        for _ in range(dice.randint(1, 3)):
            text = change(text, dice)
        assert read(text.encode()) == read_as_trees(text.encode()), text


def test_lists_make_no_difference_to_our_cases(read_as_trees: Callable[[bytes], list[Record]]) -> None:
    for path in sorted(FIXTURES.glob("cases/pubmed-xml-*.test")):
        data = path.read_text(encoding="utf-8").split("\n--- ")[1].partition("\n")[2].encode()
        assert read(data) == read_as_trees(data), path.name


DATED = WHOLE.replace(
    "<DateRevised>",
    "<DateCompleted><Year>2020</Year><Month>03</Month><Day>01</Day></DateCompleted><DateRevised>",
)


def test_the_optional_fields_are_those_of_lists() -> None:
    assert {plain.field for plain in lists.LISTS} == OPTIONAL | {""}


@pytest.mark.parametrize("field", sorted(OPTIONAL))
def test_an_optional_field_is_left_out_and_no_other(field: str) -> None:
    (whole,) = read(DATED.encode())
    (part,) = READER.read(io.BytesIO(DATED.encode()), without={field})
    field, _, inner = field.partition(".")
    assert getattr(part, field) != getattr(whole, field)
    for one, other in zip(getattr(part, field), getattr(whole, field), strict=True) if inner else ():
        assert not getattr(one, inner)
        setattr(one, inner, getattr(other, inner))
    if not inner:
        setattr(part, field, getattr(whole, field))
    assert part == whole


@pytest.mark.parametrize("field", sorted(OPTIONAL))
def test_damage_in_what_is_left_out_is_found(field: str) -> None:
    (name,) = (plain.name for plain in lists.LISTS if plain.field == field)
    start = DATED.index(f"<{name}")
    tags = list(re.finditer("<[^<>]+(?<!/)>", DATED[start : DATED.index(f"</{name}>")]))
    assert len(tags) > 2
    for tag in tags:
        data = (DATED[: start + tag.start()] + DATED[start + tag.end() :]).encode()
        assert damage(data, without=OPTIONAL) == damage(data) == ["damaged-record"], tag[0]


def test_the_end_of_a_long_text_is_found_at_once() -> None:
    """An expression that tries all ways to part a text would never come back."""
    damaged = ARTICLE.replace("To toss H<sub>2</sub>O.", "x <sup>2</sup> " * 5000 + "<odd/>")
    assert read(damaged.encode())[0].abstract[0].label == "AIM"
