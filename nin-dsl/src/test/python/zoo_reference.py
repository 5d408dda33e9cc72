# Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
"""Logits and losses of torchvision's and timm's networks, whose weights are hashes of their tensors' names.

    python zoo_reference.py ../resources/zoo/values.properties

needs torch, torchvision and timm. Java computes the same weights, so that the file holds only what comes out. All is
computed in float64. With weights at random, batch normalization makes training so steep that float32 soon goes another
way: the rate is what lets the loss fall by some hundredths in ten steps.
"""

import sys
import zlib

import numpy as np
import timm
import torch
import torchvision
from torch import nn
from torch.nn import functional as F

IMAGES = 8
CLASSES = 10
STEPS = 10
FALL = 0.005
IMAGENET = ([0.485, 0.456, 0.406], [0.229, 0.224, 0.225])
LITE = ([127 / 255] * 3, [128 / 255] * 3)



class Pooled(nn.Module):
    """A backbone with a head of one layer, where the published one has 120 million parameters."""

    def __init__(self, features, channels, classes):
        super().__init__()
        self.features = features
        self.head = nn.Linear(channels, classes)

    def forward(self, images):
        return self.head(self.features(images).mean((2, 3)))


NETWORKS = {
    "resnet18": (torchvision.models.resnet18, 64, IMAGENET),
    "resnet34": (torchvision.models.resnet34, 64, IMAGENET),
    "resnet50": (torchvision.models.resnet50, 64, IMAGENET),
    "mobilenet-v2": (torchvision.models.mobilenet_v2, 64, IMAGENET),
    "mobilenet-v3-large": (torchvision.models.mobilenet_v3_large, 64, IMAGENET),
    "efficientnet-b0": (torchvision.models.efficientnet_b0, 64, IMAGENET),
    "efficientnet-lite0": (lambda num_classes: timm.create_model("tf_efficientnet_lite0", num_classes=num_classes), 65, LITE),
    "vgg16": (lambda num_classes: Pooled(torchvision.models.vgg16().features, 512, num_classes), 64, IMAGENET),
    "squeezenet1.1": (torchvision.models.squeezenet1_1, 66, IMAGENET),
    "densenet121": (torchvision.models.densenet121, 64, IMAGENET),
    "convnext-tiny": (torchvision.models.convnext_tiny, 64, IMAGENET),
}


def uniform(seed, count):
    """Numbers from -1 to 1, one for each place of an array."""
    x = np.arange(count, dtype=np.uint64) + np.uint64(seed * 0x9E3779B1 % 2**32)
    x &= np.uint64(0xFFFFFFFF)
    for _ in range(2):
        x ^= x >> np.uint64(16)
        x = x * np.uint64(0x7FEB352D) & np.uint64(0xFFFFFFFF)
    x = (x ^ x >> np.uint64(16)) >> np.uint64(8)
    return x.astype(np.float32) / np.float32(1 << 23) - np.float32(1)


def fill(network):
    """Gives each tensor the numbers that its name stands for."""
    state = network.state_dict()
    for name, tensor in state.items():
        if name.endswith("num_batches_tracked"):
            continue
        numbers = uniform(zlib.crc32(name.encode()), tensor.numel())
        if tensor.dim() == 4 or tensor.dim() == 2:
            bound = np.float32(np.sqrt(3 / (tensor.numel() / tensor.shape[0])))
            numbers = numbers * bound
        elif name.endswith("bias") or name.endswith("running_mean"):
            numbers = numbers * np.float32(0.1)
        else:
            numbers = np.float32(0.25) + numbers * np.float32(0.05)
        tensor.copy_(torch.from_numpy(numbers).view(tensor.shape))
    network.load_state_dict(state)


def without_chance(network):
    """Dropout and stochastic depth do nothing."""
    for module in network.modules():
        if isinstance(module, nn.Dropout):
            module.p = 0.0
        if isinstance(module, torchvision.ops.StochasticDepth):
            module.p = 0.0


def made(name, dtype):
    """A network, images and labels."""
    build, size, (mean, deviation) = NETWORKS[name]
    network = build(num_classes=CLASSES)
    fill(network)
    without_chance(network)
    pixels = ((uniform(1, IMAGES * size * size * 3) + np.float32(1)) * np.float32(127.5)).astype(np.uint8)
    images = torch.from_numpy(pixels.astype(np.float32)).view(IMAGES, size, size, 3).permute(0, 3, 1, 2).to(dtype)
    images = (images / 255 - torch.tensor(mean, dtype=dtype).view(3, 1, 1)) / torch.tensor(deviation, dtype=dtype).view(3, 1, 1)
    return network.to(dtype), images, torch.arange(IMAGES) % CLASSES


def values(name):
    network, images, labels = made(name, torch.float64)
    network.eval()
    with torch.no_grad():
        logits = network(images)
    network.train()
    losses = []
    rate = 0.0
    for _ in range(STEPS):
        loss = F.cross_entropy(network(images), labels)
        network.zero_grad()
        loss.backward()
        if not losses:
            # To first order, a step lets the loss fall by the rate times the gradient's square.
            rate = float(f"{FALL / sum((p.grad**2).sum().item() for p in network.parameters()):.1e}")
        with torch.no_grad():
            for parameter in network.parameters():
                parameter -= rate * parameter.grad
        losses.append(loss.item())
    print(name, rate, losses[0], losses[-1], flush=True)
    return {
        "size": NETWORKS[name][1],
        "logits": [float(f"{x:.7g}") for x in logits.flatten().tolist()],
        "rate": rate,
        "losses": [float(f"{x:.7g}") for x in losses],
    }


if __name__ == "__main__":
    torch.set_num_threads(1)
    with open(sys.argv[1], "w", encoding="utf-8") as file:
        for name in NETWORKS:
            for key, value in values(name).items():
                text = " ".join(map(str, value)) if isinstance(value, list) else value
                file.write(f"{name}.{key}={text}\n")
