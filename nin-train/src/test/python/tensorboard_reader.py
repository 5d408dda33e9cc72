"""Reads a run's event files with TensorBoard's own reader and compares them with its metrics.csv.

    python3 -m venv venv && venv/bin/pip install tensorboard
    venv/bin/python nin-train/src/test/python/tensorboard_reader.py runs/latest

Prints every tag and what it holds, and ends with an error if one is missing or a scalar differs from the file by more
than float32 and the file's decimals explain. (nin-export/src/test/python/requirements.txt brings TensorBoard too.)
"""

import csv
import json
import sys
from pathlib import Path

from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
from tensorboard.plugins.hparams import metadata

COLUMNS = {
    ("train", "loss"): "train_loss",
    ("train", "accuracy"): "train_accuracy",
    ("train", "learning_rate"): "learning_rate",
    ("train", "images_per_second"): "images_per_second",
    ("validation", "loss"): "validation_loss",
    ("validation", "accuracy"): "validation_accuracy",
    ("test", "loss"): "test_loss",
    ("test", "accuracy"): "test_accuracy",
}
# The file has 6 decimals of losses, 6 digits of rates, 1 decimal of images a second.
TOLERANCES = {"learning_rate": 1e-6, "images_per_second": 0.051}
TOLERANCE = 1e-6


def accumulator(folder):
    read = EventAccumulator(str(folder), size_guidance={"scalars": 0, "histograms": 0, "images": 0, "tensors": 0})
    return read.Reload()


def list_tags(part, read):
    """Prints a line for each tag, with what it holds."""
    tags = read.Tags()
    for tag in tags["scalars"]:
        values = " ".join(f"{event.value:.6g}" for event in read.Scalars(tag))
        print(f"{part:10} scalar     {tag}: {values}")
    for tag in tags["histograms"]:
        events = read.Histograms(tag)
        last = events[-1].histogram_value
        assert last.num > 0 and last.min <= last.max and sum(last.bucket) == last.num, tag
        print(f"{part:10} histogram  {tag}: {len(events)} of {last.num:.0f} values, the last from {last.min:.3g} to {last.max:.3g}")
    for tag in tags["images"]:
        for event in read.Images(tag):
            assert event.encoded_image_string.startswith(b"\x89PNG"), tag
            print(f"{part:10} image      {tag}: step {event.step}, {event.width}x{event.height}")
    for tag in tags["tensors"]:
        for event in read.Tensors(tag):
            print(f"{part:10} tensor     {tag}: step {event.step}, {event.tensor_proto.ByteSize()} bytes")
    if tags["graph"]:
        kinds = sorted({node.op for node in read.Graph().node})
        print(f"{part:10} graph      {len(read.Graph().node)} nodes: {' '.join(kinds)}")


def compare(part, read, rows):
    compared, greatest = 0, 0.0
    for tag in read.Tags()["scalars"]:
        column = COLUMNS[(part, tag)]
        events = read.Scalars(tag)
        assert [event.step for event in events] == [int(row["epoch"]) for row in rows], (part, tag)
        for event, row in zip(events, rows):
            expected = float(row[column])
            apart = abs(event.value - expected)
            allowed = TOLERANCES.get(tag, TOLERANCE) + 1e-6 * abs(expected)
            assert apart <= allowed, f"{part}/{tag} of epoch {row['epoch']} is {event.value}, the file has {expected}"
            compared, greatest = compared + 1, max(greatest, apart / max(abs(expected), 1))
    return compared, greatest


def hyperparameters(read):
    plugin = read.summary_metadata["_hparams_/session_start_info"].plugin_data
    started = metadata.parse_session_start_info_plugin_data(plugin.content)
    return {name: value for name, value in started.hparams.items()}


def main(run):
    with open(run / "metrics.csv", newline="") as file:
        rows = list(csv.DictReader(file))
    whole = accumulator(run / "tensorboard")
    list_tags(".", whole)
    compared, greatest = 0, 0.0
    for part in ("train", "validation", "test"):
        if (run / "tensorboard" / part).is_dir():
            read = accumulator(run / "tensorboard" / part)
            list_tags(part, read)
            count, apart = compare(part, read, rows)
            compared, greatest = compared + count, max(greatest, apart)
            for tag in read.Tags()["histograms"]:
                assert [event.step for event in read.Histograms(tag)] == [int(row["epoch"]) for row in rows], tag
            if part == "train":
                kinds = {tag.split("/")[0] for tag in read.Tags()["histograms"]}
                assert kinds == {"weights", "gradients"}, kinds
    described = hyperparameters(whole)
    configuration = json.loads((run / "run.json").read_text())["configuration"]
    assert described["epochs"].number_value == configuration["epochs"]
    for name, value in sorted(described.items()):
        shown = getattr(value, value.WhichOneof("kind"))
        print(f"{'.':10} hparam     {name}: {shown}")
    assert whole.Tags()["graph"], "there is no graph"
    missing = {"samples", "curves", "confusion", "mistakes"} - set(whole.Tags()["images"])
    assert not missing, f"the images {missing} are missing"
    print(f"{compared} scalars of {len(rows)} epochs are those of metrics.csv, "
          f"at most {greatest:.1e} apart (relative above 1); {len(described)} hyperparameters")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
