"""What the server is told: its limits, and who may come in."""

from typing import Annotated

from msgspec import Meta, Struct

from convert.running.conversion import count_cores


class Settings(Struct, frozen=True, kw_only=True):
    """The limits of the server, and its token."""

    max_megabytes: Annotated[
        int, Meta(description="Refuse requests larger than this (413).", extra={"metavar": "MB"})
    ] = 64
    max_records: Annotated[
        int,
        Meta(description="Refuse more records than this (413); 0: none is too many.", extra={"metavar": "N"}),
    ] = 0
    max_seconds: Annotated[
        int, Meta(description="Stop a conversion after this time (503).", extra={"metavar": "SECONDS"})
    ] = 60
    workers: Annotated[
        int, Meta(description="Convert in so many processes; 0: one a core.", extra={"metavar": "N"})
    ] = 0
    max_waiting: Annotated[
        int,
        Meta(description="Refuse requests when so many wait for a process (503).", extra={"metavar": "N"}),
    ] = 16
    token: str = ""
    """What each request to the API must carry as ``Authorization: Bearer``; empty: nothing."""
    any_host: bool = False
    """Whether the server answers by any name, and not only by those of the loopback."""

    @property
    def max_bytes(self) -> int:
        """The size of the largest request."""
        return self.max_megabytes * 1_000_000

    @property
    def processes(self) -> int:
        """How many conversions run at once: at least two, so that a small one need not wait for a large one."""
        return self.workers or max(2, count_cores())
