// The formats as people call them, the most usual first: a short name, and for a list of outputs a longer one.

const NAMES = {
  bibtex: ["BibTeX"], biblatex: ["BibLaTeX"], ris: ["RIS"], "csl-json": ["CSL-JSON", "CSL-JSON (Zotero, pandoc)"], "endnote-xml": ["EndNote XML"],
  enw: ["EndNote", "EndNote, tagged (.enw)"], medline: ["MEDLINE", "MEDLINE (.nbib)"], "pubmed-xml": ["PubMed XML"], "pubmed-text": ["PubMed’s text"],
  "pubmed-summary": ["PubMed’s summary, as text"], csv: ["CSV", "CSV, for a spreadsheet"], tsv: ["TSV"], jsonl: ["JSON Lines", "JSON Lines, all fields"], mods: ["MODS"],
  jats: ["JATS"], wikipedia: ["Wikipedia"], hayagriva: ["Hayagriva (Typst)"], cff: ["CITATION.cff"], wos: ["Web of Science"], ovid: ["Ovid"], cochrane: ["Cochrane"],
  crossref: ["Crossref"], datacite: ["DataCite"], "europe-pmc": ["Europe PMC"], openalex: ["OpenAlex"], "csl-yaml": ["CSL-YAML"], xlsx: ["Excel"],
  "reference-list": ["Reference list"], "web-page": ["Web page"], "id-list": ["List of identifiers"], docx: ["Word document"],
};
const ORDER = Object.keys(NAMES);

export const nameOf = (format) => NAMES[format]?.[0] ?? format;
export const longNameOf = (format) => NAMES[format]?.at(-1) ?? format;
/** Formats in the order of their use; a plugin's come last. */
export const byUse = (formats) => formats.toSorted((one, other) => place(one) - place(other));
const place = ({ name }) => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length);
