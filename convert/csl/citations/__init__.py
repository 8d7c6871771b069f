"""Citations of a document: clusters of cites, their positions, disambiguation, grouping and collapsing."""
