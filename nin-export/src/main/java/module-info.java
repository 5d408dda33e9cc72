// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
/** SavedModels for TensorFlow Serving, a predictor that reads them, and ONNX files. */
// The module that some packages are exported to is compiled after this one.
@SuppressWarnings({"requires-automatic", "module"})
module dev.nin.export {
    requires transitive dev.nin.core;
    requires transitive java.desktop;
    requires com.fasterxml.jackson.databind;
    requires com.google.common;
    requires static com.microsoft.onnxruntime;
    requires static micrometer.core;
    requires static org.jspecify;

    exports dev.nin.export;
    exports dev.nin.serving;
    exports dev.nin.serving.batching;
    exports dev.nin.serving.micrometer;
    exports dev.nin.versions;
    exports dev.nin.messages to
            dev.nin.train;
    exports dev.nin.serving.version to
            dev.nin.train;
    exports dev.nin.savedmodel to
            dev.nin.train;
}
