"""CSL's types of items (https://docs.citationstyles.org/en/stable/specification.html#appendix-iii-types), groups of them, and others' words for them.

The words are those of Scopus, Web of Science, Embase, EBSCO, ProQuest, Lens, Dimensions, OpenAlex, Crossref (https://api.crossref.org/types),
DataCite (its resourceTypeGeneral), RefWorks, Zotero and RIS. They agree but for ``article``, which is CSL's word for a preprint, and
``letter``, which is Zotero's for a private one.
"""

import re
from functools import cache
from typing import Final

_TYPES: Final = """
    article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection
    dataset document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case
    legislation manuscript map motion_picture musical_score pamphlet paper-conference patent performance periodical
    personal_communication post post-weblog regulation report review review-book software song speech standard thesis
    treaty webpage
"""
TYPES: Final = frozenset(_TYPES.split())
"""The item types of CSL 1.0.2."""

ARTICLES: Final = frozenset(
    {"article-journal", "article-magazine", "article-newspaper", "review", "review-book"}
)
"""What appears in a periodical."""

STANDALONE: Final = frozenset({"book", "classic", "periodical"})
"""What stands alone, so that what it is part of is a series."""

BOOKSHELF: Final = frozenset({"book", "chapter"})
"""What PubMed takes from NCBI's Bookshelf."""

IN_SERIES: Final = STANDALONE | {"report"}
"""What is part of a series alone, so that its second title and its second authors are those of the series."""

# --- words → types ----------------------------------------------------------------------------------------------------

_WORDS: Final = {
    "article-journal": """
        article; journal article; journal articles; academic journal; periodical; review; review article; systematic review;
        literature review; meta analysis; letter; editorial; editorial material; note; short survey; erratum; correction;
        correction, addition; corrected and republished article; published erratum; article in press; early access; data paper;
        data article; retracted; retracted publication; retracted article; retraction; retraction notice; withdrawn publication;
        expression of concern; publication with expression of concern; abstract report; business article; biographical item;
        item about an individual; news item; reprint; discussion; comment; comment/reply; case report; case reports; clinical trial;
        randomized controlled trial; clinical trial, phase iii; multicenter study; observational study; comparative study;
        evaluation study; original article; original articles; original research; research article; research paper; brief
        communication; short communication; rapid communication; journal, electronic; electronic
        journal; electronic article; peer reviewed journal; scholarly journals; scholarly journal; tombstone; obituary; jour; ejour;
        inpr; abst; abstract; ieee journals; ieee journals & magazines; ieee early access articles; early access articles;
        abstract of published item; bibliography; chronology; excerpt; poetry; fiction, creative prose; item withdrawal""",
    "article-magazine": """
        magazine article; trade journal article; trade journal; trade journals; magazine; magazines; mgzn; ieee magazines""",
    "article-newspaper": "newspaper article; newspaper; newspapers; news; press release; news article",
    "article": "preprint; preprints; posted content; electronic collection",
    "book": """
        book; book, whole; books; edited book; book, edited; monograph; monography; reference book; authored book; ebook;
        electronic book; edbook; book series; book set; book track; proceedings; proceedings series; conference review;
        text/reference; drug reference; ser""",
    "chapter": """
        chapter; book chapter; book chapters; book section; book, section; book part; book item; inbook; incollection;
        electronic book section; echap; chap; ieee book chapters""",
    "paper-conference": """
        conference paper; conference papers; proceedings paper; proceedings article; proceeding; conference proceeding;
        conference proceedings; conference proceedings article; conference article; conference abstract; conference object;
        meeting; meeting abstract; meeting summary; meeting paper; speeches/meeting papers; conference; conferences; ieee conferences;
        conference papers & proceedings; conf; cpaper; inproceedings; abstract collection; poster""",
    "thesis": """
        thesis; dissertation; dissertation/thesis; dissertations; dissertations & theses; doctoral dissertation; doctoral thesis;
        master thesis; masters thesis; phd thesis; dissertation abstract; dissertations/theses doctoral dissertations;
        dissertation/thesis, unpublished; thes; phdthesis; mastersthesis; thesis, unpublished""",
    "report": """
        report; reports; reports research; technical report; working paper; report series; report component; project report;
        non conventional; output management plan; rprt; techreport; govdoc; government document; grey literature""",
    "review-book": "book review; book reviews; review book",
    "review": """
        peer review; art exhibit review; dance performance review; database review; film review; hardware review; music performance
        review; music score review; record review; software review; theater review; tv review, radio review; review software & other""",
    "dataset": """
        dataset; data set; data file; database; clinical study; trial registry record; clinical trial protocol;
        data; dbase; study registration""",
    "entry": "reference entry; entry; encyclopedia chapter",
    "entry-encyclopedia": "encyclopedia; encyclopedia article; encyclopedia entry; ency; encyc",
    "entry-dictionary": "dictionary; dictionary entry; dict",
    "software": "software; computer program; computational notebook; comp",
    "patent": "patent; patents; pat",
    "standard": "standard; standards; standard series; ieee standards; stand",
    "webpage": "webpage; web page; website; web site; libguide; libguides; interactive resource; elec; web; electronic source; online",
    "post-weblog": "blog; blog post",
    "post": "forum post; online discussion forum; online discussion forum/blogs",
    "periodical": "journal; journal issue; journal volume; jfull",
    "speech": "presentation; seminar; speech; lecture; slide",
    "interview": "interview",
    "motion_picture": "film; video; video/dvd; dvd; motion picture; multimedia; audiovisual; video recording; video audio media; mpct",
    "song": "sound; sound recording; music recording; audio recording",
    "musical_score": "music score; musical score",
    "map": "map",
    "graphic": "artwork; image; figure; art",
    "manuscript": "manuscript; unpublished material; unpublished work; script; unpb; manscpt; unpublished",
    "broadcast": "podcast; television broadcast; radio broadcast; tv broadcast",
    "legal_case": "case; legal case; case/court decisions; court decisions",
    "legislation": "statute; statutes; legislation; laws; laws/statutes",
    "bill": "bill; bills; bills/resolutions",
    "hearing": "hearing",
    "personal_communication": "personal communication; email; instant message; pcomm",
    "collection": "collection",
    "event": "event",
    "document": "document; other; generic; unknown; undefined; component; supplementary materials; paratext; text; misc; gen",
}

_NOT_LETTERS: Final = re.compile(r"[\W_]+")


def parse_type(text: str) -> str:
    """The CSL type that a word means, whatever its case and punctuation; of several, parted by semicolons, the first known; else ``""``.

    >>> [parse_type(text) for text in ("Journal Article", "journal-article", "bookSection", "Article; Early Access", "Mood")]
    ['article-journal', 'article-journal', 'chapter', 'article-journal', '']
    >>> parse_type("paper-conference"), parse_type("")
    ('paper-conference', '')
    >>> parse_type("Article; Book Chapter"), parse_type("Article; Proceedings Paper"), parse_type("Proceedings Paper")
    ('chapter', 'article-journal', 'paper-conference')
    """
    if found := _types_of_words().get(_key(text)):
        return found
    if text in TYPES:
        return text
    types = [kind for part in re.split(r"[;|]", text) if (kind := _types_of_words().get(_key(part)))]
    return "chapter" if "chapter" in types else types[0] if types else ""


@cache
def _types_of_words() -> dict[str, str]:
    return {_key(word): kind for kind, words in _WORDS.items() for word in words.split(";") if word.strip()}


def _key(words: str) -> str:
    return _NOT_LETTERS.sub("", words).lower()
