"""The models and predictions written by InteropTest, and helpers to compare them."""

import json
import os
import sys

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")

import numpy as np

FOLDER = os.path.abspath(sys.argv[1])
FACTS = json.load(open(os.path.join(FOLDER, "facts.json")))
IMAGES = np.fromfile(os.path.join(FOLDER, "images.u8"), np.uint8).reshape(FACTS["shape"])
MODELS = {name: os.path.join(FOLDER, name, "1") for name in ("constants", "variables")}


def files():
    """The images as PNG files."""
    names = [os.path.join(FOLDER, "png", f"{i:03}.png") for i in range(len(IMAGES))]
    return [open(name, "rb").read() for name in names]


def java(model, output):
    """Java's predictions for all images."""
    kind = np.int64 if output == "class_ids" else np.float32
    values = np.fromfile(os.path.join(FOLDER, f"{model}.{output}"), kind)
    return values.reshape([len(IMAGES), *FACTS["outputs"][output]])


def labels(ids):
    return [FACTS["labels"][i] for i in ids]


def require(condition, message):
    if not condition:
        sys.exit(f"failed: {message}")


def require_close(found, expected, message, tolerance=1e-5):
    worst = float(np.max(np.abs(np.asarray(found, np.float64) - expected)))
    require(worst <= tolerance, f"{message}: differs by {worst}, allowed are {tolerance}")
    print(f"{message}: at most {worst:.2g} apart on {len(expected)} images")
