// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.report.task;

import dev.nin.checkpoint.Checkpoint;
import dev.nin.data.Dataset;
import dev.nin.data.ExampleBuffer;
import dev.nin.data.ImageShape;
import dev.nin.graph.CompiledModel;
import dev.nin.graph.GradCam;
import dev.nin.graph.GraphCompiler;
import dev.nin.graph.Mode;
import dev.nin.graph.SubScope;
import dev.nin.model.AvgPool2d;
import dev.nin.model.Conv2d;
import dev.nin.model.Flatten;
import dev.nin.model.GlobalAvgPool2d;
import dev.nin.model.InvalidModelException;
import dev.nin.model.Layer;
import dev.nin.model.MaxPool2d;
import dev.nin.model.ModelSpec;
import dev.nin.model.Node;
import dev.nin.model.Size;
import dev.nin.report.picture.Pictures;
import dev.nin.task.Classification;
import dev.nin.task.output.Goal;
import java.awt.image.BufferedImage;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/** The inside of a trained network: its first-layer kernels, and the maps that its blocks compute for an image. */
final class NetworkViews implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(NetworkViews.class.getName());

    private final Checkpoint checkpoint;
    private final CompiledModel model;
    private final Map<String, Operand<TFloat32>> heats = new HashMap<>();
    private final Session session;

    /**
     * Loads a network.
     *
     * @param checkpoint the network
     * @param config the configuration of the session
     */
    NetworkViews(Checkpoint checkpoint, ConfigProto config) {
        this.checkpoint = checkpoint;
        // For single images oneDNN is thirty times as slow if weights are variables.
        model = GraphCompiler.compile(checkpoint.spec(), Mode.frozen(checkpoint.weights()));
        try {
            checkpoint.goals().goals().forEach(this::addHeat);
            session = new Session(model.graph(), config);
        } catch (RuntimeException | Error e) {
            model.close();
            throw e;
        }
    }

    /** Returns the nodes with maps worth showing: the input of each pooling, which is the last map of each block. */
    List<String> blocks() {
        return spec().nodes().stream()
                .filter(node -> isPooling(node.layer()))
                .flatMap(node -> node.inputs().stream())
                .distinct()
                .toList();
    }

    /**
     * Returns the node with one map per class whose mean is the class's logit, if the output has one, as in NiN, and
     * its maps are larger than a pixel.
     */
    Optional<String> evidence(String output) {
        return classMaps(output)
                .filter(map -> spec().shape(map).height() * spec().shape(map).width() > 1);
    }

    /** Returns whether an output has maps of evidence that are single pixels, in which there is nothing to see. */
    boolean isEvidenceAPixel(String output) {
        return classMaps(output).isPresent() && evidence(output).isEmpty();
    }

    private Optional<String> classMaps(String output) {
        return node(output)
                .flatMap(node ->
                        node.layer() instanceof Flatten ? node(node.inputs().get(0)) : Optional.of(node))
                .filter(node -> node.layer() instanceof GlobalAvgPool2d)
                .map(node -> node.inputs().get(0));
    }

    /**
     * Returns Grad-CAM of a classifying output; empty if it has {@link #evidence}, no feature map, or custom operations
     * whose gradient is unchecked.
     */
    Optional<GradCam> gradCam(String output) {
        return heats.containsKey(output) ? GradCam.of(spec(), output) : Optional.empty();
    }

    /**
     * Returns the regions of an image that support its predicted class, by {@link #gradCam}.
     *
     * @return values from 0 to 1 of shape (height, width) of the image
     */
    float[][] heat(String output, Dataset images, int index) {
        try (Result result = run(Objects.requireNonNull(heats.get(output)), images, index)) {
            TFloat32 values = (TFloat32) result.get(0);
            float[][] heat =
                    new float[(int) values.shape().get(1)][(int) values.shape().get(2)];
            values.scalars().forEachIndexed((at, value) -> heat[(int) at[1]][(int) at[2]] = value.getFloat());
            return heat;
        }
    }

    /**
     * Returns a node's maps for an image.
     *
     * @return (channels, height, width)
     */
    float[][][] maps(String node, Dataset images, int index) {
        try (Result result = run(model.operands().node(node), images, index)) {
            TFloat32 values = (TFloat32) result.get(0);
            float[][][] maps = new float[(int) values.shape().get(3)]
                    [(int) values.shape().get(1)][(int) values.shape().get(2)];
            values.scalars()
                    .forEachIndexed((at, value) -> maps[(int) at[3]][(int) at[1]][(int) at[2]] = value.getFloat());
            return maps;
        }
    }

    private Result run(Operand<TFloat32> operand, Dataset images, int index) {
        ImageShape size = images.shape();
        ExampleBuffer read = ExampleBuffer.of(size);
        images.read(index, read);
        Shape shape = Shape.of(1, size.height(), size.width(), size.channels());
        try (TUint8 image = TUint8.tensorOf(shape, DataBuffers.of(read.pixels()))) {
            return session.runner().feed(model.input(), image).fetch(operand).run();
        }
    }

    private void addHeat(Goal goal) {
        if (goal.task().base() instanceof Classification
                && evidence(goal.output()).isEmpty()) {
            Ops tf = SubScope.of(Ops.create(model.graph()));
            Size size = new Size(spec().input().height(), spec().input().width());
            try {
                GradCam.of(spec(), goal.output())
                        .map(cam -> GradCam.resized(tf, cam.ofPredicted(tf, model.operands()), size))
                        .ifPresent(heat -> heats.put(goal.output(), heat));
            } catch (InvalidModelException e) {
                // A custom layer with an unchecked gradient: the report has no Grad-CAM.
                LOG.log(System.Logger.Level.DEBUG, e.getMessage());
            }
        }
    }

    /** Returns the first convolution's kernels as pictures, averaged over the input channels. */
    List<BufferedImage> filters() {
        return spec().nodes().stream()
                .filter(node -> node.layer() instanceof Conv2d)
                .findFirst()
                .map(node -> filters(node.name() + "/kernel"))
                .orElse(List.of());
    }

    private List<BufferedImage> filters(String kernel) {
        List<Integer> dimensions = checkpoint.weights().dimensions(kernel);
        FloatBuffer values = checkpoint.weights().values(kernel);
        return IntStream.range(0, dimensions.get(3))
                .mapToObj(filter -> filter(values, dimensions, filter))
                .toList();
    }

    private static BufferedImage filter(FloatBuffer values, List<Integer> dimensions, int filter) {
        int inputs = dimensions.get(2);
        float[][] mean = new float[dimensions.get(0)][dimensions.get(1)];
        for (int y = 0; y < mean.length; y++) {
            for (int x = 0; x < mean[y].length; x++) {
                for (int input = 0; input < inputs; input++) {
                    int at = ((y * dimensions.get(1) + x) * inputs + input) * dimensions.get(3) + filter;
                    mean[y][x] += values.get(at) / inputs;
                }
            }
        }
        return Pictures.heat(mean, Pictures.least(mean), Pictures.greatest(mean));
    }

    private static boolean isPooling(Layer layer) {
        return layer instanceof MaxPool2d || layer instanceof AvgPool2d || layer instanceof GlobalAvgPool2d;
    }

    private Optional<Node> node(String name) {
        return spec().nodes().stream().filter(node -> node.name().equals(name)).findFirst();
    }

    private ModelSpec spec() {
        return checkpoint.spec();
    }

    @Override
    public void close() {
        session.close();
        model.close();
    }
}
