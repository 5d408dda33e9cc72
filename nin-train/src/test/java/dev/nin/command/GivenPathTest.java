// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nin.UserInputException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of the one rule for paths on the command line. */
class GivenPathTest {
    @Test
    void anAddressOfAFileIsThatFile() {
        assertThat(GivenPath.of("--to", "file:///tmp/models")).isEqualTo(Path.of("/tmp/models"));
        assertThat(GivenPath.of("--to", "file:/tmp/my%20models")).isEqualTo(Path.of("/tmp/my models"));
    }

    @Test
    void aLeadingTildeIsTheHome() {
        Path home = Path.of(System.getProperty("user.home"));
        assertThat(GivenPath.of("--out", "~")).isEqualTo(home);
        assertThat(GivenPath.of("--out", "~/runs")).isEqualTo(home.resolve("runs"));
        assertThat(GivenPath.of("--out", "a~/runs")).isEqualTo(Path.of("a~/runs"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"runs/1:2", "C:\\runs", "sample", "../x", "a b", "s3:", "http:/x"})
    void anythingElseIsAPathAsItStands(String text) {
        assertThat(GivenPath.of("--out", text)).isEqualTo(Path.of(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3", "gs", "http", "https", "hdfs", "abfss"})
    void anAddressElsewhereIsRefusedByItsKind(String scheme) {
        assertThatThrownBy(() -> GivenPath.of("--to", scheme + "://bucket/x"))
                .isInstanceOf(UserInputException.class)
                .hasMessage("--to " + scheme + "://bucket/x: it is an address of " + scheme
                        + ", expected a path on this machine; copy it here, or mount it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:models", "file://host/models", "file:///a b", "file:"})
    void aBrokenAddressIsRefused(String text) {
        assertThatThrownBy(() -> GivenPath.of("--to", text))
                .isInstanceOf(UserInputException.class)
                .hasMessageContaining("it is not an address of a file");
    }
}
