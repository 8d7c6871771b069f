"""A local PubMed."""
