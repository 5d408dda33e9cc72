"""Writes a model of Python's own, which restores a variable and fills a table when it is loaded, and its answers."""

import os

from interop import FACTS, FOLDER, IMAGES

import numpy as np
import tensorflow as tf


class Foreign(tf.Module):
    def __init__(self):
        super().__init__()
        size, classes = int(np.prod(IMAGES.shape[1:])), len(FACTS["labels"])
        self.kernel = tf.Variable(tf.random.stateless_normal([size, classes], [1, 2]))
        ids = tf.range(classes, dtype=tf.int64)
        table = tf.lookup.KeyValueTensorInitializer(ids, tf.constant(FACTS["labels"]))
        self.labels = tf.lookup.StaticHashTable(table, "none")

    @tf.function(input_signature=[tf.TensorSpec([None, *IMAGES.shape[1:]], tf.uint8, "images")])
    def answer(self, images):
        pixels = tf.reshape(tf.cast(images, tf.float32) / 255, [-1, self.kernel.shape[0]])
        probabilities = tf.nn.softmax(pixels @ self.kernel)
        return {"probabilities": probabilities, "classes": self.labels.lookup(tf.argmax(probabilities, 1))}


model = Foreign()
tf.saved_model.save(model, os.path.join(FOLDER, "foreign"), signatures=model.answer)
answers = model.answer(tf.constant(IMAGES))
answers["probabilities"].numpy().astype("<f4").tofile(os.path.join(FOLDER, "foreign.probabilities"))
with open(os.path.join(FOLDER, "foreign.classes"), "wb") as classes:
    classes.write(b"\n".join(answers["classes"].numpy()))
print("foreign model: written")
