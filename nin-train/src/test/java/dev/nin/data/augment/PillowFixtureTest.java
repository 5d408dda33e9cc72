// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.augment;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.Resources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The operations against Pillow's results for the same image: {@code src/test/python/pillow_augmentations.py}. Tone and
 * color changes are bit-identical; rotations and shears, which Pillow truncates and we round, agree within one level.
 */
class PillowFixtureTest {
    private static final int HEIGHT = 16;
    private static final int WIDTH = 20;

    @Test
    void computesWhatPillowDoes() throws IOException {
        byte[] source = {};
        int compared = 0;
        for (Line line : lines()) {
            if (line.name.equals("source")) {
                source = line.bytes;
                continue;
            }
            byte[] changed = source.clone();
            ImageChange change = change(line.name, line.argument);
            change.apply(new Pixels(changed, 0, HEIGHT, WIDTH, source.length / (HEIGHT * WIDTH)));
            int apart = 0;
            for (int i = 0; i < changed.length; i++) {
                apart = Math.max(apart, Math.abs((changed[i] & 0xff) - (line.bytes[i] & 0xff)));
            }
            assertThat(apart)
                    .as("%s %s", line.name, line.argument)
                    .isLessThanOrEqualTo(change instanceof GeometricChange ? 1 : 0);
            compared++;
        }
        assertThat(compared).isEqualTo(2 * 16);
    }

    private static ImageChange change(String name, double argument) {
        return switch (name) {
            case "brightness" -> Tones.brightness(argument);
            case "contrast" -> Tones.contrast(argument);
            case "saturation" -> Colors.saturation(argument);
            case "sharpness" -> new Sharpness(argument);
            case "posterize" -> Tones.posterize((int) argument);
            case "solarize" -> Tones.solarize(argument);
            case "autocontrast" -> Tones::stretch;
            case "equalize" -> Tones::equalize;
            case "rotation" -> AffineChange.rotation(argument);
            case "shear-x" -> AffineChange.shear(argument, 0);
            case "shear-y" -> AffineChange.shear(0, argument);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static List<Line> lines() throws IOException {
        List<Line> lines = new ArrayList<>();
        for (String line :
                Resources.readLines(Resources.getResource("dev/nin/data/augment/pillow.txt"), StandardCharsets.UTF_8)) {
            if (!line.startsWith("#")) {
                String[] parts = line.split(" ", -1);
                lines.add(new Line(
                        parts[0],
                        Double.parseDouble(parts[1]),
                        Base64.getDecoder().decode(parts[2])));
            }
        }
        return lines;
    }

    private static final class Line {
        final String name;
        final double argument;
        final byte[] bytes;

        Line(String name, double argument, byte[] bytes) {
            this.name = name;
            this.argument = argument;
            this.bytes = bytes;
        }
    }
}
