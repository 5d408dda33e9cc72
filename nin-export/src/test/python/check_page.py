"""Checks docs/serving.md: its configuration parses, and its clients get the model's predictions."""

import base64
import json
import os
import re
import shutil
import tempfile
from concurrent import futures

from interop import FOLDER, MODELS, java, labels, require, require_close

import grpc
import tensorflow as tf
from google.protobuf import text_format
from tensorflow_serving.apis import predict_pb2, prediction_service_pb2_grpc
from tensorflow_serving.config import model_server_config_pb2

PAGE = open(os.path.join(os.path.dirname(__file__), "../../../../docs/serving.md"), encoding="utf-8").read()
BLOCKS = {name: text for name, text in re.findall(r"```\w+ (\S+)\n(.*?)```", PAGE, re.S)}
MODEL = tf.saved_model.load(MODELS["constants"])
EXPECTED = java("constants", "probabilities")[0]
LABEL = labels(java("constants", "class_ids"))[0]


def check_configuration():
    config = text_format.Parse(BLOCKS["ModelServerConfig"], model_server_config_pb2.ModelServerConfig())
    (model,) = config.model_config_list.config
    served = set(model.model_version_policy.specific.versions)
    require(set(model.version_labels.values()) <= served, "a label of a version that is not served")
    # Its message is not in the package tensorflow-serving-api.
    (path,) = re.findall(r'prometheus_config \{ enable: true path: "(\S+)" \}', BLOCKS["MonitoringConfig"])
    require(f"http://localhost:8501{path}`" in PAGE, f"the page names another address of metrics than {path}")
    written = open(os.path.join(MODELS["constants"], "batching_params.pbtxt"), encoding="utf-8").read()
    require(BLOCKS["batching_params.pbtxt"] == written, "the batching parameters are not those that export writes")


class StandIn(prediction_service_pb2_grpc.PredictionServiceServicer):
    """Serves Predict requests with the model, as a server does."""

    def Predict(self, request, context):
        require(request.model_spec.name == "fashion", "another model is asked for")
        inputs = {name: tf.constant(tf.make_ndarray(value)) for name, value in request.inputs.items()}
        answer = predict_pb2.PredictResponse()
        for name, value in MODEL.signatures[request.model_spec.signature_name](**inputs).items():
            answer.outputs[name].CopyFrom(tf.make_tensor_proto(value.numpy()))
        return answer


def check_grpc():
    server = grpc.server(futures.ThreadPoolExecutor(1))
    prediction_service_pb2_grpc.add_PredictionServiceServicer_to_server(StandIn(), server)
    port = server.add_insecure_port("localhost:0")
    server.start()
    names = {}
    exec(BLOCKS["grpc"].replace("localhost:8500", f"localhost:{port}"), names)
    server.stop(None)
    require_close(tf.make_ndarray(names["answer"].outputs["probabilities"])[0], EXPECTED, "gRPC")
    require(names["answer"].outputs["classes"].string_val[0].decode() == LABEL, "gRPC: another label")


def decoded(value):
    """A value of a request's JSON, decoded if it is marked as base64."""
    if isinstance(value, dict):
        require(list(value) == ["b64"], f"an object of {list(value)}")
        return base64.b64decode(value["b64"])
    return [decoded(each) for each in value] if isinstance(value, list) else value


def check_rest():
    exec(BLOCKS["bodies"], {})
    curls = re.findall(r"curl -d @(\w+\.json) http://localhost:8501(\S+)", PAGE)
    require([name for name, _ in curls] == ["rows.json", "columns.json", "files.json"], f"{curls}")
    for name, url in curls:
        require(re.fullmatch(r"/v1/models/fashion(/versions/\d+|/labels/\w+)?:predict", url), f"the address {url}")
        body = json.load(open(name))
        signature = MODEL.signatures[body["signature_name"]]
        inputs = body.get("inputs") or {
            key: [row[key] for row in body["instances"]] for key in body["instances"][0]
        }
        kinds = {"images": tf.uint8, "image_bytes": tf.string}
        answer = signature(**{key: tf.constant(decoded(value), kinds[key]) for key, value in inputs.items()})
        require_close(answer["probabilities"][0], EXPECTED, f"REST, {name}")
        require(answer["classes"].numpy()[0].decode() == LABEL, f"{name}: another label")


check_configuration()
page_folder = tempfile.mkdtemp()
shutil.copy(os.path.join(FOLDER, "png", "000.png"), os.path.join(page_folder, "image.png"))
os.chdir(page_folder)
try:
    check_rest()
    check_grpc()
finally:
    shutil.rmtree(page_folder)
print("page: good")
