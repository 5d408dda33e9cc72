# Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
"""Seconds that torchvision's networks take for steps of training and for inference.

    python torch_steps.py NETWORK BATCH SIZE THREADS

reads lines such as "train channels_last 4" (what, how, number of batches) and prints the seconds of each. How is eager,
channels_last or compiled; a first batch of each, which warms up, is not counted.
"""

import sys
import time

import torch
import torchvision
from torch.nn import functional as F

NETWORKS = {"resnet18": torchvision.models.resnet18, "mobilenet-v2": torchvision.models.mobilenet_v2}


class Peer:
    def __init__(self, name, batch, size, how):
        self.how = how
        self.images = torch.rand(batch, 3, size, size)
        self.labels = torch.arange(batch) % 1000
        self.network = NETWORKS[name]()
        if how != "eager":
            self.images = self.images.contiguous(memory_format=torch.channels_last)
            self.network = self.network.to(memory_format=torch.channels_last)
        self.optimizer = torch.optim.SGD(self.network.parameters(), lr=1e-4, momentum=0.9, nesterov=True, weight_decay=5e-4)
        self.called = torch.compile(self.network) if how == "compiled" else self.network

    def train(self):
        self.network.train()
        loss = F.cross_entropy(self.called(self.images), self.labels)
        self.optimizer.zero_grad()
        loss.backward()
        self.optimizer.step()
        return loss.item()

    def infer(self):
        self.network.eval()
        with torch.inference_mode():
            return self.called(self.images).argmax(1).sum().item()


def main():
    name, batch, size, threads = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
    torch.set_num_threads(threads)
    peers = {}
    warm = set()
    print("ready", flush=True)
    for line in sys.stdin:
        what, how, count = line.split()
        if how not in peers:
            peers[how] = Peer(name, batch, size, how)
        work = getattr(peers[how], what)
        if (what, how) not in warm:
            work()
            warm.add((what, how))
        start = time.perf_counter()
        for _ in range(int(count)):
            work()
        print(time.perf_counter() - start, flush=True)


if __name__ == "__main__":
    main()
