"""What an agent that writes asks of refconvert, by the Model Context Protocol: what exists, whether a list is true, how it is printed."""
