# Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
"""Seconds that networks take in Keras on TensorFlow for steps of training and for inference.

    python keras_steps.py NETWORK BATCH SIZE THREADS PRECISION

measures as steps.py says; how is keras. PRECISION is float32, or bfloat16 for the policy mixed_bfloat16.
"""

import os
import sys

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")
os.environ["TF_ENABLE_ONEDNN_OPTS"] = "1"
os.environ["KERAS_BACKEND"] = "tensorflow"

import keras
import numpy as np
import tensorflow as tf
from keras import layers

from steps import serve

NAME, BATCH, SIZE, THREADS, PRECISION = sys.argv[1], *map(int, sys.argv[2:5]), sys.argv[5]


def nin():
    inputs = x = keras.Input((SIZE, SIZE, 1))
    for channels, kernel, stride, padding in [(96, 11, 4, "valid"), (256, 5, 1, "same"), (384, 3, 1, "same"), (10, 3, 1, "same")]:
        if channels == 10:
            x = layers.Dropout(0.5)(x)
        x = layers.Conv2D(channels, kernel, stride, padding, activation="relu")(x)
        x = layers.Conv2D(channels, 1, activation="relu")(x)
        x = layers.Conv2D(channels, 1, activation=None if channels == 10 else "relu")(x)
        if channels != 10:
            x = layers.MaxPooling2D(3, 2)(x)
    return keras.Model(inputs, layers.Activation("linear", dtype="float32")(layers.GlobalAveragePooling2D()(x)))


def unet(filters=16, depth=4):
    def block(x, filters):
        for _ in range(2):
            x = layers.Conv2D(filters, 3, padding="same", use_bias=False)(x)
            x = layers.ReLU()(layers.BatchNormalization()(x))
        return x

    inputs = keras.Input((SIZE, SIZE, 1))
    skips = []
    x = block(inputs, filters)
    for level in range(1, depth + 1):
        skips.append(x)
        x = block(layers.MaxPooling2D(2)(x), filters << level)
    for level in reversed(range(depth)):
        x = layers.Conv2DTranspose(filters << level, 2, 2)(x)
        x = block(layers.Concatenate()([skips.pop(), x]), filters << level)
    return keras.Model(inputs, layers.Conv2D(2, 1, dtype="float32")(x))


# Each network, the channels of its images, and its number of classes.
NETWORKS = {"nin": (nin, 1, 10), "unet": (unet, 1, 2)}


class Peer:
    def __init__(self, _):
        network, channels, classes = NETWORKS[NAME]
        if PRECISION == "bfloat16":
            keras.mixed_precision.set_global_policy("mixed_bfloat16")
        self.network = network()
        self.network.compile(
            keras.optimizers.SGD(1e-4, 0.9, nesterov=True, weight_decay=5e-4),
            keras.losses.SparseCategoricalCrossentropy(from_logits=True),
            jit_compile=False,
        )
        draws = np.random.default_rng(1)
        self.images = tf.constant(draws.random((BATCH, SIZE, SIZE, channels), np.float32))
        shape = (BATCH, SIZE, SIZE) if NAME == "unet" else (BATCH,)
        self.labels = tf.constant(draws.integers(0, classes, shape).astype(np.int32))

    def train(self):
        self.network.train_on_batch(self.images, self.labels)

    def infer(self):
        self.network.predict_on_batch(self.images)


tf.config.threading.set_intra_op_parallelism_threads(THREADS)
serve(Peer)
