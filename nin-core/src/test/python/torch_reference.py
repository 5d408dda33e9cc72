"""Files of torch.save for the tests of dev.nin.weights.

Written with Python 3.11 and torch 2.15, in nin-core:

    python -m venv /tmp/nin-torch
    /tmp/nin-torch/bin/pip install torch==2.15 --index-url https://download.pytorch.org/whl/cpu
    /tmp/nin-torch/bin/python src/test/python/torch_reference.py

writes the files under src/test/resources/torch. As in safetensors_reference.py, the n-th array of a network, in the order
of its state_dict, holds n + i / 8192 at its place i.
"""

import collections
import os
import sys
from pathlib import Path

import torch
from torch import nn

FOLDER = Path(__file__).parent.parent / "resources" / "torch"


class Residual(nn.Module):
    """Two branches, whose modules are registered in an order that is not that of their use in all tests."""

    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 4, 3, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(4)
        self.conv2 = nn.Conv2d(4, 6, 3, padding=1, bias=False)
        self.shortcut = nn.Conv2d(4, 6, 1)
        self.fc = nn.Linear(6, 5)


def numbered(net):
    with torch.no_grad():
        for number, tensor in enumerate((t for t in net.state_dict().values() if t.is_floating_point()), 1):
            tensor.copy_((number + torch.arange(tensor.numel()) / 8192).reshape(tensor.shape))
    return net.state_dict()


def save(name, what, legacy=False):
    torch.save(what, FOLDER / name, _use_new_zipfile_serialization=not legacy)


class Evil:
    def __reduce__(self):
        return os.system, ("echo run > /tmp/nin-was-run",)


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(1)
    state = numbered(Residual())
    save("residual-zip.pth", state)
    save("residual-legacy.pth", state, legacy=True)
    save("nested.pth", {"epoch": 3, "best": 0.5, "state_dict": {"module." + k: v for k, v in state.items()}})
    save("parameters.pth", {"model": {k: nn.Parameter(v) if v.is_floating_point() else v for k, v in state.items()}})
    save("half.pth", {k: v.half() if v.is_floating_point() else v for k, v in state.items()})
    save("bfloat16.pth", {k: v.bfloat16() if v.is_floating_point() else v for k, v in state.items()}, legacy=True)
    save("double.pth", {k: v.double() if v.is_floating_point() else v for k, v in state.items()})
    # Views: a transposed one, every second column, channels last, one value many times, and two of one storage.
    views = collections.OrderedDict()
    whole = torch.arange(24, dtype=torch.float32)
    views["transposed"] = whole.reshape(4, 6).t()
    views["strided"] = whole.reshape(4, 6)[1:, ::2]
    views["channels_last"] = whole.reshape(1, 2, 3, 4).contiguous(memory_format=torch.channels_last)
    views["expanded"] = whole[5:6].expand(3, 2)
    views["scalar"] = torch.tensor(7.0)
    views["empty"] = torch.zeros(0, 3)
    save("views-zip.pth", views)
    save("views-legacy.pth", views, legacy=True)
    save("evil.pth", {"conv1.weight": Evil()})
    save("evil-legacy.pth", {"conv1.weight": Evil()}, legacy=True)
    save("whole-network.pth", nn.Sequential(nn.Linear(2, 1)))


if __name__ == "__main__":
    main()
