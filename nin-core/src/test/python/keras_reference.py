"""Files of Keras for the tests of dev.nin.weights.

Written with Python 3.11, tensorflow-cpu 2.18 and keras 3.15, in nin-core:

    python -m venv /tmp/nin-keras
    /tmp/nin-keras/bin/pip install tensorflow-cpu==2.18 keras==3.15 h5py
    /tmp/nin-keras/bin/python src/test/python/keras_reference.py

writes the files under src/test/resources/keras. The network is that of torch_reference.py; the n-th array in its order has
n + i / 8192 at the place i of PyTorch's layout, so that all files give the same weights.
"""

import os
from pathlib import Path

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import h5py
import keras
import numpy as np
from keras import layers
from keras.src.legacy.saving import legacy_h5_format

FOLDER = Path(__file__).parent.parent / "resources" / "keras"


def residual(named=True):
    def name(text):
        return {"name": text} if named else {}

    images = keras.Input((6, 6, 3), **name("images"))
    x = layers.Conv2D(4, 3, padding="same", use_bias=False, **name("conv1"))(images)
    x = layers.BatchNormalization(epsilon=1e-5, momentum=0.9, **name("bn1"))(x)
    x = layers.ReLU(**name("relu"))(x)
    main = layers.Conv2D(6, 3, padding="same", use_bias=False, **name("conv2"))(x)
    side = layers.Conv2D(6, 1, **name("shortcut"))(x)
    x = layers.Add(**name("sum"))([main, side])
    x = layers.GlobalAveragePooling2D(**name("pool"))(x)
    x = layers.Dense(5, **name("fc"))(x)
    net = keras.Model(images, x, name="residual")
    number = 0
    for layer in net.layers:
        values = []
        for array in layer.get_weights():
            number += 1
            # Of the kernels' layouts, PyTorch's has the channels first.
            there = (np.transpose(array, (3, 2, 0, 1)) if array.ndim == 4 else array.T).shape
            numbered = (number + np.arange(array.size) / 8192).astype(np.float32).reshape(there)
            values.append(np.transpose(numbered, (2, 3, 1, 0)) if array.ndim == 4 else numbered.T)
        layer.set_weights(values)
    return net


def kinds():
    """A layer of each kind that learns, one after the other, and one that adapts to the data."""
    net = keras.Sequential(
        [
            keras.Input((6, 6, 3)),
            layers.Normalization(mean=[0.1, 0.2, 0.3], variance=[1.0, 2.0, 3.0]),
            layers.SeparableConv2D(5, 3, padding="same", name="separable"),
            layers.DepthwiseConv2D(3, depth_multiplier=2, padding="same", name="depthwise"),
            layers.Conv2DTranspose(4, 2, strides=2, name="transposed"),
            layers.PReLU(shared_axes=[1, 2], name="slope"),
            layers.LayerNormalization(name="norm"),
            layers.GroupNormalization(2, name="groups"),
            layers.GlobalAveragePooling2D(),
            layers.Dense(2, name="dense"),
        ],
        name="kinds",
    )
    for number, variable in enumerate(v for layer in net.layers[1:] for v in layer.weights):
        variable.assign((number + 1 + np.arange(np.prod(variable.shape)) / 8192).reshape(variable.shape))
    return net


def legacy(net, name):
    with h5py.File(FOLDER / name, "w") as file:
        legacy_h5_format.save_weights_to_hdf5_group(file, net)


def chunked():
    """As residual.h5, in chunks that do not divide the shapes, without compression."""
    with h5py.File(FOLDER / "residual.h5") as source, h5py.File(FOLDER / "chunked.h5", "w") as file:
        file.attrs["layer_names"] = source.attrs["layer_names"]
        for layer, group in source.items():
            copy = file.create_group(layer)
            copy.attrs["weight_names"] = group.attrs["weight_names"]
            for name in group.attrs["weight_names"]:
                data = group[name][...]
                copy.create_dataset(name, data=data, chunks=tuple(min(2, n) for n in data.shape))


def bomb():
    """A terabyte of zeros in some hundred bytes, by the name of a tensor that the model wants."""
    with h5py.File(FOLDER / "bomb.h5", "w") as file:
        file.attrs["layer_names"] = [b"conv1"]
        group = file.create_group("conv1")
        group.attrs["weight_names"] = [b"conv1/kernel:0"]
        group.create_dataset(
            "conv1/kernel:0", (1 << 19, 1 << 19), chunks=(1 << 10, 1 << 10), dtype="f4", compression="gzip"
        )
    # The right shape, in a chunk of four megabytes of zeros.
    with h5py.File(FOLDER / "bomb-chunk.h5", "w") as file:
        file.attrs["layer_names"] = [b"conv1"]
        group = file.create_group("conv1")
        group.attrs["weight_names"] = [b"conv1/kernel:0"]
        data = group.create_dataset(
            "conv1/kernel:0",
            (3, 3, 3, 4),
            maxshape=(None, None, None, None),
            chunks=(32, 32, 32, 32),
            dtype="f4",
            compression="gzip",
            compression_opts=9,
        )
        data[...] = 0


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    net = residual()
    net.save(FOLDER / "residual.keras")
    net.save(FOLDER / "whole.h5")
    legacy(net, "residual.h5")
    residual(named=False).save_weights(FOLDER / "unnamed.weights.h5")
    net.save_weights(FOLDER / "residual.weights.h5")
    legacy(kinds(), "kinds.h5")
    kinds().save(FOLDER / "kinds.keras")
    chunked()
    bomb()


if __name__ == "__main__":
    main()
