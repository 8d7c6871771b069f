"""What ``refconvert dedupe`` is told beside its inputs and its output."""

from typing import Annotated

from msgspec import Meta, Struct


class Account(Struct, frozen=True):
    """What is kept of a deduplication beside its output."""

    report: Annotated[
        tuple[str, ...],
        Meta(
            description="Write what was merged and why (repeatable): .html to read, with PRISMA's diagram; .csv; .json, which --undo takes.",
            extra={"metavar": "FILE"},
        ),
    ] = ()
    review: Annotated[
        str,
        Meta(
            description="Write undecided pairs to this CSV file; what it has decided is followed.",
            extra={"metavar": "FILE"},
        ),
    ] = ""
    split: Annotated[
        int, Meta(description="Write files of so many records: OUT-1, OUT-2, …", extra={"metavar": "N"})
    ] = 0
    undo: Annotated[
        str,
        Meta(
            description="Turn FILE, which was written with this JSON report, back into the records before.",
            extra={"metavar": "REPORT"},
        ),
    ] = ""
