"""Several processes, to the bytes of one: where inputs may be cut, the workers, how their outputs are joined."""
