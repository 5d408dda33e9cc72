# Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
"""Logits and losses of the networks of torchvision, timm and Keras, whose weights are hashes of their tensors' names.

    python zoo_reference.py ../resources/zoo/values.properties [NETWORK...]

needs torch, torchvision, timm and keras. Java computes the same weights, so that the file holds only what comes out. All is
computed in float64. With weights at random, batch normalization makes training so steep that float32 soon goes another
way: the rate is what lets the loss fall by some hundredths in ten steps.
"""

import os
import sys
import zlib

os.environ["KERAS_BACKEND"] = "torch"
os.environ["CUDA_VISIBLE_DEVICES"] = ""

import keras
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
HALVES = ([0.5] * 3, [0.5] * 3)


class Pooled(nn.Module):
    """A backbone with a head of one layer, where the published one has 120 million parameters."""

    def __init__(self, features, channels, classes):
        super().__init__()
        self.features = features
        self.head = nn.Linear(channels, classes)

    def forward(self, images):
        return self.head(self.features(images).mean((2, 3)))


class OfKeras(nn.Module):
    """A network of Keras applications, its variables under the names that torchvision has for the same network."""

    def __init__(self, build, named, size):
        super().__init__()
        keras.backend.set_floatx("float64")
        self.network = build(weights=None, classes=CLASSES, classifier_activation=None, input_shape=(size, size, 3))
        self.names = {}
        modules = [(name, module) for name, module in named.named_modules() if next(module.parameters(False), None) is not None]
        layers = [layer for layer in self.network.layers if layer.weights and layer.__class__.__name__ != "Normalization"]
        for (name, _), layer in zip(modules, layers, strict=True):
            suffixes = ("weight", "bias")
            if isinstance(layer, keras.layers.BatchNormalization):
                suffixes = ("weight", "bias", "running_mean", "running_var")
            for suffix, variable in zip(suffixes, layer.weights):
                self.names[f"{name}.{suffix}"] = (layer, variable)
        for layer in self.network.layers:
            if isinstance(layer, keras.layers.Dropout):
                layer.rate = 0.0

    @staticmethod
    def to_keras(layer, array):
        if array.ndim != 4:
            return array.T
        return array.transpose(2, 3, 0, 1) if isinstance(layer, keras.layers.DepthwiseConv2D) else array.transpose(2, 3, 1, 0)

    def fill(self):
        for name, (layer, variable) in self.names.items():
            shape = tuple(variable.shape)
            if len(shape) == 4:
                shape = shape[2:] + shape[:2] if isinstance(layer, keras.layers.DepthwiseConv2D) else shape[:1:-1] + shape[:2]
            elif len(shape) == 2:
                shape = shape[::-1]
            variable.assign(self.to_keras(layer, numbers(name, shape)))
        for layer in self.network.layers:
            # Keras normalizes within the network; here it is done before.
            if layer.__class__.__name__ == "Rescaling":
                layer.scale = 1.0
            if layer.__class__.__name__ == "Normalization":
                layer.mean, layer.variance = 0.0 * layer.mean, 0.0 * layer.variance + 1.0

    def forward(self, images):
        return self.network(images.permute(0, 2, 3, 1), training=self.training)


def of_keras(build, named, size):
    return lambda num_classes: OfKeras(build, named(num_classes=num_classes), size)


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
    "mobilenet-v2-keras": (of_keras(keras.applications.MobileNetV2, torchvision.models.mobilenet_v2, 64), 64, HALVES),
    "efficientnet-b0-keras": (of_keras(keras.applications.EfficientNetB0, torchvision.models.efficientnet_b0, 64), 64, IMAGENET),
    "densenet121-keras": (of_keras(keras.applications.DenseNet121, torchvision.models.densenet121, 64), 64, IMAGENET),
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


def numbers(name, shape):
    """The numbers that a tensor's name stands for, as PyTorch shapes it."""
    count = int(np.prod(shape))
    values = uniform(zlib.crc32(name.encode()), count)
    if len(shape) == 4 or len(shape) == 2:
        values = values * np.float32(np.sqrt(3 / (count / shape[0])))
    elif name.endswith("bias") or name.endswith("running_mean"):
        values = values * np.float32(0.1)
    else:
        values = np.float32(0.25) + values * np.float32(0.05)
    return values.reshape(shape)


def fill(network):
    """Gives each tensor its numbers."""
    if isinstance(network, OfKeras):
        network.fill()
        return
    state = network.state_dict()
    for name, tensor in state.items():
        if name.endswith("num_batches_tracked"):
            continue
        tensor.copy_(torch.from_numpy(numbers(name, tuple(tensor.shape))))
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
        # Keras has the statistics of batch normalization among the parameters.
        learning = [parameter for parameter in network.parameters() if parameter.grad is not None]
        if not losses:
            # To first order, a step lets the loss fall by the rate times the gradient's square.
            rate = float(f"{FALL / sum((p.grad**2).sum().item() for p in learning):.1e}")
        with torch.no_grad():
            for parameter in learning:
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
        for name in sys.argv[2:] or NETWORKS:
            for key, value in values(name).items():
                text = " ".join(map(str, value)) if isinstance(value, list) else value
                file.write(f"{name}.{key}={text}\n")
