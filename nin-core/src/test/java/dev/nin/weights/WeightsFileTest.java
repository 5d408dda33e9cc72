// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableMap;
import dev.nin.UserInputException;
import dev.nin.graph.Runs;
import dev.nin.model.ModelSpec;
import dev.nin.weights.layout.Scheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests files of torch.save, and the matching of their tensors to parameters. */
class WeightsFileTest {
    private static final ModelSpec SPEC = Residual.spec(5);
    private static final String USE_THE_MODEL = "; use the model that the file was written with";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"residual-zip.pth", "residual-legacy.pth", "nested.pth", "parameters.pth", "double.pth"})
    void everyFormatGivesTheSameWeights(String name) {
        try (WeightsFile file = open(name)) {
            assertThat(file.read(SPEC)).isEqualTo(Residual.numbered(SPEC));
        }
    }

    @ParameterizedTest
    @CsvSource({"half.pth, 0.002", "bfloat16.pth, 0.016"})
    void sixteenBitsAreRead(String name, float precision) {
        try (WeightsFile file = open(name)) {
            Weights weights = file.read(SPEC);
            float[] expected = Runs.floats(Residual.numbered(SPEC), "conv2/kernel");
            float[] read = Runs.floats(weights, "conv2/kernel");
            for (int i = 0; i < expected.length; i++) {
                assertThat(read[i]).isCloseTo(expected[i], within(precision * expected[i]));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "torch/residual-zip.pth, TORCH_ZIP",
        "torch/residual-legacy.pth, TORCH_LEGACY",
        "safetensors/kinds.safetensors, SAFETENSORS"
    })
    void theContentTellsTheFormat(String name, WeightsFormat format) throws IOException {
        Path renamed = Files.copy(Residual.file(name), folder.resolve("any.dat"));
        try (WeightsFile file = WeightsFile.open(renamed)) {
            assertThat(file.format()).isEqualTo(format);
        }
    }

    @Test
    void theFilesOwnOrderTellsTheLayers() {
        ModelSpec renamed = Residual.spec("a", "b", "c", "d", "e", 5);
        try (WeightsFile file = open("residual-zip.pth")) {
            MatchedWeights matched = file.matching(renamed);
            assertThat(matched.weights()).isEqualTo(Residual.numbered(renamed));
            assertThat(matched.summary())
                    .isEqualTo("10 parameters loaded by the order of the file, 0 drawn, 0 tensors unused");
        }
    }

    @Test
    void aPrefixOfAllNamesIsPassedOver() {
        try (WeightsFile file = open("nested.pth")) {
            assertThat(file.matching(SPEC).rule()).isEqualTo("by the names of the nodes after \"module.\"");
        }
    }

    @Test
    void aNewHeadIsDrawnAndReported() {
        ModelSpec two = Residual.spec(2);
        try (WeightsFile file = open("residual-zip.pth")) {
            MatchedWeights matched = file.matching(two, Set.of("fc"));
            assertThat(matched.weights().names())
                    .containsExactlyElementsOf(two.parameters().keySet().stream()
                            .filter(name -> !name.startsWith("fc"))
                            .toList());
            assertThat(matched.report()).startsWith("""
                            8 parameters loaded by the names of the nodes, 2 drawn (fc/kernel, fc/bias), 2 tensors unused (fc.weight, fc.bias)
                            loaded conv1/kernel [3, 3, 3, 4] from conv1.weight [4, 3, 3, 3]
                            """).endsWith("""
                            drawn  fc/kernel [6, 2]
                            drawn  fc/bias [2]
                            unused fc.weight [5, 6]
                            unused fc.bias [5]
                            """);
        }
    }

    @Test
    void aHeadThatIsNotSaidToBeNewIsRefused() {
        ModelSpec two = Residual.spec(2);
        try (WeightsFile file = open("residual-zip.pth")) {
            String problem = ": \"fc.weight\" has the shape [5, 6], expected [2, 6] for fc/kernel" + USE_THE_MODEL;
            assertRefused(() -> file.matching(two), file("residual-zip.pth") + problem);
            assertRefused(() -> file.read(two), file("residual-zip.pth") + problem);
            assertRefused(() -> file.matching(two, Set.of("bn1")), file("residual-zip.pth") + problem);
        }
    }

    @Test
    void aNewNodeHasToBeOne() {
        try (WeightsFile file = open("residual-zip.pth")) {
            assertRefused(
                    () -> file.matching(SPEC, Set.of("head")),
                    "the model \"residual\" has no node \"head\", expected one of those with parameters: [conv1, bn1,"
                            + " conv2, shortcut, fc]");
        }
    }

    @Test
    void namesThatAreGivenAreTaken() {
        ModelSpec renamed = Residual.spec("a", "b", "c", "d", "e", 2);
        PyTorchNames names = new PyTorchNames(ImmutableMap.of("a", "conv1", "b", "bn1", "c", "conv2", "d", "shortcut"));
        try (WeightsFile file = open("residual-legacy.pth")) {
            assertThat(file.matching(renamed, names, Set.of("e")).loaded()).hasSize(8);
            assertThat(file.matching(renamed, names).drawn()).hasSize(2);
            assertRefused(
                    () -> file.read(renamed, names),
                    "the layer e has no module's name, expected one; the names are for [a, b, c, d]");
        }
    }

    @Test
    void namesInOrderAreOnePerLayer() {
        PyTorchNames names = PyTorchNames.inOrder(SPEC, List.of("conv1", "bn1", "conv2", "shortcut", "fc"));
        try (WeightsFile file = open("residual-legacy.pth")) {
            assertThat(file.read(SPEC, names)).isEqualTo(Residual.numbered(SPEC));
        }
        assertRefused(
                () -> PyTorchNames.inOrder(SPEC, List.of("conv1", "bn1")),
                "2 module names are given for the 5 layers with parameters of \"residual\", and the layer conv2 has"
                        + " none; give one for each");
    }

    @Test
    void aPickleThatWouldRunSomethingIsRefusedUnread() {
        for (String name : new String[] {"evil.pth", "evil-legacy.pth"}) {
            assertThatThrownBy(() -> open(name))
                    .isInstanceOf(UserInputException.class)
                    .hasMessageStartingWith(file(name) + " is rejected, a PyTorch file")
                    .hasMessageEndingWith(
                            ": its pickle would call posix.system, which no state_dict needs, so nothing was run;"
                                    + " write it in Python with"
                                    + " safetensors.torch.save_file(net.state_dict(), \"net.safetensors\")");
        }
        assertThat(Path.of("/tmp/nin-was-run")).doesNotExist();
    }

    @Test
    void aWholeNetworkIsRefusedByItsClass() {
        assertThatThrownBy(() -> open("whole-network.pth"))
                .isInstanceOf(UserInputException.class)
                .hasMessageContaining("would call torch.nn.modules.container.Sequential");
    }

    @ParameterizedTest
    @ValueSource(strings = {"residual-zip.pth", "residual-legacy.pth"})
    void aTruncatedFileIsRefused(String name) throws IOException {
        byte[] whole = Files.readAllBytes(file(name));
        for (int length = 1; length < whole.length; length += 13) {
            Path cut = Files.write(folder.resolve("cut.pth"), Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> PyTorchWeights.read(cut, SPEC))
                    .as("%d bytes", length)
                    .isInstanceOf(UserInputException.class)
                    .hasMessageStartingWith(cut + " is not a complete ");
        }
    }

    @Test
    void weightsOfAnotherNetworkAreRefused() {
        try (WeightsFile file = WeightsFile.open(Residual.file("safetensors/kinds.safetensors"))) {
            assertThatThrownBy(() -> file.read(SPEC)).isInstanceOf(UserInputException.class);
            assertThatThrownBy(() -> file.matching(SPEC)).isInstanceOf(UserInputException.class);
            assertThatThrownBy(() -> file.matching(SPEC, Set.of("fc"))).isInstanceOf(UserInputException.class);
            assertRefused(
                    () -> file.matching(SPEC, PyTorchNames.nodes(SPEC)),
                    Residual.file("safetensors/kinds.safetensors")
                            + " has none of the model's layers, such as [conv1,"
                            + " bn1], but [\"0\", \"1\"]; pass PyTorchNames that map layers to modules");
        }
    }

    @Test
    void missingAdditionalAndTransposedTensorsAreNamed() throws IOException {
        assertRefusedWith(
                state -> state.remove("shortcut.weight"),
                "there is no tensor \"shortcut.weight\", expected" + " [6, 4, 1, 1] for shortcut/kernel");
        assertRefusedWith(
                state -> state.put("more.weight", new int[] {2, 3}),
                "\"more.weight\" of shape [2, 3] is left over: no layer of the model uses it");
        assertRefusedWith(
                state -> state.put("fc.weight", new int[] {6, 5}),
                "\"fc.weight\" has the shape [6, 5]," + " expected [5, 6] for fc/kernel");
    }

    private interface Change {
        void apply(Map<String, int[]> state);
    }

    private void assertRefusedWith(Change change, String problem) throws IOException {
        Map<String, int[]> state = new TreeMap<>();
        Scheme.PYTORCH
                .layout(SPEC)
                .forEach((node, tensors) -> tensors.forEach(tensor -> state.put(
                        node + "." + tensor.suffix(),
                        tensor.there().stream().mapToInt(Integer::intValue).toArray())));
        change.apply(state);
        Weights.Builder weights = Weights.builder();
        state.forEach((name, shape) -> weights.put(
                name,
                Arrays.stream(shape).boxed().toList(),
                new float[Arrays.stream(shape).reduce(1, (a, b) -> a * b)]));
        Path file = folder.resolve("changed");
        Files.deleteIfExists(file);
        Safetensors.write(file, weights.build());
        try (WeightsFile open = WeightsFile.open(file)) {
            assertRefused(() -> open.read(SPEC), file + ": " + problem + USE_THE_MODEL);
        }
    }

    private static void assertRefused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(UserInputException.class).hasMessage(message);
    }

    private static WeightsFile open(String name) {
        return WeightsFile.open(file(name));
    }

    private static Path file(String name) {
        return Residual.file("torch/" + name);
    }
}
