"""Writes small sets of images as TFRecord shards, as TensorFlow's own scripts do: FOLDER KIND."""
import pathlib
import sys

import tensorflow as tf

KINDS = {
    # kind: (image key, label key, first label, names beside the labels, labels.txt)
    "slim": ("image/encoded", "image/class/label", 0, False, "0:ant\n1:bee\n"),
    "imagenet": ("image/encoded", "image/class/label", 1, True, None),
    "tfds": ("image", "label", 0, False, "ant\nbee\n"),
}


def feature(value):
    if isinstance(value, int):
        return tf.train.Feature(int64_list=tf.train.Int64List(value=[value]))
    return tf.train.Feature(bytes_list=tf.train.BytesList(value=[value]))


def main(folder, kind):
    image_key, label_key, first, has_text, labels = KINDS[kind]
    for part, count in (("train", 10), ("validation", 4)):
        for shard in range(2):
            path = folder / f"{part}-{shard:05d}-of-00002"
            with tf.io.TFRecordWriter(str(path)) as writer:
                for i in range(shard, count, 2):
                    image = tf.fill((8, 8, 3), tf.constant(i, tf.uint8))
                    values = {
                        image_key: tf.io.encode_png(image).numpy(),
                        label_key: first + i % 2,
                        "image/height": 8,
                    }
                    if has_text:
                        values["image/class/text"] = (b"ant", b"bee")[i % 2]
                    features = {key: feature(value) for key, value in values.items()}
                    example = tf.train.Example(features=tf.train.Features(feature=features))
                    writer.write(example.SerializeToString())
    if labels:
        (folder / "labels.txt").write_text(labels)


main(pathlib.Path(sys.argv[1]), sys.argv[2])
