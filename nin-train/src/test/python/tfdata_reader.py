"""Images per second that TensorFlow's tf.data reads from a folder of JPEGs for training, as its users write it.

    venv/bin/python nin-train/src/test/python/tfdata_reader.py FOLDER

Each image: a random window of 8 to 100 % of the area, decoded alone, resized to 224 x 224, mirrored by chance, as uint8;
batches of 32. One round reads all images once; the first, which warms up, is not printed. A line per round.
"""

import argparse
import os
import sys
import time
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")

import tensorflow as tf


def read(path, size, antialias):
    encoded = tf.io.read_file(path)
    begin, extent, _ = tf.image.sample_distorted_bounding_box(
        tf.io.extract_jpeg_shape(encoded),
        tf.constant([0.0, 0.0, 1.0, 1.0], shape=[1, 1, 4]),
        aspect_ratio_range=(3 / 4, 4 / 3),
        area_range=(0.08, 1.0),
        max_attempts=10,
        use_image_if_no_bounding_boxes=True,
    )
    window = tf.stack([begin[0], begin[1], extent[0], extent[1]])
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
