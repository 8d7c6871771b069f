"""How the server bears a crowd: ``python tests/benchmarks/serve.py FILE [--clients 50] [--seconds 60]``.

Each client sends FILE (about 1 MB) to ``/convert?to=ris`` again and again, while another one asks for a small conversion. Told are the
statuses, the latencies of the answers, and the memory of the server with its processes before, at most, and after. Needs Linux.
"""

import argparse
import re
import statistics
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path

import httpx

SMALL = b"TY  - JOUR\nTI  - Coins\nER  - \n"


class Client(threading.Thread):
    """Sends one body until it is told to stop."""

    def __init__(self, address: str, body: bytes, stop: threading.Event, pause: float = 0.0) -> None:
        super().__init__()
        self.address = address
        self.body = body
        self.stop = stop
        self.pause = pause
        self.statuses: Counter[str] = Counter()
        self.seconds: list[float] = []
        """Of the answers with status 200."""

    def run(self) -> None:
        with httpx.Client(timeout=120) as client:
            while not self.stop.is_set():
                started = time.perf_counter()
                try:
                    answer = client.post(f"{self.address}/convert?to=ris", content=self.body)
                except httpx.HTTPError as error:
                    self.statuses[type(error).__name__] += 1
                    continue
                self.statuses[str(answer.status_code)] += 1
                if answer.status_code == httpx.codes.OK:
                    self.seconds.append(time.perf_counter() - started)
                elif answer.status_code == httpx.codes.SERVICE_UNAVAILABLE:
                    time.sleep(float(answer.headers.get("Retry-After", 1)))
                time.sleep(self.pause)


def memory(pid: int) -> float:
    """The MB that a process and its children hold (RSS)."""
    pids = [pid, *map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())]
    found = (re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{one}/status").read_text()) for one in pids)
    return sum(int(match[1]) for match in found if match) / 1024


def percentiles(seconds: list[float]) -> str:
    """The median, the 95th percentile and the longest, in ms."""
    if len(seconds) < 2:
        return "too few answers"
    ranks = statistics.quantiles(seconds, n=20)
    return f"median {ranks[9] * 1000:.0f} ms, 95 % {ranks[18] * 1000:.0f} ms, longest {max(seconds) * 1000:.0f} ms"


def main() -> None:
    """Measure, and tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    options = parser.parse_args()
    body = options.file.read_bytes()
    command = [sys.executable, "-m", "convert", "serve", "--port", "0", "--no-open"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr
        address = server.stderr.readline().split()[1].rstrip("/")
        httpx.post(f"{address}/convert?to=ris", content=body, timeout=120)
        before = memory(server.pid)
        stop = threading.Event()
        crowd = [Client(address, body, stop) for _ in range(options.clients)]
        for client in crowd:
            client.start()
        highest, end = before, time.monotonic() + options.seconds
        while time.monotonic() < end:
            highest = max(highest, memory(server.pid))
            time.sleep(0.5)
        stop.set()
        for client in crowd:
            client.join()
        time.sleep(2)
        after = memory(server.pid)
        statuses = sum((client.statuses for client in crowd), Counter())
        print(
            f"{options.clients} clients, {len(body) / 1e6:.1f} MB each, {options.seconds:.0f} s: {dict(statuses)}"
        )
        print(percentiles([second for client in crowd for second in client.seconds]))
        print(f"memory: {before:.0f} MB before, {highest:.0f} at most, {after:.0f} after")
        stop = threading.Event()
        slow, small = Client(address, body * 8, stop), Client(address, SMALL, stop, pause=0.1)
        slow.start()
        small.start()
        time.sleep(10)
        stop.set()
        for client in (slow, small):
            client.join()
        print(f"a small request beside one of {len(body) * 8 / 1e6:.0f} MB: {percentiles(small.seconds)}")
        server.terminate()


if __name__ == "__main__":
    main()
