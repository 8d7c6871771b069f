"""An address and a port → a socket that listens, and where a browser finds it."""

import ipaddress
import socket

from convert.streams.problems import ConvertError


def is_loopback(host: str) -> bool:
    """Whether an address is this machine's own, which no other machine reaches.

    >>> [is_loopback(host) for host in ("127.0.0.1", "::1", "localhost", "0.0.0.0")]
    [True, True, True, False]
    """
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens.

    Raises:
        ConvertError: the port is taken, or the address isn't this machine's.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(128)
    except OSError as error:
        listening.close()
        raise ConvertError(
            f"can't listen at {host}, port {port}: {error.strerror}; name another with --port"
        ) from error
    return listening


def address_of(host: str, port: int, token: str) -> str:
    """Where the page is; the token goes behind ``#``, which a browser keeps to itself.

    >>> address_of("127.0.0.1", 8765, ""), address_of("::1", 80, "abc")
    ('http://127.0.0.1:8765/', 'http://[::1]:80/#token=abc')
    """
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}/{f'#token={token}' if token else ''}"
