"""Images per second that TensorFlow's tf.data reads from a folder of JPEGs for training, as its users write it.

    venv/bin/python nin-train/src/test/python/tfdata_reader.py FOLDER

Each image: a random window of 8 to 100 % of the area, decoded alone, resized to 224 x 224, mirrored by chance, as uint8;
batches of 32. One round reads all images once; the first, which warms up, is not printed. A line per round.
"""

import argparse
import math
import os
import sys
import time
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")

import tensorflow as tf


def random_window(shape):
    """Drawn as torchvision's RandomResizedCrop draws it, so that all readers decode as many pixels."""
    area = shape[0] * shape[1] * tf.random.uniform([10], 0.08, 1.0)
    aspect = tf.exp(tf.random.uniform([10], math.log(3 / 4), math.log(4 / 3)))
    sizes = tf.round(tf.stack([tf.sqrt(area / aspect), tf.sqrt(area * aspect)], axis=1))
    fits = tf.reduce_all((sizes >= 1) & (sizes <= shape), axis=1)
    size = tf.where(tf.reduce_any(fits), sizes[tf.argmax(fits)], tf.fill([2], tf.reduce_min(shape)))
    begin = tf.floor(tf.random.uniform([2]) * (shape - size + 1))
    return tf.cast(tf.concat([tf.minimum(begin, shape - size), size], axis=0), tf.int32)


def read(path, size, antialias):
    encoded = tf.io.read_file(path)
    window = random_window(tf.cast(tf.io.extract_jpeg_shape(encoded)[:2], tf.float32))
    image = tf.image.decode_and_crop_jpeg(encoded, window, channels=3)
    image = tf.image.resize(image, (size, size), antialias=antialias)
    image = tf.image.random_flip_left_right(image)
    return tf.cast(tf.round(image), tf.uint8)


def dataset(paths, size, antialias, calls):
    images = tf.data.Dataset.from_tensor_slices(paths)
    images = images.map(lambda path: read(path, size, antialias), num_parallel_calls=calls, deterministic=False)
    return images.batch(32).prefetch(tf.data.AUTOTUNE)


def images_per_second(batches):
    """Up to the last batch: deleting the iterator waits for the autotuner's next wake-up, up to seconds later."""
    count = 0
    start = end = time.perf_counter()
    for batch in batches:
        count += int(batch.shape[0])
        end = time.perf_counter()
    return count / (end - start)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--size", type=int, default=224)
    parser.add_argument("--antialias", action="store_true", help="antialiased resizing, as Pillow's")
    parser.add_argument("--calls", type=int, default=2, help="images decoded at a time; 0 for AUTOTUNE")
    parser.add_argument("--stdin", action="store_true", help="prints ready, then runs a round for each line read")
    arguments = parser.parse_args()
    paths = sorted(str(path) for path in arguments.folder.glob("*.JPEG"))
    calls = arguments.calls or tf.data.AUTOTUNE
    batches = dataset(paths, arguments.size, arguments.antialias, calls)
    images_per_second(batches)
    if arguments.stdin:
        print("ready", flush=True)
    for _ in sys.stdin if arguments.stdin else range(arguments.rounds):
        print(f"{images_per_second(batches):.1f}", flush=True)


if __name__ == "__main__":
    main()
