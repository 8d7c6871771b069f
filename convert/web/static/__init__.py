"""The page as static files (``refconvert page``): the same front end, and Python in the browser (Pyodide) in place of the server.

``write`` puts the folder together: what ``runtime`` provides of Pyodide, what ``packages`` takes of Python code, which ``compiling``
compiles within Pyodide itself. In the browser, ``files/worker.js`` starts Python and hands it to ``engine``.
"""
