"""CSL-JSON items and their values: names, dates, numbers, page ranges, citation labels. No style is known here."""
