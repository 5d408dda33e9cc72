"""Runs a model of each task, and one with two outputs, and compares with Java's predictions."""

import os

from interop import FACTS, FOLDER, IMAGES, files, require, require_close

import numpy as np
import tensorflow as tf


def check(model, facts):
    signatures = tf.saved_model.load(os.path.join(FOLDER, model, "1")).signatures
    asked = {
        "serving_default": signatures["serving_default"](images=tf.constant(IMAGES)),
        "encoded": signatures["encoded"](image_bytes=tf.constant(files())),
    }
    for key, answers in asked.items():
        require(sorted(answers) == sorted(facts), f"{model}: {key} answers {sorted(answers)}")
        for name, fact in facts.items():
            if "texts" in fact:
                texts = [text.decode() for text in answers[name].numpy()]
                require(texts == fact["texts"], f"{model}: {key}: other {name} than Java's")
            else:
                java = np.fromfile(os.path.join(FOLDER, f"{model}.{name}"), np.float32)
                java = java.reshape([len(IMAGES), *fact["shape"]])
                require(answers[name].shape == java.shape, f"{model}: {key}: {name} is {answers[name].shape}")
                require_close(answers[name], java, f"{model} {key} {name}")


for each, answered in FACTS["models"].items():
    check(each, answered)
print("tasks: good")
