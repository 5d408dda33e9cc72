"""Files of the Python package safetensors for the tests of nin-core, and a look into files of this library.

Written with Python 3.11, numpy 2.4.6 and safetensors 0.8.0, in nin-core:

    python -m venv /tmp/nin-safetensors
    /tmp/nin-safetensors/bin/pip install numpy==2.4.6 safetensors==0.8.0
    /tmp/nin-safetensors/bin/python src/test/python/safetensors_reference.py

writes the files under src/test/resources/safetensors. With the name of a file,

    /tmp/nin-safetensors/bin/python src/test/python/safetensors_reference.py FILE

prints a line for each of its arrays: name, type, shape, first and last value (PythonReaderTest calls this).

The n-th array of a network, in the order of its state_dict, holds n + i / 8192 at its place i, so that a test can tell
which value went where; all of these are float32 numbers.
"""

import math
import sys
from pathlib import Path

import numpy as np
from safetensors import TensorSpec, safe_open, serialize_file
from safetensors.numpy import save_file

FOLDER = Path(__file__).parent.parent / "resources" / "safetensors"
# What libraries that read PyTorch's weights look for.
METADATA = {"format": "pt"}


def numbered(shapes):
    return {
        name: (number + np.arange(math.prod(shape)) / 8192).astype(np.float32).reshape(shape)
        for number, (name, shape) in enumerate(shapes.items(), 1)
    }


def convolution(name, outputs, inputs, kernel):
    return {f"{name}.weight": (outputs, inputs, kernel, kernel), f"{name}.bias": (outputs,)}


def norm(name, size):
    return {f"{name}.{part}": (size,) for part in ("weight", "bias", "running_mean", "running_var")}


def notebook():
    """The seed notebook's network with narrow blocks: nn.Sequential in nn.Sequential, within an attribute."""
    shapes = {}
    for block, (inputs, outputs, kernel) in {0: (1, 2, 11), 2: (2, 3, 5), 4: (3, 4, 3), 7: (4, 10, 3)}.items():
        shapes |= convolution(f"backbone.{block}.0", outputs, inputs, kernel)
        shapes |= convolution(f"backbone.{block}.2", outputs, outputs, 1)
        shapes |= convolution(f"backbone.{block}.4", outputs, outputs, 1)
    return numbered(shapes)


def kinds():
    """nn.Sequential of every kind of layer that has parameters, for 3 channels of 6 by 5 pixels.

    Conv2d(3, 4, 3, bias=False), BatchNorm2d(4), ReLU, Conv2d(4, 8, 3, padding=1, groups=4),
    Conv2d(8, 6, 1, groups=2), ConvTranspose2d(6, 5, 2, stride=2), ReLU, Flatten, Dropout, BatchNorm1d(5 * 8 * 6), ReLU,
    Linear(5 * 8 * 6, 7), ReLU, Linear(7, 3): numbers above 9 show that they are no text.
    """
    return numbered(
        {"0.weight": (4, 3, 3, 3)}
        | norm("1", 4)
        | convolution("3", 8, 1, 3)
        | convolution("4", 6, 4, 1)
        | {"5.weight": (6, 5, 2, 2), "5.bias": (5,)}
        | norm("9", 240)
        | {"11.weight": (7, 240), "11.bias": (7,), "13.weight": (3, 7), "13.bias": (3,)}
    )


def counted(arrays):
    """With the counters that PyTorch's batch normalization keeps."""
    counters = {
        name.replace("running_var", "num_batches_tracked"): np.array(7, np.int64)
        for name in arrays
        if name.endswith("running_var")
    }
    return arrays | counters


def types():
    """One dense layer of whole numbers and fractions in each type of numbers that weights come in."""
    for type_, name in ((np.float64, "f64"), (np.float16, "f16")):
        save_file({k: v.astype(type_) for k, v in fractions().items()}, FOLDER / f"{name}.safetensors", METADATA)
    # numpy has no bfloat16: the upper half of a float32.
    halves = {k: (v.view(np.uint32) >> 16).astype(np.uint16) for k, v in fractions().items()}
    specs = {
        name: TensorSpec(dtype="bfloat16", shape=list(half.shape), data_ptr=half.ctypes.data, data_len=half.nbytes)
        for name, half in halves.items()
    }
    serialize_file(specs, FOLDER / "bf16.safetensors", METADATA)


def fractions():
    return {
        "0.weight": np.array([[0.5, -1.25], [3.0, 0.0078125], [-0.0, 96.0]], np.float32),
        "0.bias": np.array([1.0, -2.0, 0.15625], np.float32),
    }


def write():
    FOLDER.mkdir(parents=True, exist_ok=True)
    save_file(notebook(), FOLDER / "notebook.safetensors", METADATA)
    save_file(kinds(), FOLDER / "kinds.safetensors", METADATA)
    save_file(counted(kinds()), FOLDER / "counted.safetensors", METADATA)
    types()
    for file in sorted(FOLDER.glob("*.safetensors")):
        print(f"{file.name}: {file.stat().st_size} bytes")


def show(file):
    with safe_open(file, "numpy") as arrays:
        for name in arrays.keys():
            array = arrays.get_tensor(name)
            print(name, array.dtype, list(array.shape), float(array.flat[0]), float(array.flat[-1]))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        show(sys.argv[1])
    else:
        write()
