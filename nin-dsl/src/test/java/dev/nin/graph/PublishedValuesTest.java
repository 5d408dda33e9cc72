// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.base.Splitter;
import com.google.common.io.Resources;
import dev.nin.dsl.FeatureMap;
import dev.nin.dsl.Nin;
import dev.nin.model.Dropout;
import dev.nin.model.ModelSpec;
import dev.nin.weights.PyTorchNames;
import dev.nin.weights.Weights;
import dev.nin.zoo.Network;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/**
 * Networks with weights that their names stand for: what torchvision, timm and Keras make of images, and how their loss
 * falls in ten steps, as src/test/python/zoo_reference.py has written it down.
 */
class PublishedValuesTest {
    private static final int IMAGES = 8;
    private static final int CLASSES = 10;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(names = {"MOBILENET_V2", "EFFICIENTNET_B0_KERAS", "EFFICIENTNET_LITE0", "SQUEEZENET"})
    void answersAndLearnsAsPublished(Network network) throws IOException {
        compare(network);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"MOBILENET_V2", "EFFICIENTNET_B0_KERAS", "EFFICIENTNET_LITE0", "SQUEEZENET"})
    @Tag("slow")
    void soDoLargerOnesAndTheirKin(Network network) throws IOException {
        compare(network);
    }

    private void compare(Network network) throws IOException {
        int size = Integer.parseInt(expected(network, "size"));
        ModelSpec spec = model(network, size).mapLayers(layer -> layer instanceof Dropout ? new Dropout(0) : layer);
        Weights weights = NamedNumbers.of(spec, names(network, spec), folder);
        byte[] pixels = pixels(size);
        try (StoredImages stored = new StoredImages(IMAGES, size, size, 3, pixels)) {
            TUint8 images = stored.tensor();
            float[] logits = InferencePass.logits(spec, weights, images);
            List<Float> wanted = numbers(network, "logits");
            float largest = (float) wanted.stream().mapToDouble(Math::abs).max().orElseThrow();
            for (int i = 0; i < logits.length; i++) {
                assertThat(logits[i]).as("logit %d", i).isCloseTo(wanted.get(i), within(1e-4f * largest));
            }
            List<Float> falling = numbers(network, "losses");
            float rate = Float.parseFloat(expected(network, "rate"));
            List<Float> losses = losses(spec, weights, images, rate, falling.size());
            for (int step = 0; step < losses.size(); step++) {
                assertThat(losses.get(step))
                        .as("loss of step %d", step + 1)
                        .isCloseTo(falling.get(step), within(1e-3f));
            }
        }
    }

    private static String expected(Network network, String key) throws IOException {
        Properties values = new Properties();
        try (Reader reader = Resources.asCharSource(
                        Resources.getResource("zoo/values.properties"), StandardCharsets.UTF_8)
                .openStream()) {
            values.load(reader);
        }
        return values.getProperty(network.title() + "." + key);
    }

    private static List<Float> numbers(Network network, String key) throws IOException {
        return Splitter.on(' ')
                .splitToStream(expected(network, key))
                .map(Float::valueOf)
                .toList();
    }

    /** VGG-16's own head has 120 million parameters; one layer stands for it. */
    private static ModelSpec model(Network network, int size) {
        FeatureMap in = Nin.image(size, size, 3);
        return network == Network.VGG16
                ? network.backbone(in)
                        .globalAvgPool()
                        .dense(CLASSES)
                        .named("head")
                        .build("vgg16")
                : network.classifier(in, CLASSES);
    }

    private static PyTorchNames names(Network network, ModelSpec spec) {
        String scheme = network == Network.EFFICIENTNET_LITE0 ? "timm" : "torchvision";
        Map<String, String> names = new HashMap<>(network.names(spec, scheme).modules());
        if (network == Network.VGG16) {
            names.put("head", "head");
        }
        return new PyTorchNames(names);
    }

    private static byte[] pixels(int size) {
        float[] numbers = NamedNumbers.uniform(1, IMAGES * size * size * 3);
        byte[] pixels = new byte[numbers.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (int) ((numbers[i] + 1) * 127.5f);
        }
        return pixels;
    }

    /** The losses of steps of plain gradient descent, batch normalization as in training. */
    private static List<Float> losses(ModelSpec spec, Weights weights, TUint8 images, float rate, int steps) {
        float[] labels = new float[IMAGES * CLASSES];
        for (int i = 0; i < IMAGES; i++) {
            labels[i * CLASSES + i % CLASSES] = 1;
        }
        try (CompiledModel model = GraphCompiler.compile(spec, Mode.training(1))) {
            Ops tf = Ops.create(model.graph());
            Operand<TFloat32> classes = tf.reshape(tf.constant(labels), tf.constant(new int[] {-1, CLASSES}));
            Operand<TFloat32> loss = tf.math.mean(
                    tf.nn.softmaxCrossEntropyWithLogits(model.logits(), classes).loss(), tf.constant(0));
            List<ModelVariable> variables = model.trainableVariables();
            GradientAudit.check(model.graph(), loss, variables, Set.of());
            Output<?>[] gradients = model.graph()
                    .addGradients(
                            loss.asOutput(),
                            variables.stream()
                                    .map(each -> each.variable().asOutput())
                                    .toArray(Output<?>[]::new));
            Ops after = tf.withControlDependencies(List.<Op>of(gradients));
            List<Op> updates = new ArrayList<>(model.operands().updates());
            for (int i = 0; i < gradients.length; i++) {
                updates.add(after.train.applyGradientDescent(
                        variables.get(i).variable(), tf.constant(rate), gradients[i].expect(TFloat32.class)));
            }
            List<Float> losses = new ArrayList<>();
            try (Session session = new Session(model.graph())) {
                Variables.write(session, model.variables(), weights);
                for (int step = 0; step < steps; step++) {
                    Session.Runner runner =
                            session.runner().feed(model.input(), images).fetch(loss);
                    updates.forEach(runner::addTarget);
                    try (Result result = runner.run()) {
                        losses.add(Tensors.floats((TFloat32) result.get(0))[0]);
                    }
                }
            }
            return losses;
        }
    }
}
