"""Loads exported models like their users: with saved_model_cli, tf.saved_model.load, and a server's warm-up."""

import os
import subprocess
import sys

from interop import FACTS, FOLDER, IMAGES, MODELS, files, java, labels, require, require_close

import numpy as np
import tensorflow as tf
from tensorflow_serving.apis import prediction_log_pb2


def check_answers(name, model):
    signatures = model.signatures
    require(sorted(signatures) == ["encoded", "features", "logits", "serving_default"], f"{name} has {list(signatures)}")
    pixels = tf.constant(IMAGES)
    plain = signatures["serving_default"](images=pixels)
    encoded = signatures["encoded"](image_bytes=tf.constant(files()))
    require_close(plain["probabilities"], java(name, "probabilities"), f"{name}: probabilities")
    require_close(encoded["probabilities"], plain["probabilities"].numpy(), f"{name}: encoded", 1e-6)
    for answer in (plain, encoded):
        ids = answer["class_ids"].numpy()
        require(ids.tolist() == java(name, "class_ids").tolist(), f"{name}: other classes than Java's")
        require([label.decode() for label in answer["classes"].numpy()] == labels(ids), f"{name}: other labels")
    require(len(set(ids.tolist())) >= 5, f"{name}: only the classes {set(ids.tolist())} are answered")
    require_close(signatures["logits"](images=pixels)["logits"], java(name, "logits"), f"{name}: logits")
    require_close(signatures["features"](images=pixels)["features"], java(name, "features"), f"{name}: features")
    asset = model.asset_paths[0].asset_path.numpy().decode()
    require(open(asset).read().split() == FACTS["labels"], f"{name}: {asset} has other labels")


def check_training(model):
    """Continues training: the variables exist, have gradients, and change the predictions."""
    trainable = [variable for variable in model.variables if variable.trainable]
    require(len(model.variables) == FACTS["variables"], f"{len(model.variables)} variables")
    require(len(trainable) == FACTS["trainable"], f"{len(trainable)} trainable variables")
    answer = model.signatures["logits"]
    pixels, wanted = tf.constant(IMAGES[:32]), tf.constant(java("variables", "class_ids")[:32][::-1].copy())
    losses = []
    for _ in range(3):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(wanted, answer(images=pixels)["logits"]))
        gradients = tape.gradient(loss, trainable)
        require(all(gradient is not None for gradient in gradients), "a variable has no gradient")
        for variable, gradient in zip(trainable, gradients):
            variable.assign_sub(0.01 * gradient)
        losses.append(float(loss))
    require(losses[2] < losses[0], f"the losses {losses} do not fall")
    print(f"variables: {len(trainable)} of {len(model.variables)} are trained further, losses {losses}")


def check_warm_up(name, folder, model):
    records = list(tf.data.TFRecordDataset(os.path.join(folder, "assets.extra", "tf_serving_warmup_requests")))
    require(len(records) == 4 * len(FACTS["warmup"]), f"{name}: {len(records)} records")
    for record in records:
        log = prediction_log_pb2.PredictionLog.FromString(record.numpy())
        require(log.WhichOneof("log_type") == "predict_log", f"{name}: a record of {log.WhichOneof('log_type')}")
        request = log.predict_log.request
        require(request.model_spec.name == name, f"{name}: a record for {request.model_spec.name}")
        inputs = {key: tf.constant(tf.make_ndarray(value)) for key, value in request.inputs.items()}
        outputs = model.signatures[request.model_spec.signature_name](**inputs)
        batches = {int(tensor.shape[0]) for tensor in [*inputs.values(), *outputs.values()]}
        require(len(batches) == 1 and batches <= set(FACTS["warmup"]), f"{name}: batches {batches}")
    print(f"{name}: {len(records)} warm-up records run")


def check_command_line(name, folder):
    """Runs saved_model_cli from the command line."""
    cli = os.path.join(os.path.dirname(sys.executable), "saved_model_cli")
    shown = subprocess.run([cli, "show", "--dir", folder, "--all"], capture_output=True, text=True)
    require(shown.returncode == 0, f"{name}: show: {shown.stderr[-500:]}")
    for word in ("serving_default", "encoded", "features", "logits", "(-1, 28, 28, 1)", "tensorflow/serving/predict"):
        require(word in shown.stdout, f"{name}: show does not tell of {word}")
    pixels, encoded = os.path.join(FOLDER, "four.npy"), os.path.join(FOLDER, "four-files.npy")
    np.save(pixels, IMAGES[:4])
    np.save(encoded, np.array(files()[:4]))
    for key in ("serving_default", "encoded", "features", "logits"):
        source = f"image_bytes={encoded}" if key == "encoded" else f"images={pixels}"
        out = os.path.join(FOLDER, f"cli-{name}-{key}")
        command = [cli, "run", "--dir", folder, "--tag_set", "serve", "--signature_def", key, "--inputs", source]
        ran = subprocess.run([*command, "--outdir", out, "--overwrite"], capture_output=True, text=True)
        require(ran.returncode == 0, f"{name}: run {key}: {ran.stderr[-500:]}")
        output = "probabilities" if key in ("serving_default", "encoded") else key
        require_close(np.load(os.path.join(out, f"{output}.npy")), java(name, output)[:4], f"{name}: cli {key}")


for each, path in MODELS.items():
    loaded = tf.saved_model.load(path)
    check_answers(each, loaded)
    check_warm_up(each, path, loaded)
    check_command_line(each, path)
    if each == "variables":
        check_training(loaded)
print("saved model: good")
