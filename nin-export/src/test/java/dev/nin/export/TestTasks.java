// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.export;

import com.google.common.primitives.Floats;
import dev.nin.checkpoint.Checkpoint;
import dev.nin.dsl.FeatureMap;
import dev.nin.dsl.Features;
import dev.nin.dsl.Nin;
import dev.nin.graph.CompiledModel;
import dev.nin.graph.GraphCompiler;
import dev.nin.graph.Mode;
import dev.nin.graph.Variables;
import dev.nin.messages.TensorProtos;
import dev.nin.model.ModelSpec;
import dev.nin.task.Task;
import dev.nin.task.output.Goals;
import dev.nin.weights.Weights;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TType;

/** A small model of each task, and its predictions in TensorFlow before the export. */
public final class TestTasks {
    private TestTasks() {}

    /** Exports a model of each task, each into a folder named after the task. */
    public static void exportAll(Path folder) {
        for (Checkpoint checkpoint : all()) {
            SavedModelExporter.export(
                    checkpoint, folder.resolve(checkpoint.spec().name()));
        }
    }

    /** Creates a model of each task, and one with two outputs, named after their tasks. */
    public static List<Checkpoint> all() {
        return all(TestModels.image(), 1, 1);
    }

    /** Creates the same models for images of the given shape. */
    static List<Checkpoint> all(FeatureMap in, int channels, long seed) {
        FeatureMap trunk = in.conv2d(4, 3).relu();
        Task numbers = Task.regression(List.of("x", "y"))
                .normalized()
                .fitted(Stream.of(new float[] {1, -20}, new float[] {3, 60}));
        return List.of(
                one("classification", trunk.flatten().dense(3), Task.classification(List.of("a", "b", "c")), seed),
                one("multi-label", trunk.flatten().dense(3), Task.multiLabel(List.of("red", "round", "far")), seed),
                one("regression", trunk.flatten().dense(2), numbers, seed),
                one("segmentation", in.conv2d(3, 1), Task.segmentation(List.of("sky", "sea", "land")), seed),
                one("reconstruction", in.conv2d(channels, 1).sigmoid(), Task.reconstruction(), seed),
                two(trunk, seed));
    }

    public static Checkpoint of(String name, long seed) {
        return all(TestModels.image(), 1, seed).stream()
                .filter(checkpoint -> checkpoint.spec().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static Checkpoint one(String name, Features<?> end, Task task, long seed) {
        ModelSpec spec = end.build(name);
        return checkpoint(spec, Goals.of(spec, task), seed);
    }

    private static Checkpoint two(FeatureMap trunk, long seed) {
        ModelSpec spec = Nin.model(
                "two",
                trunk.flatten().dense(3).named("kind"),
                trunk.globalAvgPool().dense(1).named("angle"));
        Map<String, Task> tasks = Map.of(
                "kind", Task.classification(List.of("a", "b", "c")), "angle", Task.regression(List.of("degrees")));
        return checkpoint(spec, Goals.of(spec, tasks), seed);
    }

    private static Checkpoint checkpoint(ModelSpec spec, Goals goals, long seed) {
        return new Checkpoint(spec, TestModels.weights(spec, seed), Weights.empty(), goals, 0, Map.of());
    }

    /** Computes the predictions for images from the model's trained variables; numbers only. */
    public static Map<String, float[]> answers(Checkpoint checkpoint, byte[] pixels, int images) {
        try (CompiledModel model = GraphCompiler.compile(checkpoint.spec(), Mode.inference())) {
            Map<String, Operand<? extends TType>> answers =
                    checkpoint.goals().predictions(Ops.create(model.graph()), model.operands());
            long[] shape = model.input().shape().asArray();
            shape[0] = images;
            try (Session session = new Session(model.graph());
                    TUint8 input = TUint8.tensorOf(Shape.of(shape), DataBuffers.of(pixels, true, false))) {
                Variables.write(session, model.variables(), checkpoint.weights());
                Session.Runner runner = session.runner().feed(model.input(), input);
                answers.values().forEach(runner::fetch);
                try (Result result = runner.run()) {
                    Map<String, float[]> numbers = new LinkedHashMap<>();
                    List<String> names = List.copyOf(answers.keySet());
                    for (int i = 0; i < names.size(); i++) {
                        if (!(result.get(i) instanceof TString)) {
                            numbers.put(names.get(i), floats(result.get(i)));
                        }
                    }
                    return numbers;
                }
            }
        }
    }

    private static float[] floats(Tensor tensor) {
        if (tensor instanceof TFloat32 floats) {
            return TensorProtos.floats(floats);
        }
        List<Number> numbers = new ArrayList<>();
        if (tensor instanceof TInt64 longs) {
            longs.scalars().forEach(each -> numbers.add(each.getLong()));
        } else {
            ((TUint8) tensor).scalars().forEach(each -> numbers.add(Byte.toUnsignedInt(each.getByte())));
        }
        return Floats.toArray(numbers);
    }
}
