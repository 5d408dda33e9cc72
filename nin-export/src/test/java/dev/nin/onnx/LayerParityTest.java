// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.nin.graph.GraphCompiler;
import dev.nin.graph.LayerCase;
import dev.nin.graph.LayerGrid;
import dev.nin.graph.Mode;
import dev.nin.graph.TestTimeAugmentation;
import dev.nin.messages.TensorProtos;
import dev.nin.model.AvgPool2d;
import dev.nin.model.Custom;
import dev.nin.model.Input;
import dev.nin.model.Interpolation;
import dev.nin.model.Layer;
import dev.nin.model.LayerNorm;
import dev.nin.model.LocalResponseNorm;
import dev.nin.model.ModelSpec;
import dev.nin.model.Padding;
import dev.nin.model.Resize;
import dev.nin.model.Shape;
import dev.nin.model.Size;
import dev.nin.model.UpSampling2d;
import dev.nin.onnx.format.OnnxFile;
import dev.nin.task.Target;
import dev.nin.task.Task;
import dev.nin.task.output.Goal;
import dev.nin.task.output.Goals;
import dev.nin.weights.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.RewriterConfig;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TNumber;
import org.tensorflow.types.family.TType;

/** Tests every layer's values in ONNX Runtime against TensorFlow's, over the grid of cases of nin-core and more. */
class LayerParityTest {
    private static final int BATCH = 3;
    /** The number of cases in one graph of TensorFlow; naming an operation takes longer the more there are. */
    private static final int TOGETHER = 16;

    private static final double TOLERANCE = 1e-4;
    private static final int MANY = 100;
    private static final int SHARE = 17;

    @TempDir
    private Path folder;

    @Test
    void everyKindOfLayerHasACase() {
        assertThat(cases().<Class<?>>map(each -> each.layer().getClass()).collect(Collectors.toSet()))
                .containsAll(Arrays.<Class<?>>stream(Layer.class.getPermittedSubclasses())
                        .filter(kind -> kind != Custom.class)
                        .toList());
    }

    @Test
    void valuesAreThoseOfTensorFlow() throws IOException, OrtException {
        // Prime to the numbers of windows, strides and paddings, so that all of them occur.
        Map<Class<?>, List<LayerCase>> kinds = cases().collect(Collectors.groupingBy(
                each -> each.layer().getClass(), LinkedHashMap::new, Collectors.toList()));
        compare(kinds.values().stream()
                .flatMap(each -> IntStream.range(0, each.size())
                        .filter(i -> i % (each.size() > MANY ? SHARE : 1) == 0)
                        .mapToObj(each::get))
                .toList());
    }

    @Test
    @Tag("slow")
    void valuesAreThoseOfTensorFlowInEachCase() throws IOException, OrtException {
        compare(cases().toList());
    }

    private void compare(List<LayerCase> cases) throws IOException, OrtException {
        List<Weights> weights = new ArrayList<>();
        List<float[]> images = new ArrayList<>();
        for (LayerCase each : cases) {
            weights.add(RandomWeights.of(each.spec(), weights.size()));
            images.add(images(each.spec().input(), weights.size()));
        }
        List<float[]> expected = new ArrayList<>();
        for (int from = 0; from < cases.size(); from += TOGETHER) {
            int to = Math.min(from + TOGETHER, cases.size());
            expected.addAll(tensorFlow(cases.subList(from, to), weights.subList(from, to), images.subList(from, to)));
        }

        Map<String, Double> worst = new HashMap<>();
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            double deviation = deviation(expected.get(i), onnx(cases.get(i).spec(), weights.get(i), images.get(i)));
            worst.merge(cases.get(i).layer().title(), deviation, Math::max);
            if (!(deviation < TOLERANCE)) {
                wrong.add(cases.get(i) + ": " + deviation);
            }
        }
        if (Boolean.getBoolean("deviation.print")) {
            worst.forEach(
                    (title, deviation) -> System.out.println(String.format(Locale.ROOT, "%s %.1e", title, deviation)));
        }
        assertThat(wrong).isEmpty();
    }

    private static Stream<LayerCase> cases() {
        return Stream.concat(LayerGrid.fitting().stream(), more().stream())
                .filter(each -> !(each.layer() instanceof Custom));
    }

    /** Returns cases in which ONNX differs from TensorFlow, or has no such operation. */
    private static List<LayerCase> more() {
        List<LayerCase> more = new ArrayList<>();
        for (Shape map : List.of(Shape.map(5, 4, 3), Shape.map(12, 9, 2), Shape.map(6, 6, 1))) {
            for (Interpolation interpolation : Interpolation.values()) {
                for (Size size :
                        List.of(new Size(3, 3), new Size(7, 12), new Size(6, 3), new Size(1, 1), new Size(29, 23))) {
                    more.add(new LayerCase(new Resize(size, interpolation), List.of(map)));
                }
                more.add(new LayerCase(new UpSampling2d(new Size(3, 2), interpolation), List.of(map)));
            }
            more.add(new LayerCase(new LocalResponseNorm(2, 1, 1e-1f, 0.5f), List.of(map)));
            more.add(new LayerCase(new LayerNorm(1e-6f), List.of(map)));
            more.add(new LayerCase(new AvgPool2d(Size.square(3), Size.square(2), Padding.same()), List.of(map)));
        }
        return more;
    }

    private static float[] images(Input input, long seed) {
        Random random = new Random(seed);
        float[] values = new float[BATCH * input.height() * input.width() * input.channels()];
        for (int i = 0; i < values.length; i++) {
            values[i] = input.pixels() == Input.Pixels.UINT8 ? random.nextInt(256) : random.nextFloat();
        }
        return values;
    }

    private static List<float[]> tensorFlow(List<LayerCase> cases, List<Weights> weights, List<float[]> images) {
        try (Graph graph = new Graph();
                Session session = new Session(graph, withoutRewriting())) {
            Ops tf = Ops.create(graph);
            Session.Runner runner = session.runner();
            List<TType> tensors = new ArrayList<>();
            for (int i = 0; i < cases.size(); i++) {
                ModelSpec spec = cases.get(i).spec();
                TType tensor = tensor(spec.input(), images.get(i));
                tensors.add(tensor);
                Operand<? extends TNumber> fed = placeholder(tf, spec.input());
                runner.feed(fed.asOutput(), tensor);
                runner.fetch(GraphCompiler.apply(spec, tf.withSubScope("case_" + i), fed, Mode.frozen(weights.get(i)))
                        .logits());
            }
            try (Result result = runner.run()) {
                List<float[]> values = new ArrayList<>();
                for (int i = 0; i < cases.size(); i++) {
                    values.add(TensorProtos.floats((TFloat32) result.get(i)));
                }
                return values;
            } finally {
                tensors.forEach(TType::close);
            }
        }
    }

    private static ConfigProto withoutRewriting() {
        return ConfigProto.newBuilder()
                .setGraphOptions(GraphOptions.newBuilder()
                        .setRewriteOptions(RewriterConfig.newBuilder().setDisableMetaOptimizer(true)))
                .build();
    }

    private static Operand<? extends TNumber> placeholder(Ops tf, Input input) {
        Placeholder.Options shape =
                Placeholder.shape(org.tensorflow.ndarray.Shape.of(-1, input.height(), input.width(), input.channels()));
        return input.pixels() == Input.Pixels.UINT8
                ? tf.placeholder(TUint8.class, shape)
                : tf.placeholder(TFloat32.class, shape);
    }

    private static TType tensor(Input input, float[] values) {
        org.tensorflow.ndarray.Shape shape =
                org.tensorflow.ndarray.Shape.of(BATCH, input.height(), input.width(), input.channels());
        return input.pixels() == Input.Pixels.UINT8
                ? TUint8.tensorOf(shape, DataBuffers.of(bytes(values), true, false))
                : TFloat32.tensorOf(shape, DataBuffers.of(values, true, false));
    }

    private static byte[] bytes(float[] values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (int) values[i];
        }
        return bytes;
    }

    private float[] onnx(ModelSpec spec, Weights weights, float[] images) throws IOException, OrtException {
        Task raw = Task.custom(Target.ofValues(List.of("any")), (tf, output, target) -> output);
        Goals goals = new Goals(List.of(new Goal(spec.outputs().get(0), raw, 1)));
        Path file = folder.resolve("model.onnx");
        OnnxFile.write(file, ModelGraph.of(spec, weights, goals, TestTimeAugmentation.NONE), "test", Map.of());
        Input input = spec.input();
        long[] shape = {BATCH, input.height(), input.width(), input.channels()};
        try (OnnxRun run = OnnxRun.of(file);
                OrtSession.Result result = input.pixels() == Input.Pixels.UINT8
                        ? run.run(ModelGraph.IMAGES, bytes(images), shape)
                        : run.run(ModelGraph.IMAGES, images, shape)) {
            return OnnxRun.floats(result, spec.outputs().get(0));
        }
    }

    /** Returns the greatest difference, as a part of the greatest value. */
    private static double deviation(float[] expected, float[] found) {
        assertThat(found).hasSameSizeAs(expected);
        double greatest = 0;
        double difference = 0;
        for (int i = 0; i < expected.length; i++) {
            greatest = Math.max(greatest, Math.abs(expected[i]));
            difference = Math.max(difference, Math.abs(expected[i] - found[i]));
        }
        return difference / Math.max(greatest, 1e-6);
    }
}
