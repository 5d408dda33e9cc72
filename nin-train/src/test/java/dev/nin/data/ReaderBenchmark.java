// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Compares the images per second that NiN reads from a folder of photographs with Python's tf.data and PyTorch's
 * DataLoader, in turn, each in a separate process: a random crop resized to 224 x 224 and a random flip, on two cores.
 * Run with {@code mvn -Pbenchmark -pl nin-train -am test -Dtest=ReaderBenchmark -Dsurefire.failIfNoSpecifiedTests=false
 * -Dpeers.photos=FOLDER -Dpeers.tf.python=PYTHON -Dpeers.torch.python=PYTHON}; a peer without its Python is left out.
 * It prints figures and asserts no limit.
 */
@Tag("benchmark")
class ReaderBenchmark {
    private static final int ROUNDS = 9;

    @Test
    void againstPeers() {
        String folder = System.getProperty("peers.photos", "");
        assumeTrue(!folder.isEmpty(), "-Dpeers.photos=FOLDER names no folder of .JPEG files");
        Map<String, OtherPhotoReader> readers = new LinkedHashMap<>();
        try {
            readers.put("ours", OtherPhotoReader.java(DatasetPhotoReader.class, Path.of(folder)));
            peer(readers, "tf.data", "peers.tf.python", "tfdata_reader.py", folder);
            peer(readers, "tf.data, antialiased", "peers.tf.python", "tfdata_reader.py", folder, "--antialias");
            peer(readers, "DataLoader", "peers.torch.python", "torch_reader.py", folder);
            print(readers.keySet(), measured(readers.values()));
        } finally {
            readers.values().forEach(OtherPhotoReader::close);
        }
    }

    private static void peer(
            Map<String, OtherPhotoReader> readers,
            String name,
            String property,
            String script,
            String folder,
            String... options) {
        String python = System.getProperty(property, "");
        if (!python.isEmpty()) {
            readers.put(name, OtherPhotoReader.python(python, script, Path.of(folder), options));
        }
    }

    /** Returns the images per second of each reader and round; the readers take turns. */
    private static double[][] measured(Collection<OtherPhotoReader> readers) {
        double[][] figures = new double[readers.size()][ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            int row = 0;
            for (OtherPhotoReader reader : readers) {
                figures[row++][round] = reader.imagesPerSecond();
            }
        }
        return figures;
    }

    private static void print(Collection<String> names, double[][] figures) {
        int row = 0;
        for (String name : names) {
            double[] theirs = figures[row++];
            double[] ratios = new double[ROUNDS];
            Arrays.setAll(ratios, round -> figures[0][round] / theirs[round]);
            System.out.println(name + ": " + summary("%.1f", theirs) + " images per second; ours is "
                    + summary("%.2f", ratios) + " times as fast");
        }
    }

    /** Returns median, minimum and maximum. */
    private static String summary(String format, double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return String.format(
                Locale.ROOT,
                format + " (" + format + " to " + format + ")",
                sorted[ROUNDS / 2],
                sorted[0],
                sorted[ROUNDS - 1]);
    }
}
