"""Several processes, to the bytes of one."""
