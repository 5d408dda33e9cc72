"""What Keras computes for a network whose layers are called like the nodes of this library's.

Writes src/test/resources/keras/mixed.safetensors, with which KerasWeightsTest compares this library: the weights as the
page docs/from-pytorch.md tells Keras users to save them, images, and the logits. Written with Python 3.11,
tensorflow-cpu 2.18.1, keras 3.15.1 and safetensors 0.8.0, in nin-dsl:

    python -m venv /tmp/venv-keras
    /tmp/venv-keras/bin/pip install tensorflow-cpu==2.18.1 keras==3.15.1 safetensors==0.8.0
    /tmp/venv-keras/bin/python src/test/python/keras_reference.py
"""

from pathlib import Path

import keras
import numpy as np
from keras import layers
from safetensors.numpy import save_file

FILE = Path(__file__).parent.parent / "resources" / "keras" / "mixed.safetensors"


def network():
    return keras.Sequential(
        [
            keras.Input((9, 7, 3)),
            layers.Conv2D(4, 3, padding="same", use_bias=False, name="conv2d_1"),
            layers.BatchNormalization(momentum=0.99, epsilon=1e-3, name="batch_norm_1"),
            layers.ReLU(),
            layers.DepthwiseConv2D(3, name="depthwise_conv2d_1"),
            layers.Conv2D(6, 1, name="conv2d_2"),
            layers.ReLU(),
            layers.Conv2DTranspose(5, 2, strides=2, name="conv_transpose2d_1"),
            layers.MaxPooling2D(3, 2),
            layers.Flatten(),
            layers.Dropout(0.5),
            layers.Dense(8, name="dense_1"),
            layers.LayerNormalization(epsilon=1e-5, name="layer_norm_1"),
            layers.Dense(4, name="dense_2"),
        ]
    )


def main():
    keras.utils.set_random_seed(41)
    random = np.random.default_rng(41)
    model = network()
    for weight in model.weights:
        low, high = (0.5, 1.5) if weight.name in ("gamma", "moving_variance") else (-0.5, 0.5)
        weight.assign(random.uniform(low, high, weight.shape))
    images = random.normal(size=(3, 9, 7, 3)).astype(np.float32)
    arrays = {weight.path.removeprefix(model.name + "/"): weight.numpy() for weight in model.weights}
    FILE.parent.mkdir(parents=True, exist_ok=True)
    save_file(arrays | {"images": images, "logits": np.array(model(images))}, FILE)
    print(f"{FILE.name}: {sorted(arrays)}, {FILE.stat().st_size} bytes")


if __name__ == "__main__":
    main()
