"""Runs the models of SkewTest on files, as a server would, and writes the output of their layer "pixels".

The folder holds the models, one folder each, and files.txt, with the path of a file on each line.
"""

import os
import sys

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")

import numpy as np
import tensorflow as tf

FOLDER = os.path.abspath(sys.argv[1])
BATCH = 16

paths = open(os.path.join(FOLDER, "files.txt"), encoding="utf-8").read().splitlines()
for fit in ("stretch", "crop", "pad"):
    pixels = tf.saved_model.load(os.path.join(FOLDER, fit, "1")).signatures["pixels_of_files"]
    with open(os.path.join(FOLDER, fit + ".python"), "wb") as out:
        for start in range(0, len(paths), BATCH):
            files = [open(path, "rb").read() for path in paths[start : start + BATCH]]
            values = pixels(image_bytes=tf.constant(files))["pixels"].numpy()
            out.write(values.astype("<f4").tobytes())
print("skew: answered")
