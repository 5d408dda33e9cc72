"""Runs the signature grad_cam and compares it with Java's results, and with Grad-CAM from Python's own gradients."""

import os

from interop import FACTS, FOLDER, IMAGES, MODELS, require, require_close

import numpy as np
import tensorflow as tf

OUTPUTS = ["class_ids", "heat", "probabilities"]


def java(model, output):
    values = np.fromfile(os.path.join(FOLDER, f"{model}.{output}"), np.float32)
    return values.reshape([len(IMAGES), *{"class_ids": [], "heat": IMAGES.shape[1:3]}.get(output, [-1])])


def computed(folder):
    """Grad-CAM computed only from the feature map and the logits of the model's graph."""
    with tf.compat.v1.Session(graph=tf.Graph()) as session:
        tf.compat.v1.saved_model.load(session, ["serve"], folder)
        names = [op.name for op in session.graph.get_operations()]
        (name,) = [each for each in names if each.startswith(f"model/{FACTS['map']}/") and each.endswith("Relu")]
        feature_map = session.graph.get_tensor_by_name(f"{name}:0")
        logits = session.graph.get_tensor_by_name("logits:0")
        (gradient,) = tf.gradients(tf.reduce_max(logits, axis=1), feature_map)
        maps, gradients = session.run([feature_map, gradient], {"images:0": IMAGES})
    heat = np.maximum((maps * gradients.mean(axis=(1, 2), keepdims=True)).sum(axis=-1), 0)
    greatest = heat.max(axis=(1, 2), keepdims=True)
    heat = np.divide(heat, greatest, out=np.zeros_like(heat), where=greatest > 0)
    return tf.image.resize(heat[..., None], IMAGES.shape[1:3]).numpy()[..., 0]


for model, folder in MODELS.items():
    answers = tf.saved_model.load(folder).signatures["grad_cam"](images=tf.constant(IMAGES))
    require(sorted(answers) == OUTPUTS, f"{model}: grad_cam answers {sorted(answers)}")
    for output in OUTPUTS:
        require_close(answers[output].numpy(), java(model, output), f"{model} {output}")
    heat = answers["heat"].numpy()
    require(heat.dtype == np.float32 and heat.min() >= 0 and heat.max() <= 1, f"{model}: heat out of its range")
    require(np.std(heat) > 0.05, f"{model}: heat is flat")
    require(len(set(answers["class_ids"].numpy())) > 1, f"{model}: a single class is predicted")
    require_close(heat, computed(folder), f"{model} heat by the gradients of Python")
print("grad-cam: good")
