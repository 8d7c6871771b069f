"""IEEE Xplore, Springer Link, and Google Scholar by itself and by Publish or Perish."""

from typing import Final

from convert.formats.csv.names import direct, guess_names, run_together, split_names
from convert.formats.csv.profile import AUTHOR_KEYWORDS, Profile, keywords, names

IEEE: Final = Profile(
    name="IEEE Xplore",
    known_by=(("Document Title", "Publication Title"),),
    columns={
        "Document Title": "title",
        "Authors": names(split_names(";", direct)),
        "Publication Title": "container_title",
        "Issue Date": "issued",
        "Publication Year": "year",
        "Publication_Year": "year",
        "Volume": "volume",
        "Issue": "issue",
        "Start Page": "first_page",
        "End Page": "last_page",
        "Abstract": "abstract",
        "ISSN": "ISSN",
        "ISBNs": "ISBN",
        "DOI": "DOI",
        "Online Date": "available_date",
        "Meeting Date": "event_date",
        "PDF Link": "URL",
        "Author Keywords": AUTHOR_KEYWORDS,
        "IEEE Terms": keywords(";", "IEEE"),
        "INSPEC Controlled Terms": keywords(";", "INSPEC"),
        "Mesh_Terms": keywords(";", "NLM"),
        "Publisher": "publisher",
        "Document Identifier": "type_words",
    },
)

SPRINGER: Final = Profile(
    name="Springer Link",
    known_by=(("Item Title", "Item DOI"),),
    columns={
        "Item Title": "title",
        "Publication Title": "container_title",
        "Book Series Title": "collection_title",
        "Journal Volume": "volume",
        "Journal Issue": "issue",
        "Item DOI": "DOI",
        "Publication Year": "year",
        "URL": "URL",
        "Authors": names(run_together),
        "Content Type": "type_words",
    },
    inferred={"author": "names that are run together are parted before a capital"},
)

PUBLISH_OR_PERISH: Final = Profile(
    name="Publish or Perish",
    known_by=(("GSRank", "Title"), ("CitesURL", "Title"), ("CitesPerAuthor", "Title")),
    columns={
        "Title": "title",
        "Authors": names(split_names(",", direct)),
        "Year": "year",
        "Source": "container_title",
        "Publisher": "publisher",
        "ArticleURL": "URL",
        "FullTextURL": "URL",
        "DOI": "DOI",
        "ISSN": "ISSN",
        "Volume": "volume",
        "Issue": "issue",
        "StartPage": "first_page",
        "EndPage": "last_page",
        "Abstract": "abstract",
        "Type": "type_name",
    },
)

GOOGLE_SCHOLAR: Final = Profile(
    name="Google Scholar",
    known_by=(("Authors", "Title", "Publication", "Number", "Pages"),),
    columns={
        "Authors": names(guess_names),
        "Title": "title",
        "Publication": "container_title",
        "Volume": "volume",
        "Number": "issue",
        "Pages": "page",
        "Year": "year",
        "Publisher": "publisher",
    },
)
