"""Checks the ONNX file that Java wrote: ONNX's own checker, the values, and the program on docs/serving.md."""

import os
import re
import shutil
import tempfile

from interop import FACTS, FOLDER, IMAGES, java, labels, require, require_close

import numpy as np
import onnx
import onnxruntime

PATH = os.path.join(FOLDER, "onnx", "1", "model.onnx")
PAGE = open(os.path.join(os.path.dirname(__file__), "../../../../docs/serving.md"), encoding="utf-8").read()


def check_file():
    model = onnx.load(PATH)
    onnx.checker.check_model(model, full_check=True)
    onnx.shape_inference.infer_shapes(model, strict_mode=True)
    require(model.opset_import[0].version == 17, "another version of the operations than the page names")


def check_values():
    session = onnxruntime.InferenceSession(PATH, providers=["CPUExecutionProvider"])
    logits, probabilities, ids = session.run(["logits", "probabilities", "class_ids"], {"images": IMAGES})
    require_close(logits, java("constants", "logits"), "logits", 1e-4)
    require_close(probabilities, java("constants", "probabilities"), "probabilities")
    require(ids.tolist() == java("constants", "class_ids").tolist(), "other classes")
    require(session.run(["logits"], {"images": IMAGES[:1]})[0].shape == (1, len(FACTS["labels"])), "another batch")


def check_page():
    (program,) = re.findall(r"```python onnx\n(.*?)```", PAGE, re.S)
    names = {}
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(os.path.dirname(os.path.dirname(PATH)), os.path.join(folder, "models", "fashion-onnx"))
        shutil.copy(os.path.join(FOLDER, "png", "000.png"), os.path.join(folder, "image.png"))
        before = os.getcwd()
        os.chdir(folder)
        exec(program, names)
        os.chdir(before)
    require(names["labels"][names["class_ids"][0]] == labels(java("constants", "class_ids"))[0], "page: another label")
    require_close(names["probabilities"][0], java("constants", "probabilities")[0], "page")


check_file()
check_values()
check_page()
print("onnx: good")
