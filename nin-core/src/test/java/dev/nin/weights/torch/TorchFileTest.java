// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.io.Resources;
import dev.nin.weights.format.DamagedFileException;
import dev.nin.weights.format.StoredTensor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests tensors that are views of others, and pickles that torch.save does not write. */
class TorchFileTest {
    @ParameterizedTest
    @ValueSource(strings = {"views-zip.pth", "views-legacy.pth"})
    void viewsAreReadInTheirOrder(String name) throws IOException, DamagedFileException {
        Path path = Path.of(URI.create(Resources.getResource("torch/" + name).toString()));
        try (TorchFile file = name.contains("zip") ? TorchFile.openZip(path) : TorchFile.openLegacy(path)) {
            assertThat(read(file, "transposed", 6, 4))
                    .startsWith(0, 6, 12, 18, 1, 7, 13, 19)
                    .endsWith(5, 11, 17, 23);
            assertThat(read(file, "strided", 3, 3)).containsExactly(6, 8, 10, 12, 14, 16, 18, 20, 22);
            float[] counted = new float[24];
            for (int i = 0; i < counted.length; i++) {
                counted[i] = i;
            }
            assertThat(read(file, "channels_last", 1, 2, 3, 4)).containsExactly(counted);
            assertThat(read(file, "expanded", 3, 2)).containsExactly(5, 5, 5, 5, 5, 5);
            assertThat(read(file, "scalar")).containsExactly(7);
            assertThat(read(file, "empty", 0, 3)).isEmpty();
        }
    }

    @Test
    void aViewBeyondItsStorageIsRefused() {
        TorchStorage storage = new TorchStorage("0", KnownGlobal.FLOAT, 12);
        PickleStack.Dict state = new PickleStack.Dict();
        state.put("w", new TorchTensor(storage, 1, List.of(3, 4), List.of(4L, 1L)));
        assertThatThrownBy(() -> StateDict.of(state))
                .hasMessage(
                        "\"w\" of shape [3, 4] and strides [4, 1] starts at index 1 of a storage of 12 values and does"
                                + " not fit into it; use another copy");
    }

    @Test
    void aSizeThatOverflowsIsNoSmallOne() {
        TorchStorage storage = new TorchStorage("0", KnownGlobal.FLOAT, 12);
        List<Integer> shape = List.of(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);
        for (long stride : new long[] {1, 1L << 31, Long.MAX_VALUE}) {
            assertThat(new TorchTensor(storage, 0, shape, List.of(stride, stride, stride)).extent())
                    .isGreaterThan(12);
        }
        assertThat(StoredTensor.size(shape)).isEqualTo(Long.MAX_VALUE);
    }

    /** Invalid pickles in hexadecimal, such as one that pops from an empty stack. */
    @ParameterizedTest
    @CsvSource({
        "80022e, pops more from the stack",
        "800268052e, recalls memo 5",
        "8002502e, has the instruction 80",
        "80027d4b0173, pops more from the stack",
        "80024b017d522e, calls something that is not a function",
        "80094e2e, has protocol 9",
        "8002580000ff7f, has a string of",
        "80024e, ends early",
        "800263706f7369780a73797374656d0a2e, would call posix.system",
        "80048c086275696c74696e738c046576616c932e, would call builtins.eval",
        "800263746f7263680a466c6f617453746f726167650a29522e, a type of storage"
    })
    void otherPicklesAreRefused(String hex, String problem) {
        assertThatThrownBy(() -> unpickle(HexFormat.of().parseHex(hex)))
                .isInstanceOf(DamagedFileException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void aShortPickleDoesNotFillTheMemory() {
        byte[] dictionaries = new byte[10 << 20];
        Arrays.fill(dictionaries, (byte) '}');
        assertThatThrownBy(() -> unpickle(dictionaries)).hasMessageContaining("too many objects");
    }

    private static Object unpickle(byte[] bytes) throws IOException, DamagedFileException {
        return Unpickler.read(new PickleInput(new ByteArrayInputStream(bytes)), (key, storage) -> {});
    }

    private static float[] read(TorchFile file, String name, Integer... shape)
            throws IOException, DamagedFileException {
        StoredTensor tensor = Objects.requireNonNull(file.tensors().get(name));
        assertThat(tensor.dimensions()).containsExactly(shape);
        return file.values(tensor);
    }
}
