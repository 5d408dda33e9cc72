// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.nin.cli.options.ConfigFile;
import dev.nin.testing.ReaderContract;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Parses arbitrary bytes as YAML and JSON configurations. */
class ConfigFileFuzzTest {
    @TempDir
    private static Path folder;

    static Stream<byte[]> seeds() {
        return Stream.of(
                        "model: lenet\nepochs: 3\nlr: 0.25\nunit-variance: false\n",
                        "{\"model\": \"lenet\", \"image-size\": 28, \"summary\": true}",
                        "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
                        "seed: !!java.net.URL [!!java.lang.String [x]]\n",
                        "optimizer: >\n  adam\ndata: 'sample'\n# end\n")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest
    void reads(byte[] bytes) {
        for (String name : new String[] {"options.yaml", "options.json"}) {
            Path file = folder.resolve(name);
            CommandLine line = new CommandLine(new TrainCommand());
            line.parseArgs();
            ReaderContract.checkFile(file, bytes, () -> new ConfigFile(file, "--config").apply(line));
        }
    }
}
