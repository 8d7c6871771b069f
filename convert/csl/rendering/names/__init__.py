"""``cs:names``: the element, a list of names, one name."""
