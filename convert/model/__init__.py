"""What a work is: the record and the values that it is made of. Imports nothing of ours outside itself."""
