// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nin.graph.layer.Shapes;
import dev.nin.model.Flatten;
import dev.nin.model.Input;
import dev.nin.model.InvalidModelException;
import dev.nin.model.Layer;
import dev.nin.model.ModelSpec;
import dev.nin.model.Multiply;
import dev.nin.model.Node;
import dev.nin.model.Normalize;
import dev.nin.model.Shape;
import dev.nin.model.SpatialDropout2d;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Tests for random layers and stacks that Java and TensorFlow compute the same shape or both reject them. */
public class ShapePropertyTest {
    /**
     * Layers that intentionally reject inputs where TensorFlow would broadcast one channel to two or a vector to a map,
     * flatten a vector, or let a vector pass an inactive dropout.
     */
    private static final Set<Class<?>> STRICTER =
            Set.of(Normalize.class, Multiply.class, Flatten.class, SpatialDropout2d.class);

    @Property(tries = 2000, seed = "2013", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void aLayerHasTheShapeThatTensorFlowGivesItOrIsRefusedByBoth(@ForAll long seed) {
        Random random = new Random(seed);
        List<Shape> inputs = inputs(random);
        Optional<Layer> drawn = draw(random, inputs.size());
        Statistics.label("arguments").collect(drawn.isPresent() ? "possible" : "impossible");
        if (drawn.isEmpty()) {
            return;
        }
        LayerCase layerCase = new LayerCase(drawn.get(), inputs);
        Optional<Shape> shape = shape(layerCase);
        Statistics.label("fit").collect(shape.isPresent()).coverage(coverage -> {
            coverage.check(true).percentage(share -> share > 50);
            coverage.check(false).percentage(share -> share > 10);
        });
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            assertThat(emitted(tf, layerCase, random))
                    .as("as emitted: %s", layerCase)
                    .isEqualTo(shape);
            assertThat(raw(tf, layerCase, shape)).as("raw: %s", layerCase).isEqualTo(shape);
        }
    }

    @Property(tries = 1000, seed = "2014", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void aStackHasTheShapesThatTensorFlowGivesIt(@ForAll long seed) {
        Random random = new Random(seed);
        ModelSpec spec = stack(random);
        Statistics.label("layers in a stack")
                .collect(spec.nodes().size() > 4 ? "more than 3" : "up to 3")
                .coverage(coverage -> coverage.check("more than 3").percentage(share -> share > 60));
        Map<String, Shape> shapes = spec.shapes();
        boolean runs = random.nextInt(5) == 0;
        try (CompiledModel model = GraphCompiler.compile(spec, Mode.training(seed))) {
            shapes.forEach((name, shape) -> assertThat(
                            model.operands().node(name).shape().asArray())
                    .as("%s of %s", name, spec)
                    .isEqualTo(withBatch(-1, shape)));
            if (runs) {
                assertThatItRunsToTheseShapes(model, shapes);
            }
        }
    }

    private static void assertThatItRunsToTheseShapes(CompiledModel model, Map<String, Shape> shapes) {
        Input input = model.operands().spec().input();
        float[] pixels = new float[3 * input.height() * input.width() * input.channels()];
        try (Session session = new Session(model.graph());
                TFloat32 images = Tensors.of(
                        List.of(3, input.height(), input.width(), input.channels()), FloatBuffer.wrap(pixels))) {
            shapes.forEach((name, shape) -> {
                try (Result result = session.runner()
                        .feed(model.input(), images)
                        .fetch(model.operands().node(name))
                        .run()) {
                    assertThat(result.get(0).shape().asArray()).isEqualTo(withBatch(3, shape));
                }
            });
        }
    }

    /** Returns up to eight layers, each after random earlier ones; layers that do not fit are omitted. */
    public static ModelSpec stack(Random random) {
        List<Node> nodes = new ArrayList<>();
        List<Shape> shapes = new ArrayList<>();
        Input input = new Input(
                3 + random.nextInt(8), 3 + random.nextInt(8), DrawnLayers.upTo(random, 3), Input.Pixels.FLOAT32);
        nodes.add(new Node("images", input, List.of()));
        shapes.add(input.outputShape(List.of()));
        for (int i = 0; i < 8; i++) {
            boolean meets = random.nextInt(4) == 0;
            List<Integer> reads = meets
                    ? List.of(random.nextInt(nodes.size()), random.nextInt(nodes.size()))
                    : List.of(Math.max(0, nodes.size() - 1 - random.nextInt(2)));
            List<Shape> read = reads.stream().map(shapes::get).toList();
            Optional<Layer> layer = draw(random, reads.size());
            Optional<Shape> shape = layer.flatMap(each -> shape(new LayerCase(each, read)));
            if (shape.isPresent()) {
                List<String> names =
                        reads.stream().map(each -> nodes.get(each).name()).toList();
                nodes.add(new Node("node_" + i, layer.orElseThrow(), names));
                shapes.add(shape.get());
            }
        }
        return new ModelSpec("stack", nodes, nodes.stream().map(Node::name).toList());
    }

    private static Optional<Layer> draw(Random random, int inputs) {
        try {
            return Optional.of(inputs == 1 ? DrawnLayers.single(random) : DrawnLayers.meeting(random));
        } catch (InvalidModelException e) {
            return Optional.empty();
        }
    }

    private static List<Shape> inputs(Random random) {
        boolean several = random.nextInt(6) == 0;
        Shape first = input(random);
        if (!several) {
            return List.of(first);
        }
        return List.of(first, random.nextBoolean() ? first : input(random));
    }

    private static Shape input(Random random) {
        return random.nextInt(8) == 0
                ? Shape.vector(DrawnLayers.upTo(random, 5))
                : Shape.map(DrawnLayers.upTo(random, 9), DrawnLayers.upTo(random, 9), DrawnLayers.upTo(random, 4));
    }

    private static Optional<Shape> shape(LayerCase layerCase) {
        try {
            return Optional.of(layerCase.layer().fit(layerCase.inputs()));
        } catch (InvalidModelException e) {
            return Optional.empty();
        }
    }

    private static Optional<Shape> emitted(Ops tf, LayerCase layerCase, Random random) {
        if (STRICTER.contains(layerCase.layer().getClass()) && shape(layerCase).isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Shapes.of(EmittedCase.emit(tf, layerCase, random).output()));
        } catch (IllegalArgumentException | IllegalStateException | InvalidModelException e) {
            return Optional.empty();
        }
    }

    /** Returns the shape of the raw operation, or Java's shape if there is none. */
    private static Optional<Shape> raw(Ops tf, LayerCase layerCase, Optional<Shape> otherwise) {
        if (layerCase.inputs().size() > 1) {
            return otherwise;
        }
        try {
            Optional<Operand<TFloat32>> raw =
                    RawOperations.emit(tf, layerCase.layer(), layerCase.inputs().get(0));
            return raw.isPresent() ? raw.map(Shapes::of) : otherwise;
        } catch (IllegalArgumentException | InvalidModelException e) {
            return Optional.empty();
        }
    }

    private static long[] withBatch(int batch, Shape shape) {
        List<Integer> dimensions = new ArrayList<>(List.of(batch));
        dimensions.addAll(shape.dimensions());
        return Objects.requireNonNull(Tensors.shape(dimensions).asArray());
    }
}
