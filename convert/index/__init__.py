"""A local PubMed: an index over shards by PMID, PMCID, DOI and title, and the records that it finds there."""
