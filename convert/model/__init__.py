"""The record of a work, and its values: names, dates, pages, identifiers, … Imports nothing of ours outside this folder."""
