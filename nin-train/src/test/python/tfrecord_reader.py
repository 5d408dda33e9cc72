"""Prints what TensorFlow reads from the TFRecord shards of a folder, a line per record."""
import pathlib
import sys

import tensorflow as tf

FEATURES = {
    "image/encoded": tf.io.FixedLenFeature([], tf.string),
    "image/format": tf.io.FixedLenFeature([], tf.string),
    "image/filename": tf.io.FixedLenFeature([], tf.string),
    "image/class/label": tf.io.FixedLenFeature([], tf.int64),
    "image/class/text": tf.io.FixedLenFeature([], tf.string),
}

for path in sorted(pathlib.Path(sys.argv[1]).glob("*.tfrecord")):
    for record in tf.data.TFRecordDataset(str(path)):
        found = tf.io.parse_single_example(record, FEATURES)
        image = tf.io.decode_image(found["image/encoded"])
        print(
            path.name,
            found["image/filename"].numpy().decode(),
            found["image/class/label"].numpy(),
            found["image/class/text"].numpy().decode(),
            found["image/format"].numpy().decode(),
            "x".join(str(side) for side in image.shape),
        )
