"""Converts exported models to ONNX and TFLite, and compares classes and logits."""

import os
import subprocess
import sys

from interop import FOLDER, IMAGES, MODELS, java, require, require_close

import numpy as np
import onnxruntime
import tensorflow as tf


def onnx(name, folder, key):
    path = os.path.join(FOLDER, f"{name}-{key}.onnx")
    command = [sys.executable, "-m", "tf2onnx.convert", "--saved-model", folder, "--tag", "serve"]
    done = subprocess.run(
        [*command, "--signature_def", key, "--output", path, "--opset", "17"], capture_output=True, text=True
    )
    return path if done.returncode == 0 else None


def check_onnx(name, folder):
    path = onnx(name, folder, "logits")
    require(path, f"{name}: tf2onnx cannot convert the signature logits")
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    (logits,) = session.run(["logits"], {session.get_inputs()[0].name: IMAGES})
    check(f"{name}: ONNX", logits, name)


def check_tflite(name, folder):
    converter = tf.lite.TFLiteConverter.from_saved_model(folder, signature_keys=["logits"], tags={"serve"})
    interpreter = tf.lite.Interpreter(model_content=converter.convert())
    runner = interpreter.get_signature_runner("logits")
    logits = np.concatenate([runner(images=image[np.newaxis])["logits"] for image in IMAGES])
    check(f"{name}: TFLite", logits, name)


def check(what, logits, name):
    require_close(logits, java(name, "logits"), f"{what} logits", 1e-4)
    require(np.argmax(logits, 1).tolist() == java(name, "class_ids").tolist(), f"{what}: other classes")
    print(f"{what}: the same {len(logits)} classes")


def tflite_problem(folder, key):
    try:
        tf.lite.TFLiteConverter.from_saved_model(folder, signature_keys=[key], tags={"serve"}).convert()
        return None
    except Exception as problem:  # The converter raises several undocumented exceptions.
        return " ".join(str(problem).split())[:120]


def tell_limits():
    """Reports models that cannot be converted, without failing: a newer converter may support them."""
    for name, key in (("constants", "serving_default"), ("constants", "encoded")):
        print(f"{name}, {key}: ONNX {'converts' if onnx(name, MODELS[name], key) else 'does not convert'}")
        print(f"{name}, {key}: TFLite {tflite_problem(MODELS[name], key) or 'converts'}")


for each, path in MODELS.items():
    check_onnx(each, path)
    check_tflite(each, path)
tell_limits()
print("converters: good")
