// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.options;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nin.data.Dataset;
import dev.nin.data.encoded.EncodedDataset;
import dev.nin.data.encoded.EncodedSource;
import dev.nin.data.source.DataSource;
import dev.nin.model.Input;
import dev.nin.train.config.TrainingConfig;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests the presets' configurations for different numbers of images. */
class PresetTest {
    @Test
    void trainsOnFewPhotosInSmallBatches() {
        Map<String, Double> rates = Map.of("quick", 0.0045, "best", 0.0006);
        rates.forEach((name, rate) -> {
            Preset preset = Preset.named(name);
            TrainingConfig few = preset.config(photos(1023));
            assertThat(few.batch()).isEqualTo(8);
            assertThat(few.learningRate().rate()).isEqualTo(rate);
            assertThat(few.learningRate().warmUp()).isEqualTo(2);
            assertThat(few.toBuilder()
                            .batch(preset.config().batch())
                            .learningRate(preset.config().learningRate())
                            .build())
                    .isEqualTo(preset.config());
        });
    }

    @Test
    void trainsOnManyPhotosAndOnPixelsAsEver() {
        Preset quick = Preset.named("quick");
        assertThat(quick.config(photos(1024))).isEqualTo(quick.config());
        assertThat(quick.config(DataSource.load("sample").train().limit(64))).isEqualTo(quick.config());
    }

    @Test
    void keepsTheSeedsOwnWay() {
        Preset seed = Preset.named("seed");
        assertThat(seed.config(photos(100))).isEqualTo(seed.config());
    }

    /** A data set whose images are never read. */
    private static Dataset photos(int count) {
        EncodedSource source = new EncodedSource() {
            @Override
            public int size() {
                return count;
            }

            @Override
            public byte[] read(int index) {
                throw new AssertionError("photo " + index + " is read");
            }

            @Override
            public int label(int index) {
                return index % 2;
            }

            @Override
            public String name(int index) {
                return Integer.toString(index);
            }
        };
        return EncodedDataset.of(source, List.of("cat", "dog"), new Input(8, 8, 3, Input.Pixels.UINT8));
    }
}
