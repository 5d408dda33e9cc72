"""A device that gives back each packet it is sent, some milliseconds later: what a long link does.

    python3 delay_line.py NAME MILLISECONDS

It ends when its standard input does. Routes decide what goes through it; as root, on Linux.
"""

import collections
import fcntl
import os
import select
import struct
import sys
import time

TUNSETIFF = 0x400454CA
TUNSETOFFLOAD = 0x400454D0
IFF_TUN, IFF_NO_PI, IFF_VNET_HDR = 0x0001, 0x1000, 0x4000
# Packets of up to 64 KiB stay whole, as on the way between the hosts: one system call for each.
TUN_F_CSUM, TUN_F_TSO4 = 0x01, 0x02
LONGEST = 1 << 17


def main(name: str, milliseconds: str) -> None:
    delay = float(milliseconds) / 1000
    device = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    flags = IFF_TUN | IFF_NO_PI | IFF_VNET_HDR
    fcntl.ioctl(device, TUNSETIFF, struct.pack("16sH22x", name.encode(), flags))
    fcntl.ioctl(device, TUNSETOFFLOAD, TUN_F_CSUM | TUN_F_TSO4)
    print("ready", flush=True)
    held = collections.deque()
    while True:
        wait = max(held[0][0] - time.monotonic(), 0) if held else None
        readable, _, _ = select.select([device, sys.stdin], [], [], wait)
        if sys.stdin in readable:
            return
        try:
            while device in readable:
                held.append((time.monotonic() + delay, os.read(device, LONGEST)))
        except BlockingIOError:
            pass
        while held and held[0][0] <= time.monotonic():
            os.write(device, held.popleft()[1])


if __name__ == "__main__":
    main(*sys.argv[1:])
