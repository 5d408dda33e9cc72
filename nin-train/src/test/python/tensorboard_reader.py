"""Reads a run's event files with TensorBoard's own reader and compares them with its metrics.csv.

    python3 -m venv venv && venv/bin/pip install tensorboard
    venv/bin/python nin-train/src/test/python/tensorboard_reader.py runs/latest

Prints every tag, and ends with an error if a scalar differs from the file by more than float32 and the file's
decimals explain.
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
    tags = read.Tags()
    for kind in ("scalars", "histograms", "images", "tensors"):
        for tag in tags[kind]:
            print(f"{part:10} {kind:10} {tag}")
    if tags["graph"]:
        print(f"{part:10} {'graph':10} {len(read.Graph().node)} nodes")


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
                assert len(read.Histograms(tag)) == len(rows), tag
    described = hyperparameters(whole)
    configuration = json.loads((run / "run.json").read_text())["configuration"]
    assert described["epochs"].number_value == configuration["epochs"]
    print(f"{compared} scalars of {len(rows)} epochs are those of metrics.csv, "
          f"at most {greatest:.1e} apart (relative above 1); {len(described)} hyperparameters")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
