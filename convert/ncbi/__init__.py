"""NCBI's services: E-utilities (https://www.ncbi.nlm.nih.gov/books/NBK25497/) and PMC's ID converter."""
