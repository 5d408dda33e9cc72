// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nin.UserInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import net.jqwik.api.statistics.Statistics;

/** Random weights survive a round trip through a file; randomly damaged files give weights or a one-line error. */
class SafetensorsPropertyTest {
    private static final List<String> PIECES = List.of(
            "-1",
            "0",
            "4",
            "2147483647",
            "9223372036854775807",
            "99999999999999999999",
            "1e9",
            "0.5",
            "null",
            "\"\"",
            "\"F16\"",
            "[]",
            "{}",
            "[[[[",
            "{\"a\":{\"a\":{\"a\":{",
            "\"0\":",
            "\\u0000",
            "\n",
            ",",
            "}");

    private Path folder = Path.of("");

    @BeforeProperty
    void makeFolder() throws IOException {
        folder = Files.createTempDirectory("weights");
    }

    @AfterProperty
    void removeFolder() throws IOException {
        Files.delete(folder);
    }

    @Property(tries = 300, seed = "2041", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void drawnWeightsAreReadAsTheyWereWritten(@ForAll long seed) throws IOException {
        Weights weights = draw(new Random(seed));
        Path file = folder.resolve("w");
        Safetensors.write(file, weights);
        try {
            assertThat(Safetensors.read(file)).isEqualTo(weights);
        } finally {
            Files.delete(file);
        }
    }

    @Property(tries = 4000, seed = "2042", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void aDamagedFileIsReadOrRefused(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        Path file = folder.resolve("w");
        Safetensors.write(file, draw(random));
        byte[] damaged = damaged(Files.readAllBytes(file), random);
        Files.write(file, damaged);
        boolean refused = false;
        try {
            Safetensors.read(file);
        } catch (UserInputException e) {
            refused = true;
            assertThat(e.getMessage()).startsWith(file.toString()).doesNotContain("\n", "com.fasterxml", "dev.nin");
        } finally {
            Files.delete(file);
        }
        Statistics.label("refused").collect(refused).coverage(coverage -> {
            coverage.check(true).percentage(share -> share > 50);
            coverage.check(false).percentage(share -> share > 1);
        });
    }

    private static Weights draw(Random random) {
        Weights.Builder weights = Weights.builder();
        for (int i = random.nextInt(4); i >= 0; i--) {
            List<Integer> dimensions = new ArrayList<>();
            int size = 1;
            for (int rank = random.nextInt(4); rank > 0; rank--) {
                dimensions.add(random.nextInt(4));
                size *= dimensions.get(dimensions.size() - 1);
            }
            float[] values = new float[size];
            for (int place = 0; place < size; place++) {
                values[place] = Float.intBitsToFloat(random.nextInt());
            }
            weights.put(i + ".weight" + "\u00e4\n\"".substring(random.nextInt(4)), dimensions, values);
        }
        return weights.build();
    }

    private static byte[] damaged(byte[] whole, Random random) {
        ByteBuffer bytes = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN);
        byte[] header = new byte[(int) bytes.getLong()];
        bytes.get(header);
        StringBuilder json = new StringBuilder(new String(header, StandardCharsets.UTF_8));
        for (int i = random.nextInt(3); i >= 0; i--) {
            damage(json, random);
        }
        byte[] text = json.toString().getBytes(StandardCharsets.UTF_8);
        long claimed = random.nextInt(10) == 0 ? random.nextLong() : text.length;
        ByteBuffer all = ByteBuffer.allocate(Long.BYTES + text.length + bytes.remaining())
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(claimed)
                .put(text)
                .put(bytes);
        int kept = random.nextInt(10) == 0 ? random.nextInt(all.capacity()) : all.capacity();
        return Arrays.copyOf(all.array(), kept);
    }

    private static void damage(StringBuilder json, Random random) {
        int at = random.nextInt(json.length());
        int end = Math.min(json.length(), at + 1 + random.nextInt(12));
        switch (random.nextInt(5)) {
            case 0 -> json.delete(at, end);
            case 1 -> json.insert(at, json.substring(at, end));
            case 2 -> json.setCharAt(at, (char) (' ' + random.nextInt(95)));
            case 3 -> replaceNumber(json, at, PIECES.get(random.nextInt(PIECES.size())));
            default -> json.insert(at, PIECES.get(random.nextInt(PIECES.size())));
        }
        if (json.isEmpty()) {
            json.append(' ');
        }
    }

    private static void replaceNumber(StringBuilder json, int from, String piece) {
        for (int start = from; start < json.length(); start++) {
            if (Character.isDigit(json.charAt(start))) {
                int end = start;
                while (end < json.length() && Character.isDigit(json.charAt(end))) {
                    end++;
                }
                json.replace(start, end, piece);
                return;
            }
        }
    }
}
