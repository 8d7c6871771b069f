"""The page and the API of ``refconvert serve`` (the extra ``web``: Starlette and uvicorn).

``app`` puts them together: ``guard`` lets a request in, ``negotiation`` and ``asked`` say what it asks for, ``endpoints`` hands
that to a process of ``workers``, ``streaming`` piece by piece; the process runs a function of ``work`` on the one pipeline,
``running/conversion``. ``assets`` is the page.
"""
