"""Trains in Keras what KerasTasksBenchmark trains, on the same files, and prints what came of it.

    venv/bin/python nin-train/src/test/python/keras_tasks.py TASK FOLDER SEED EPOCHS

FOLDER has train-images.bin, test-images.bin (uint8), train-targets.bin, test-targets.bin (float32; uint8 for masks) and
shape.txt (height, width, channels, numbers of a target); for masks the training images are whole, twice as high and wide
as the crops that are learnt. The last line printed is the metric on the test images.
"""

import os
import sys
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")

import keras
import numpy as np
from keras import layers

BATCH = 32
MOMENTUM = 0.9
SEED = 0


def conv(x, filters, pool):
    x = layers.Conv2D(filters, 3, padding="same", activation="relu", kernel_initializer="he_normal")(x)
    return layers.MaxPooling2D(2)(x) if pool else x


def angle_network(shape):
    inputs = keras.Input(shape)
    x = conv(conv(conv(layers.Rescaling(1 / 255)(inputs), 16, True), 32, True), 64, False)
    x = layers.Dense(64, activation="relu", kernel_initializer="he_normal")(layers.Flatten()(x))
    return keras.Model(inputs, layers.Dense(1, kernel_initializer="he_normal")(x))


def tags_network(shape):
    inputs = keras.Input(shape)
    x = conv(conv(conv(layers.Rescaling(1 / 255)(inputs), 32, True), 64, True), 64, False)
    x = layers.GlobalAveragePooling2D()(x)
    return keras.Model(inputs, layers.Dense(10, kernel_initializer="he_normal")(x))


def angle(train, test, epochs):
    mean, deviation = train[1].mean(), train[1].std()
    model = angle_network(train[0].shape[1:])
    model.compile(keras.optimizers.Adam(1e-3), "mse")
    model.fit(train[0], (train[1] - mean) / deviation, batch_size=BATCH, epochs=epochs, verbose=0)
    values = model.predict(test[0], verbose=0) * deviation + mean
    return np.abs(values - test[1]).mean()


def average_precision(scores, present):
    order = np.argsort(-scores, kind="stable")
    hits = np.cumsum(present[order])
    return (hits / np.arange(1, len(order) + 1))[present[order] == 1].mean()


def tags(train, test, epochs):
    model = tags_network(train[0].shape[1:])
    model.compile(keras.optimizers.Adam(1e-3), keras.losses.BinaryCrossentropy(from_logits=True))
    model.fit(train[0], train[1], batch_size=BATCH, epochs=epochs, verbose=0)
    scores = model.predict(test[0], verbose=0)
    return np.mean([average_precision(scores[:, i], test[1][:, i]) for i in range(test[1].shape[1])])


def unet(shape, filters=16, depth=4):
    def block(x, filters):
        for _ in range(2):
            x = layers.Conv2D(filters, 3, padding="same", use_bias=False, kernel_initializer="he_normal")(x)
            x = layers.ReLU()(layers.BatchNormalization(momentum=MOMENTUM, epsilon=1e-5)(x))
        return x

    inputs = keras.Input(shape)
    skips = []
    x = block(layers.Rescaling(1 / 255)(inputs), filters)
    for level in range(1, depth + 1):
        skips.append(x)
        x = block(layers.MaxPooling2D(2)(x), filters << level)
    for level in reversed(range(depth)):
        x = layers.Conv2DTranspose(filters << level, 2, 2, kernel_initializer="he_normal")(x)
        x = block(layers.Concatenate()([skips.pop(), x]), filters << level)
    return keras.Model(inputs, layers.Conv2D(2, 1, kernel_initializer="he_normal")(x))


def masks(train, test, epochs):
    """Random crops and flips of the training images; the mean over classes of the intersection over the union."""
    images, labels = train
    side = images.shape[1] // 2
    draws = np.random.default_rng(SEED)
    model = unet((side, side, 1))
    model.compile(keras.optimizers.Adam(1e-3), keras.losses.SparseCategoricalCrossentropy(from_logits=True))
    for _ in range(epochs):
        order = draws.permutation(len(images))
        for at in range(0, len(order), 4):
            batch = [crop(images[i], labels[i], side, draws) for i in order[at : at + 4]]
            model.train_on_batch(np.stack([x for x, _ in batch]), np.stack([y for _, y in batch]))
    found = model.predict(test[0], batch_size=4, verbose=0).argmax(-1)
    pairs = [(found == i, test[1] == i) for i in range(2)]
    return np.mean([(a & b).sum() / (a | b).sum() for a, b in pairs])


def crop(image, label, side, draws):
    top, left = draws.integers(0, image.shape[0] - side + 1, 2)
    image, label = (each[top : top + side, left : left + side] for each in (image, label))
    if draws.random() < 0.5:
        image, label = image[:, ::-1], label[:, ::-1]
    return image, label


def read(folder, part, shape, numbers, masks):
    if masks and part == "train":
        shape, numbers = [2 * shape[0], 2 * shape[1], shape[2]], [2 * each for each in numbers]
    images = np.fromfile(folder / f"{part}-images.bin", np.uint8).reshape((-1, *shape))
    targets = np.fromfile(folder / f"{part}-targets.bin", np.uint8 if masks else np.float32)
    return images, targets.reshape((len(images), *numbers))


def main():
    global SEED
    task, folder, seed, epochs = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
    SEED = seed
    shape = [int(each) for each in (folder / "shape.txt").read_text().split()]
    keras.utils.set_random_seed(seed)
    train, test = (read(folder, part, shape[:3], shape[3:], task == "masks") for part in ("train", "test"))
    print({"angle": angle, "tags": tags, "masks": masks}[task](train, test, epochs))


if __name__ == "__main__":
    main()
