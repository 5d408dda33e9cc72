# Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
"""The loop of torch_steps.py and keras_steps.py: measures on request."""

import re
import sys
import time


def serve(peer):
    """Reads lines such as "train channels_last 4" (what, how, number of batches) and prints the seconds of each.

    A first batch of each, which warms up, is not counted. "memory" prints the most bytes the process ever held.
    """
    peers = {}
    warm = set()
    print("ready", flush=True)
    for line in sys.stdin:
        if line.strip() == "memory":
            # Not getrusage, whose value starts with that of the process that started this one.
            print(1024 * int(re.search(r"VmHWM:\s*(\d+)", open("/proc/self/status").read())[1]), flush=True)
            continue
        what, how, count = line.split()
        if how not in peers:
            peers[how] = peer(how)
        work = getattr(peers[how], what)
        if (what, how) not in warm:
            work()
            warm.add((what, how))
        start = time.perf_counter()
        for _ in range(int(count)):
            work()
        print(time.perf_counter() - start, flush=True)
