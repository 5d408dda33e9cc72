// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nin.task.Target;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Images whose classes get the numbers that a model has for them. */
class RenumberedTest {
    private static final List<String> OF_MODEL = List.of("ant", "bee", "wasp");

    /** One image per class. */
    private record Insects(List<String> classes) implements Dataset {
        @Override
        public int size() {
            return classes.size();
        }

        @Override
        public ImageShape shape() {
            return new ImageShape(1, 1, 1);
        }

        @Override
        public int label(int index) {
            return index;
        }

        @Override
        public void read(int index, ExampleBuffer into) {
            into.put(new byte[] {(byte) index}, 0, 1);
        }
    }

    @Test
    void eachClassHasTheModelsNumber() {
        Dataset images = new Insects(List.of("w", "a")).withClasses(OF_MODEL, List.of("wasp", "ant"));

        assertThat(images.classes()).isEqualTo(OF_MODEL);
        assertThat(images.targets()).containsExactly(Target.ofClass(OF_MODEL));
        assertThat(images.label(0)).isEqualTo(2);
        assertThat(images.label(1)).isZero();
        Targets read = new Targets(images.targets(), 2);
        images.readTargets(0, Draw.NONE, read.at(0, 0));
        images.readTargets(1, Draw.NONE, read.at(1, 1));
        assertThat(read.classes(0)).containsExactly(2, 0);
        assertThat(images.select(new int[] {1}).label(0)).isZero();
    }

    @Test
    void aClassThatTheModelDoesNotHaveIsRefused() {
        Dataset images = new Insects(List.of("w", "a"));

        assertThatThrownBy(() -> images.withClasses(OF_MODEL, List.of("wasp", "fly")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the classes [w, a] are called [wasp, fly], expected a name of [ant, bee, wasp] for each");
        assertThatThrownBy(() -> images.withClasses(OF_MODEL, List.of("wasp")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
