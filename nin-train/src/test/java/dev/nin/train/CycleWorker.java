// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import dev.nin.checkpoint.Checkpoint;
import dev.nin.dsl.Nin;
import dev.nin.export.SavedModelExporter;
import dev.nin.graph.CompiledModel;
import dev.nin.graph.GraphCompiler;
import dev.nin.graph.Mode;
import dev.nin.graph.Variables;
import dev.nin.model.ModelSpec;
import dev.nin.runtime.Device;
import dev.nin.runtime.TensorFlowRuntime;
import dev.nin.serving.Predictor;
import dev.nin.weights.Weights;
import java.nio.file.Path;
import java.util.Collections;
import org.tensorflow.Session;
import org.tensorflow.proto.ConfigProto;

/** A separate process that opens and closes models, sessions and predictors, and prints its memory use. */
final class CycleWorker {
    static final int READINGS = 20;

    private CycleWorker() {}

    /** Takes the folder to export to and the number of cycles. */
    public static void main(String... arguments) {
        Path models = Path.of(arguments[0]);
        int cycles = Integer.parseInt(arguments[1]);
        ConfigProto config =
                TensorFlowRuntime.start(Device.parse("cpu"), 0, false).sessionConfig();
        ModelSpec spec = Nin.image(28, 28, 1)
                .conv2d(16, 5, 2, 0)
                .relu()
                .maxPool(2, 2)
                .flatten()
                .dense(10)
                .build("small");
        Weights weights;
        try (CompiledModel model = GraphCompiler.compile(spec, Mode.training(1));
                Session session = new Session(model.graph(), config)) {
            weights = Variables.read(session, model.variables());
        }
        SavedModelExporter.export(
                new Checkpoint(spec, weights, Weights.empty(), Collections.nCopies(10, "label"), 1), models);
        byte[] pixels = new byte[4 * 28 * 28];
        for (int cycle = 1; cycle <= cycles; cycle++) {
            try (CompiledModel model = GraphCompiler.compile(spec, Mode.training(1));
                    Session session = new Session(model.graph(), config)) {
                Variables.write(session, model.variables(), weights);
            }
            try (Predictor predictor = Predictor.open(models, config)) {
                predictor.predict(pixels);
            }
            if (cycle % (cycles / READINGS) == 0) {
                System.gc();
                System.out.println("resident " + StepWorker.resident());
            }
        }
    }
}
