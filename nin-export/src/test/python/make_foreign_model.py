"""Writes a Python model that restores a variable, fills a table and has an asset, and its predictions."""

import os

from interop import FACTS, FOLDER, IMAGES

import numpy as np
import tensorflow as tf


class Foreign(tf.Module):
    def __init__(self):
        super().__init__()
        size, classes = int(np.prod(IMAGES.shape[1:])), len(FACTS["labels"])
        self.kernel = tf.Variable(tf.random.stateless_normal([size, classes], [1, 2]))
        self.bias = tf.Variable(tf.ones([2, classes]))
        ids = tf.range(classes, dtype=tf.int64)
        table = tf.lookup.KeyValueTensorInitializer(ids, tf.constant(FACTS["labels"]))
        self.labels = tf.lookup.StaticHashTable(table, "none")
        self.facts = tf.saved_model.Asset(os.path.join(FOLDER, "facts.json"))

    @tf.function
    def scores(self, images):
        pixels = tf.reshape(tf.cast(images, tf.float32) / 255, [-1, self.kernel.shape[0]])
        bias = tf.nn.embedding_lookup(self.bias, tf.zeros([1], tf.int32))
        return pixels @ self.kernel + bias

    @tf.function(input_signature=[tf.TensorSpec([None, *IMAGES.shape[1:]], tf.uint8, "images")])
    def answer(self, images):
        probabilities = tf.nn.softmax(self.scores(images))
        return {"probabilities": probabilities, "classes": self.labels.lookup(tf.argmax(probabilities, 1))}


model = Foreign()
tf.saved_model.save(model, os.path.join(FOLDER, "foreign"), signatures=model.answer)
answers = model.answer(tf.constant(IMAGES))
answers["probabilities"].numpy().astype("<f4").tofile(os.path.join(FOLDER, "foreign.probabilities"))
with open(os.path.join(FOLDER, "foreign.classes"), "wb") as classes:
    classes.write(b"\n".join(answers["classes"].numpy()))
print("foreign model: written")
