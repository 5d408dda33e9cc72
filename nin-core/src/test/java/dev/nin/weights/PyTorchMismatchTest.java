// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nin.UserInputException;
import dev.nin.graph.Specs;
import dev.nin.model.Activation;
import dev.nin.model.Add;
import dev.nin.model.BatchNorm;
import dev.nin.model.ModelSpec;
import dev.nin.model.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the matching of names to layers, and the messages for files that do not fit. */
class PyTorchMismatchTest {
    private static final String USE_THE_MODEL = "; use the model that the file was written with";
    private static final Activation RELU = new Activation(Activation.Function.RELU);
    /** Kernels of shape 2×1×3×3, 2×2×1×1 and 3×2×1×1. */
    private static final ModelSpec THREE = Specs.chain(
            "three",
            Specs.images(6),
            Specs.conv(2, 3, 1, 0),
            RELU,
            Specs.conv(2, 1, 1, 0),
            RELU,
            Specs.conv(3, 1, 1, 0));
    /** Two layers of the same shape. */
    private static final ModelSpec TWINS =
            Specs.chain("twins", Specs.images(6), Specs.conv(1, 1, 1, 0), RELU, Specs.conv(1, 1, 1, 0));

    @TempDir
    private Path folder;

    @Test
    void numbersGoTenBehindNine() throws IOException {
        Path file = write(TWINS, "net.10", "net.9");
        assertThat(WeightsFile.names(file, TWINS).modules().values()).containsExactly("net.9", "net.10");
    }

    @Test
    void wordsAreToldApartByTheirShapes() throws IOException {
        Path file = write(THREE, "stem", "body", "a_head");
        assertThat(WeightsFile.names(file, THREE).modules().values()).containsExactly("stem", "body", "a_head");
    }

    @Test
    void wordsOfOneShapeAreRefused() throws IOException {
        Path file = write(TWINS, "stem", "head");
        refused(
                file,
                TWINS,
                "\"head\" and \"stem\" both fit conv2d_1, and their names do not show which comes first; number the"
                        + " modules or name them like the nodes");
    }

    @Test
    void nodesNamesAreTakenAtTheirWord() throws IOException {
        Path file = write(TWINS, "conv2d_3", "conv2d_1");
        assertThat(WeightsFile.names(file, TWINS)).isEqualTo(PyTorchNames.nodes(TWINS));
    }

    @Test
    void namesThatAreGivenAreTakenWhateverElseThereIs() throws IOException {
        Path file = write(TWINS, "stem", "head");
        ModelSpec one = Specs.chain("one", Specs.images(6), Specs.conv(1, 1, 1, 0));
        Weights weights = PyTorchWeights.read(file, one, new PyTorchNames(Map.of("conv2d_1", "head")));
        assertThat(weights.values("conv2d_1/kernel").get(0)).isEqualTo(3);
    }

    @Test
    void anotherShapeIsNamedBesideTheOneExpected() throws IOException {
        Path file = write(THREE, "0", "2", "4");
        ModelSpec wider = Specs.chain(
                "wider",
                Specs.images(6),
                Specs.conv(2, 3, 1, 0),
                RELU,
                Specs.conv(5, 1, 1, 0),
                RELU,
                Specs.conv(3, 1, 1, 0));
        refused(
                file,
                wider,
                "\"2.weight\" has the shape [2, 2, 1, 1], expected [5, 2, 1, 1] for conv2d_3/kernel" + USE_THE_MODEL);
    }

    @Test
    void theRightShapesInAnotherOrderAreRefused() throws IOException {
        Path file = write(THREE, "0", "4", "2");
        refused(
                file,
                THREE,
                "\"2.weight\" has the shape [3, 2, 1, 1], expected [2, 2, 1, 1] for conv2d_3/kernel" + USE_THE_MODEL);
    }

    @Test
    void aMissingLayerIsNamed() throws IOException {
        Path file = write(Specs.chain("one", Specs.images(6), Specs.conv(2, 3, 1, 0)), "0");
        refused(file, THREE, "there is no tensor left for conv2d_3/kernel, expected [2, 2, 1, 1]" + USE_THE_MODEL);
    }

    @Test
    void aLayerTooManyIsNamed() throws IOException {
        Path file = write(THREE, "0", "2", "4");
        refused(
                file,
                Specs.chain("one", Specs.images(6), Specs.conv(2, 3, 1, 0)),
                "\"2.weight\" of shape [2, 2, 1, 1] is left over: no layer of the model uses it" + USE_THE_MODEL);
    }

    @Test
    void aMissingBiasIsNamed() throws IOException {
        ModelSpec without =
                Specs.chain("one", Specs.images(6), Specs.conv(2, 3, 1, 0).withoutBias());
        ModelSpec with = Specs.chain("one", Specs.images(6), Specs.conv(2, 3, 1, 0));
        refused(
                write(without, "7"),
                with,
                "there is no tensor \"7.bias\", expected [2] for conv2d_1/bias" + USE_THE_MODEL);
    }

    @Test
    void aBiasTooManyIsNamed() throws IOException {
        ModelSpec without =
                Specs.chain("one", Specs.images(6), Specs.conv(2, 3, 1, 0).withoutBias());
        ModelSpec with = Specs.chain("one", Specs.images(6), Specs.conv(2, 3, 1, 0));
        refused(
                write(with, "7"),
                without,
                "\"7.bias\" of shape [2] has no place in conv2d_1, which has [weight]" + USE_THE_MODEL);
    }

    @Test
    void aModelOfBranchesIsMatchedByShapesAndNumbers() throws IOException {
        ModelSpec residual = new ModelSpec(
                "residual",
                List.of(
                        new Node("images", Specs.images(6), List.of()),
                        new Node("conv", Specs.conv(1, 1, 1, 0), List.of("images")),
                        new Node("norm", new BatchNorm(0.9f, 1e-5f), List.of("conv")),
                        new Node("sum", new Add(), List.of("conv", "norm"))),
                List.of("sum"));
        Path numbered = write(residual, "0", "1");
        assertThat(WeightsFile.names(numbered, residual).modules()).isEqualTo(Map.of("conv", "0", "norm", "1"));
        assertThat(PyTorchWeights.read(numbered, residual)).isEqualTo(numbered(residual));
    }

    @Test
    void valuesThatAreNoNumbersAreRefused() throws IOException {
        ModelSpec one = Specs.chain("one", Specs.images(6), Specs.conv(1, 1, 1, 0));
        Path file = folder.resolve("w");
        Safetensors.write(
                file,
                Weights.builder()
                        .put("0.weight", List.of(1, 1, 1, 1), new float[] {1})
                        .put("0.bias", List.of(1), new float[] {Float.NaN})
                        .build());
        refused(
                file,
                one,
                "\"0.bias\" holds NaN at index 0, expected a finite number; use weights from before training failed");
    }

    @Test
    void typesThatAreNoWeightsAreRefused() throws IOException {
        Path counted = PyTorchWeightsTest.file("counted");
        assertThatThrownBy(() -> Safetensors.read(counted))
                .isInstanceOf(UserInputException.class)
                .hasMessage(counted + ": \"1.num_batches_tracked\" has the type I64, expected one of"
                        + " [F32, F64, F16, BF16]; convert it before saving");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        Path nowhere = folder.resolve("no");
        assertThatThrownBy(() -> PyTorchWeights.read(nowhere, THREE))
                .isInstanceOf(UserInputException.class)
                .hasMessage("weights " + nowhere + " cannot be read (no such file); name a file"
                        + " of safetensors, of torch.save or of Keras");
    }

    @Test
    void aTruncatedArchiveIsNamed() throws IOException {
        Path zip = Files.write(folder.resolve("net.pt"), new byte[] {'P', 'K', 3, 4, 0, 0, 0, 0, 0, 0});
        assertThatThrownBy(() -> PyTorchWeights.read(zip, THREE))
                .isInstanceOf(UserInputException.class)
                .hasMessage(zip
                        + " is not a complete PyTorch file: it is not a complete ZIP archive (zip END header"
                        + " not found); use another copy");
    }

    @Test
    void aModuleIsGivenToOneLayer() {
        assertThatThrownBy(() -> new PyTorchNames(Map.of("a", "0", "b", "0")))
                .isInstanceOf(UserInputException.class)
                .message()
                .startsWith("the module \"0\" is given to ")
                .endsWith(", expected one for each");
    }

    @Test
    void veryManyModulesAreRefusedAtOnce() throws IOException {
        Weights.Builder many = Weights.builder();
        IntStream.range(0, 50_000).forEach(i -> many.put(word(i) + ".weight", List.of(0), new float[0]));
        Path file = folder.resolve("many");
        Safetensors.write(file, many.build());
        assertThatThrownBy(() -> PyTorchWeights.read(file, THREE))
                .isInstanceOf(UserInputException.class)
                .hasMessage(file + " has the tensors of 50000 modules, expected 3" + USE_THE_MODEL);
    }

    private void refused(Path file, ModelSpec spec, String problem) {
        assertThatThrownBy(() -> PyTorchWeights.read(file, spec))
                .isInstanceOf(UserInputException.class)
                .hasMessage(file + ": " + problem);
    }

    /** Writes a file of the model's weights, with these names for its layers' modules. */
    private Path write(ModelSpec spec, String... modules) throws IOException {
        List<String> nodes = List.copyOf(PyTorchNames.nodes(spec).modules().keySet());
        Path file = folder.resolve("weights");
        Files.deleteIfExists(file);
        PyTorchWeights.write(
                file,
                spec,
                numbered(spec),
                new PyTorchNames(IntStream.range(0, modules.length)
                        .boxed()
                        .collect(Collectors.toMap(nodes::get, Arrays.asList(modules)::get))));
        return file;
    }

    /** Arrays filled with 1, 2, 3 and so on. */
    private static Weights numbered(ModelSpec spec) {
        Weights.Builder weights = Weights.builder();
        int[] number = {0};
        spec.parameters().forEach((name, parameter) -> {
            float[] values = new float[(int) parameter.size()];
            Arrays.fill(values, ++number[0]);
            weights.put(name, parameter.dimensions(), values);
        });
        return weights.build();
    }

    /** A name of letters only. */
    private static String word(int number) {
        return Integer.toString(number, 26)
                .chars()
                .mapToObj(c -> String.valueOf((char) (Character.digit(c, 26) + 'a')))
                .collect(Collectors.joining());
    }
}
