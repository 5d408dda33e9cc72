"""What PyTorch computes for networks that the tests build with this library.

Writes the safetensors files under src/test/resources/pytorch, with which the tests of the names PyTorch*Test compare
this library. Arrays keep PyTorch's layouts (NCHW, OIHW); those of a layer are called after the library's node and
PyTorch's parameter, such as conv2d_1.weight. Everything is drawn from fixed seeds on one thread, so that the same
versions on the same kind of processor write the same bytes.

Written with Python 3.11, torch 2.15.0, numpy 2.4.6 and safetensors 0.8.0, in nin-dsl:

    python -m venv /tmp/venv-torch
    /tmp/venv-torch/bin/pip install torch==2.15.0 numpy==2.4.6 safetensors==0.8.0
    /tmp/venv-torch/bin/python src/test/python/pytorch_reference.py
"""

import math
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save_file
from torch import nn
from torch.nn import functional as F

FOLDER = Path(__file__).parent.parent / "resources" / "pytorch"
SAMPLES = 64
# With this one most logits of the full-size network are above zero.
FIRST_SEED = 271


def block(channels, filters, kernel, stride, padding):
    return nn.Sequential(
        nn.Conv2d(channels, filters, kernel, stride, padding),
        nn.ReLU(),
        nn.Conv2d(filters, filters, 1),
        nn.ReLU(),
        nn.Conv2d(filters, filters, 1),
        nn.ReLU(),
    )


def seed_nin(widths):
    """The seed's Network-in-Network for grey images, each block with a width of its own."""
    first, second, third, classes = widths
    return nn.Sequential(
        block(1, first, 11, 4, 0),
        nn.MaxPool2d(3, stride=2),
        block(first, second, 5, 1, 2),
        nn.MaxPool2d(3, stride=2),
        block(second, third, 3, 1, 1),
        nn.MaxPool2d(3, stride=2),
        nn.Dropout(p=0.5),
        block(third, classes, 3, 1, 1),
        nn.AdaptiveAvgPool2d((1, 1)),
        nn.Flatten(),
    )


class Cifar(nn.Module):
    """A network of many kinds of layers for colour images of 24 pixels; its modules are called as the library's."""

    def __init__(self):
        super().__init__()
        self.conv2d_1 = nn.Conv2d(3, 8, 3, padding=1, bias=False)
        self.batch_norm_1 = nn.BatchNorm2d(8)
        self.conv2d_2 = nn.Conv2d(8, 8, 3, padding=1, bias=False)
        self.batch_norm_2 = nn.BatchNorm2d(8)
        self.conv2d_3 = nn.Conv2d(8, 8, 3, padding=1, groups=2)
        self.depthwise_conv2d_1 = nn.Conv2d(8, 8, 3, padding=1, groups=8, bias=False)
        self.conv2d_4 = nn.Conv2d(8, 12, 1, bias=False)
        self.batch_norm_3 = nn.BatchNorm2d(12)
        self.conv2d_5 = nn.Conv2d(12, 12, 3, padding=2, dilation=2)
        self.response = nn.LocalResponseNorm(5, alpha=5 * 1e-4, beta=0.75, k=2)
        self.conv2d_6 = nn.Conv2d(12, 4, 1)
        self.conv2d_7 = nn.Conv2d(4, 12, 1)
        self.conv_transpose2d_1 = nn.ConvTranspose2d(12, 6, 4, stride=2, padding=1)
        self.conv2d_8 = nn.Conv2d(12, 6, 1)
        self.layer_norm_1 = nn.LayerNorm(24)
        self.conv2d_9 = nn.Conv2d(24, 16, 3, stride=2, bias=False)
        self.batch_norm_4 = nn.BatchNorm2d(16)
        self.dense_1 = nn.Linear(64, 20)
        self.batch_norm_5 = nn.BatchNorm1d(20)
        self.dense_2 = nn.Linear(20, 10)

    def forward(self, pixels):
        x = (pixels / 255 - torch.tensor([0.5, 0.4, 0.3]).view(3, 1, 1)) / torch.tensor([0.2, 0.25, 0.3]).view(3, 1, 1)
        x = F.relu(self.batch_norm_1(self.conv2d_1(x)))
        x = self.conv2d_3(F.elu(self.batch_norm_2(self.conv2d_2(x)))) + x
        x = F.max_pool2d(x, 3, 2, padding=1)
        x = F.silu(self.batch_norm_3(self.conv2d_4(self.depthwise_conv2d_1(x))))
        # Strong enough for the constants of the normalization to matter.
        x = self.response(F.gelu(self.conv2d_5(x)) * 50) * 0.03
        x = F.avg_pool2d(x, 3, 2, padding=1)
        x = x * torch.sigmoid(self.conv2d_7(F.relu(self.conv2d_6(F.adaptive_avg_pool2d(x, 1)))))
        x = torch.cat(
            [
                self.conv_transpose2d_1(x),
                self.conv2d_8(F.interpolate(x, scale_factor=2, mode="nearest")),
                F.interpolate(x, size=(12, 12), mode="bilinear", align_corners=False),
            ],
            dim=1,
        )
        x = F.leaky_relu(self.layer_norm_1(x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2))
        x = F.relu(self.batch_norm_4(self.conv2d_9(x)))
        x = torch.flatten(F.avg_pool2d(x, 3, 2), 1)
        return self.dense_2(self.batch_norm_5(F.elu(self.dense_1(x))))


def layers():
    """For each case the library's node, if it has parameters, and PyTorch's layer for 6 channels of 7 by 9 pixels."""
    return {
        "conv2d": ("conv2d_1", nn.Conv2d(6, 5, 3, stride=2, padding=1)),
        "conv2d-same": ("conv2d_1", nn.Conv2d(6, 5, 4, padding="same")),
        "conv2d-dilated": ("conv2d_1", nn.Conv2d(6, 5, 3, padding=2, dilation=2)),
        "conv2d-dilated-even": ("conv2d_1", nn.Conv2d(6, 5, 2, padding="same", dilation=3)),
        "conv2d-grouped": ("conv2d_1", nn.Conv2d(6, 4, 3, stride=2, padding=1, groups=2)),
        "depthwise-conv2d": ("depthwise_conv2d_1", nn.Conv2d(6, 6, 3, stride=2, padding=1, groups=6)),
        "depthwise-conv2d-multiplied": ("depthwise_conv2d_1", nn.Conv2d(6, 12, 3, groups=6)),
        "conv-transpose2d": ("conv_transpose2d_1", nn.ConvTranspose2d(6, 5, 3, stride=3)),
        "conv-transpose2d-padded": ("conv_transpose2d_1", nn.ConvTranspose2d(6, 5, 4, stride=2, padding=1)),
        "dense": ("dense_1", nn.Sequential(nn.Flatten(), nn.Linear(6 * 7 * 9, 5))),
        "batch-norm": ("batch_norm_1", nn.BatchNorm2d(6)),
        "layer-norm": ("layer_norm_1", Permuted(nn.LayerNorm(6))),
        # PyTorch divides alpha by the number of channels summed, the paper and the library do not.
        "local-response-norm": (None, Scaled(60, nn.LocalResponseNorm(5, alpha=5 * 1e-4, beta=0.75, k=2))),
        "max-pool": (None, nn.MaxPool2d(3, 2)),
        "max-pool-padded": (None, nn.MaxPool2d(3, 2, padding=1)),
        "avg-pool": (None, nn.AvgPool2d(3, 2)),
        "avg-pool-padded": (None, nn.AvgPool2d(3, 2, padding=1)),
        "avg-pool-same": (None, nn.AvgPool2d(3, 1, padding=1, count_include_pad=False)),
        "global-max-pool": (None, nn.Sequential(nn.AdaptiveMaxPool2d(1), nn.Flatten())),
        "global-avg-pool": (None, nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten())),
        "relu": (None, nn.ReLU()),
        "relu6": (None, Scaled(5, nn.ReLU6())),
        "leaky-relu": (None, nn.LeakyReLU()),
        "elu": (None, nn.ELU()),
        "selu": (None, nn.SELU()),
        "gelu": (None, nn.GELU()),
        "swish": (None, nn.SiLU()),
        "softplus": (None, nn.Softplus()),
        "softsign": (None, nn.Softsign()),
        "sigmoid": (None, nn.Sigmoid()),
        "tanh": (None, nn.Tanh()),
        "softmax": (None, nn.Softmax(dim=1)),
        "zero-padding": (None, nn.ZeroPad2d(2)),
        "up-sampling": (None, nn.Upsample(scale_factor=2, mode="nearest")),
        "up-sampling-bilinear": (None, nn.Upsample(scale_factor=2, mode="bilinear", align_corners=False)),
        "resize": (None, Interpolated(size=(10, 13), mode="bilinear", align_corners=False)),
        "resize-smaller": (None, Interpolated(size=(4, 5), mode="bilinear", align_corners=False)),
        # The names differ: PyTorch's "nearest" has no half-pixel centres, its "bicubic" another curve without antialias.
        # TensorFlow looks that curve up in a table of 1024 places, among which those of this size are.
        "resize-nearest": (None, Interpolated(size=(10, 13), mode="nearest-exact")),
        "resize-bicubic": (None, Interpolated(size=(14, 18), mode="bicubic", align_corners=False, antialias=True)),
        "resize-area": (None, Interpolated(size=(7, 3), mode="area")),
    }


def later_layers():
    """Those that the library got later, in a file of their own so that the first one's draws stay."""
    return {
        "conv2d-wide": ("conv2d_1", nn.Conv2d(6, 5, (1, 5), padding=(0, 2))),
        "conv2d-tall-stride": ("conv2d_1", nn.Conv2d(6, 5, (3, 2), stride=(2, 1), padding=(1, 0))),
        "conv2d-one-sided": ("conv2d_1", Padded((2, 0, 0, 1), nn.Conv2d(6, 5, 3, stride=2))),
        "conv2d-all": ("conv2d_1", nn.Conv2d(6, 4, (3, 2), stride=(1, 2), padding=(1, 2), dilation=(2, 3), groups=2)),
        "grouped-conv2d-one-sided": ("conv2d_1", Padded((0, 1, 0, 1), nn.Conv2d(6, 4, 3, stride=2, groups=2))),
        "depthwise-conv2d-tall": (
            "depthwise_conv2d_1",
            nn.Conv2d(6, 6, (3, 1), stride=(2, 1), padding=(1, 0), groups=6),
        ),
        "depthwise-conv2d-one-sided": ("depthwise_conv2d_1", Padded((0, 1, 0, 1), nn.Conv2d(6, 6, 3, 2, groups=6))),
        "conv-transpose2d-wide": (
            "conv_transpose2d_1",
            nn.ConvTranspose2d(6, 5, (3, 4), stride=(1, 2), padding=(1, 1)),
        ),
        "max-pool-wide": (None, nn.MaxPool2d((1, 3), (1, 2), padding=(0, 1))),
        "avg-pool-tall": (None, nn.AvgPool2d((3, 2), (2, 1), padding=(1, 1))),
        "avg-pool-one-sided": (None, Padded((0, 1, 0, 1), nn.AvgPool2d(2, 2))),
        "relu6-steep": (None, Scaled(8, nn.ReLU6())),
        "hard-swish": (None, Scaled(3, nn.Hardswish())),
        "prelu": ("prelu_1", nn.PReLU(6)),
        "group-norm": ("group_norm_1", nn.GroupNorm(3, 6)),
        "group-norm-whole": ("group_norm_1", nn.GroupNorm(1, 6, eps=0.1)),
        "group-norm-each": ("group_norm_1", nn.GroupNorm(6, 6)),
        "pixel-shuffle": (None, nn.Sequential(Repeated(2), nn.PixelShuffle(2))),
        "up-sampling-bilinear-3": (None, nn.Upsample(scale_factor=3, mode="bilinear", align_corners=False)),
    }


class Padded(nn.Module):
    """Zeros on the left, on the right, above and below, in PyTorch's order."""

    def __init__(self, sides, layer):
        super().__init__()
        self.sides = sides
        self.layer = layer

    def forward(self, x):
        return self.layer(F.pad(x, self.sides))


class Repeated(nn.Module):
    """All channels behind each other several times, each time with another factor."""

    def __init__(self, times):
        super().__init__()
        self.times = times

    def forward(self, x):
        return torch.cat([x * (i + 1) for i in range(self.times)], dim=1)


class Permuted(nn.Module):
    def __init__(self, layer):
        super().__init__()
        self.layer = layer

    def forward(self, x):
        return self.layer(x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2)


class Scaled(nn.Module):
    def __init__(self, factor, layer):
        super().__init__()
        self.factor = factor
        self.layer = layer

    def forward(self, x):
        return self.layer(x * self.factor)


class Interpolated(nn.Module):
    def __init__(self, **options):
        super().__init__()
        self.options = options

    def forward(self, x):
        return F.interpolate(x, **self.options)


def draw(network):
    """He's normal kernels, and other parameters of no special value."""
    with torch.no_grad():
        for module in network.modules():
            if isinstance(module, (nn.Conv2d, nn.ConvTranspose2d, nn.Linear)):
                nn.init.kaiming_normal_(module.weight)
                if module.bias is not None:
                    module.bias.uniform_(-0.2, 0.4)
            elif isinstance(module, (nn.BatchNorm2d, nn.BatchNorm1d, nn.LayerNorm, nn.GroupNorm)):
                module.weight.uniform_(0.5, 1.5)
                module.bias.uniform_(-0.5, 0.5)
                if not isinstance(module, (nn.LayerNorm, nn.GroupNorm)):
                    module.running_mean.uniform_(-0.5, 0.5)
                    module.running_var.uniform_(0.5, 2)
            elif isinstance(module, nn.PReLU):
                module.weight.uniform_(-0.5, 0.5)


def hashed(seed, count):
    """24 bits for each place of an array, which the tests compute alike."""
    x = (np.arange(count, dtype=np.uint64) + seed * 0x9E3779B1) & 0xFFFFFFFF
    for _ in range(2):
        x ^= x >> 16
        x = x * 0x7FEB352D & 0xFFFFFFFF
    return (x ^ x >> 16) >> 8


def hashed_uniform(seed, shape, bound):
    """Values from -bound to bound."""
    unit = hashed(seed, math.prod(shape)).astype(np.float32) / np.float32(1 << 23) - np.float32(1)
    return torch.from_numpy(unit * np.float32(bound)).reshape(shape)


def hashed_pixels(shape, side):
    """Grey images of squares of that side, from 0 to 255."""
    images, channels, height, width = shape
    squares = (images, channels, height // side, width // side)
    values = torch.from_numpy((hashed(0, math.prod(squares)) >> 16).astype(np.float32)).reshape(squares)
    return values.repeat_interleave(side, 2).repeat_interleave(side, 3)


def draw_hashed(network):
    """He's uniform kernels, biases from -1/16 to 1/16."""
    with torch.no_grad():
        for number, parameter in enumerate(network.parameters(), FIRST_SEED):
            kernel = parameter.dim() == 4
            bound = math.sqrt(6 / parameter[0].numel()) if kernel else 1 / 16
            parameter.copy_(hashed_uniform(number, tuple(parameter.shape), bound))


def named_parameters(network):
    """The parameters of a chain of convolutions by the library's names."""
    convolutions = [module for module in network.modules() if isinstance(module, nn.Conv2d)]
    return {
        f"conv2d_{number}.{name}": parameter
        for number, module in enumerate(convolutions, 1)
        for name, parameter in module.named_parameters()
    }


def loss_gradients(logits, classes, parameters):
    loss = F.cross_entropy(logits, classes)
    gradients = torch.autograd.grad(loss, list(parameters.values()))
    return {"loss": loss} | {f"gradient.{name}": gradient for name, gradient in zip(parameters, gradients)}


def one_hot(classes):
    return {"labels": F.one_hot(classes, 10).float()}


def require_alive(logits):
    alive = (logits > 0).float().mean().item()
    assert alive >= 0.7, f"{alive:.0%} of the logits are above zero: draw other weights"


def small_nin():
    torch.manual_seed(36)
    network = seed_nin((8, 12, 16, 10)).eval()
    draw(network)
    images = torch.randn(2, 1, 112, 112)
    classes = torch.tensor([3, 7])
    logits = network(images)
    require_alive(logits)
    parameters = named_parameters(network)
    arrays = {"images": images, "logits": logits} | one_hot(classes) | parameters
    save("nin-small", arrays | loss_gradients(logits, classes, parameters))


def full_nin():
    """Weights and images are hashed on both sides, so only results are kept: of gradients the norm and samples."""
    network = seed_nin((96, 256, 384, 10)).eval()
    draw_hashed(network)
    pixels = hashed_pixels((2, 1, 224, 224), 8)
    classes = torch.tensor([3, 7])
    arrays = one_hot(classes)
    x = pixels / 255
    for number, stage in enumerate(network):
        x = stage(x)
        if isinstance(stage, nn.MaxPool2d):
            arrays[f"max_pool_{(number + 1) // 2}"] = sample(x)
    require_alive(x)
    arrays["logits"] = x
    for name, value in loss_gradients(x, classes, named_parameters(network)).items():
        arrays[name] = value if name == "loss" else sample(value)
        if name != "loss":
            arrays[f"norm.{name}"] = value.double().norm()
    save("nin-full", arrays)


def sample(value):
    """Values at equal distances, odd ones so that they do not all fall on one pixel."""
    return value.flatten()[:: -(-value.numel() // SAMPLES) | 1]


def cifar():
    torch.manual_seed(11)
    network = Cifar()
    draw(network)
    images = torch.randint(0, 256, (8, 3, 24, 24)).float()
    classes = torch.arange(8)
    arrays = {"images": images} | one_hot(classes)
    arrays |= {name: value.clone() for name, value in network.state_dict().items() if value.dim() > 0}
    arrays["logits"] = network.eval()(images)
    logits = network.train()(images)
    arrays["training.logits"] = logits
    arrays |= loss_gradients(logits, classes, dict(network.named_parameters()))
    for name, value in network.state_dict().items():
        if "running_" in name:
            arrays[f"updated.{name}"] = value
    save("cifar", arrays)


def single_layers(file, cases):
    torch.manual_seed(13)
    images = torch.randn(2, 6, 7, 9)
    arrays = {"images": images}
    for case, (node, layer) in cases().items():
        draw(layer)
        arrays[f"{case}/output"] = layer.eval()(images)
        for name, value in layer.state_dict().items():
            if value.dim() > 0:
                arrays[f"{case}/{node}.{name.split('.')[-1]}"] = value
    save(file, arrays)


def save(name, arrays):
    arrays = {key: value.detach().float().contiguous() for key, value in arrays.items()}
    file = FOLDER / f"{name}.safetensors"
    # One entry: several would come in a random order.
    save_file(arrays, file, metadata={"torch": torch.__version__})
    print(f"{file.name}: {len(arrays)} arrays, {file.stat().st_size} bytes")


if __name__ == "__main__":
    torch.set_num_threads(1)
    FOLDER.mkdir(parents=True, exist_ok=True)
    small_nin()
    full_nin()
    cifar()
    single_layers("layers", layers)
    single_layers("later-layers", later_layers)
