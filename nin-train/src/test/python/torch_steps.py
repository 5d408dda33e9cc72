# Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
"""Seconds that networks take in PyTorch for steps of training and for inference, and in ONNX Runtime for inference.

    python torch_steps.py NETWORK BATCH SIZE THREADS PRECISION

measures as steps.py says; how is eager, channels_last, compiled or onnxruntime. PRECISION is float32, or bfloat16 for autocast.
"""

import io
import sys

import onnxruntime
import timm
import torch
import torchvision
from torch import nn
from torch.nn import functional as F

from steps import serve


def nin():
    def block(inputs, channels, kernel, stride, padding):
        layers = [nn.Conv2d(inputs, channels, kernel, stride, padding), nn.ReLU()]
        for _ in range(2):
            layers += [nn.Conv2d(channels, channels, 1), nn.ReLU()]
        return layers

    return nn.Sequential(
        *block(1, 96, 11, 4, 0),
        nn.MaxPool2d(3, 2),
        *block(96, 256, 5, 1, 2),
        nn.MaxPool2d(3, 2),
        *block(256, 384, 3, 1, 1),
        nn.MaxPool2d(3, 2),
        nn.Dropout(0.5),
        *block(384, 10, 3, 1, 1)[:-1],
        nn.AdaptiveAvgPool2d(1),
        nn.Flatten(),
    )


class UNet(nn.Module):
    def __init__(self, classes=2, filters=16, depth=4):
        super().__init__()
        self.down = nn.ModuleList(self.block(filters << (i - 1) if i else 1, filters << i) for i in range(depth + 1))
        self.enlarge = nn.ModuleList(nn.ConvTranspose2d(filters << (i + 1), filters << i, 2, 2) for i in range(depth))
        self.up = nn.ModuleList(self.block(filters << (i + 1), filters << i) for i in range(depth))
        self.last = nn.Conv2d(filters, classes, 1)

    @staticmethod
    def block(inputs, filters):
        layers = []
        for channels in (inputs, filters):
            layers += [nn.Conv2d(channels, filters, 3, 1, 1, bias=False), nn.BatchNorm2d(filters), nn.ReLU()]
        return nn.Sequential(*layers)

    def forward(self, x):
        skips = []
        for i, block in enumerate(self.down):
            x = block(F.max_pool2d(x, 2) if i else x)
            skips.append(x)
        for i in reversed(range(len(self.up))):
            x = self.up[i](torch.cat([skips[i], self.enlarge[i](x)], 1))
        return self.last(x)


# Each network, the channels of its images, and its number of classes.
NETWORKS = {
    "nin": (nin, 1, 10),
    "unet": (UNet, 1, 2),
    "resnet18": (torchvision.models.resnet18, 3, 1000),
    "mobilenet-v2": (torchvision.models.mobilenet_v2, 3, 1000),
    "efficientnet-lite0": (lambda: timm.create_model("efficientnet_lite0"), 3, 1000),
}
NAME, BATCH, SIZE, THREADS, PRECISION = sys.argv[1], *map(int, sys.argv[2:5]), sys.argv[5]


class Peer:
    def __init__(self, how):
        network, channels, classes = NETWORKS[NAME]
        self.images = torch.rand(BATCH, channels, SIZE, SIZE)
        shape = (BATCH, SIZE, SIZE) if NAME == "unet" else (BATCH,)
        self.labels = torch.randint(classes, shape)
        self.network = network()
        if how != "eager":
            self.images = self.images.contiguous(memory_format=torch.channels_last)
            self.network = self.network.to(memory_format=torch.channels_last)
        self.optimizer = torch.optim.SGD(self.network.parameters(), lr=1e-4, momentum=0.9, nesterov=True, weight_decay=5e-4)
        self.called = torch.compile(self.network) if how == "compiled" else self.network
        self.casts = torch.autocast("cpu", torch.bfloat16, enabled=PRECISION == "bfloat16")

    def train(self):
        self.network.train()
        with self.casts:
            loss = F.cross_entropy(self.called(self.images), self.labels)
        self.optimizer.zero_grad()
        loss.backward()
        self.optimizer.step()
        return loss.item()

    def infer(self):
        self.network.eval()
        with torch.inference_mode(), self.casts:
            return self.called(self.images).argmax(1).sum().item()


class OnnxPeer:
    def __init__(self, _):
        network, channels, _ = NETWORKS[NAME]
        images = torch.rand(BATCH, channels, SIZE, SIZE)
        model = io.BytesIO()
        torch.onnx.export(network().eval(), (images,), model, input_names=["images"], dynamo=False)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = THREADS
        self.session = onnxruntime.InferenceSession(model.getvalue(), options)
        self.images = {"images": images.numpy()}

    def infer(self):
        return int(self.session.run(None, self.images)[0].argmax(1).sum())


torch.set_num_threads(THREADS)
serve(lambda how: OnnxPeer(how) if how == "onnxruntime" else Peer(how))
