"""The text of a record as NLM writes it today → the record, by regular expressions, without a tree.

That takes half the time of a tree. What is written in any other way is left to the tree, so that every record is the same
whichever of the two reads it; tests hold both to that.
"""
