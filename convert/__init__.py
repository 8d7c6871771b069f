"""refconvert: PubMed records in, references out."""

__version__ = "0.1.0"
