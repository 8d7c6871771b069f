"""What a request may be told instead of an answer. Nothing here needs a server."""

from collections.abc import Iterable, Mapping

from convert.streams.problems import ConvertError, FormatError, Problem


class RefusedError(Exception):
    """A request that is answered with a 4xx or 503."""

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        problems: Iterable[Problem] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(status, detail)  # as pickle makes it again
        self.status = status
        self.detail = detail
        self.problems = list(problems)
        self.headers = headers

    def __str__(self) -> str:
        return self.detail


class UnreadableError(ConvertError):
    """No input could be read; each of the problems names one. It comes from a worker process."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(problems)
        self.problems = problems

    def __str__(self) -> str:
        return "; ".join(problem.message for problem in self.problems)


class TooManyError(ConvertError):
    """There are more records than a request may have."""


def refusal(error: Exception) -> RefusedError | None:
    """What a client is told of an error; None: it is a fault of ours."""
    match error:
        case RefusedError():
            return error
        case FormatError():
            return RefusedError(400, str(error))
        case UnreadableError():
            return RefusedError(422, str(error), problems=error.problems)
        case TooManyError():
            return RefusedError(413, str(error))
        case ConvertError():
            return RefusedError(422, str(error))
    return None
