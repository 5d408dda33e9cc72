// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.nin.UserInputException;
import dev.nin.model.ModelSpec;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Tests for the positions of boxes and edges. */
class LayoutTest {
    private static final int MODELS = 500;

    @Test
    void aChainIsStraight() {
        Layout layout = new LayoutBuilder(Drawn.chain(30)).build();
        assertThat(layout.boxes().stream().map(Box::middle).distinct()).hasSize(1);
        assertThat(layout.curves())
                .allMatch(curve -> curve.from().x() == curve.to().x());
        assertThat(layout.boxes()).hasSize(31);
    }

    @Test
    void branchesAreSideBySideAndTheWayPastThemBesideBoth() {
        Map<String, Box> boxes = boxes(new LayoutBuilder(Drawn.branches()).build());
        double middle = box(boxes, "stem").middle();
        assertThat(box(boxes, "short").top()).isEqualTo(box(boxes, "long_1").top());
        assertThat(box(boxes, "short").middle()).isLessThan(middle);
        assertThat(box(boxes, "long_1").middle()).isGreaterThan(middle);
        assertThat(box(boxes, "long_2").middle()).isCloseTo(box(boxes, "long_1").middle(), within(0.01));
        assertThat(box(boxes, "joined").middle()).isCloseTo(middle, within(0.01));
        double beside = box(boxes, "long_1").left() + box(boxes, "long_1").width();
        assertThat(new LayoutBuilder(Drawn.branches()).build().curves())
                .anyMatch(curve -> curve.from().x() > beside && curve.to().x() > beside);
    }

    @Test
    void nodesComeBelowWhatTheyReadAndNothingOverlaps() {
        for (int seed = 0; seed < MODELS; seed++) {
            ModelSpec spec = Drawn.random(seed);
            Layout layout = new LayoutBuilder(spec).build();
            Map<String, Box> boxes = boxes(layout);
            spec.nodes()
                    .forEach(node -> node.inputs()
                            .forEach(input -> assertThat(box(boxes, node.name()).top())
                                    .isGreaterThan(box(boxes, input).top())));
            for (Box box : layout.boxes()) {
                assertThat(layout.boxes())
                        .filteredOn(other -> !other.equals(box) && overlap(box, other))
                        .as("model %d", seed)
                        .isEmpty();
                assertThat(layout.curves())
                        .filteredOn(curve -> passes(curve, box))
                        .as("model %d", seed)
                        .isEmpty();
                assertThat(box.left()).isPositive();
                assertThat(box.left() + box.width()).isLessThan(layout.width());
                assertThat(box.top() + Label.HEIGHT).isLessThan(layout.height());
            }
        }
    }

    @Test
    void everyEdgeArrives() {
        for (int seed = 0; seed < MODELS; seed++) {
            ModelSpec spec = Drawn.random(seed);
            long edges = spec.nodes().stream()
                    .mapToLong(node -> node.inputs().size())
                    .sum();
            assertThat(new LayoutBuilder(spec).build().tips())
                    .as("model %d", seed)
                    .hasSize((int) edges);
        }
    }

    @Test
    void towersWrittenByTurnsDoNotCross() {
        Map<String, Box> boxes = boxes(new LayoutBuilder(Drawn.towers(6)).build());
        for (int i = 0; i < 6; i++) {
            assertThat(box(boxes, "a" + i).middle()).isEqualTo(box(boxes, "a0").middle());
            assertThat(box(boxes, "b" + i).middle()).isEqualTo(box(boxes, "b0").middle());
        }
    }

    @Test
    void whatNobodyCouldReadIsRefused() {
        ModelSpec spec = Drawn.allReadByTheLast(1_000);
        assertThatThrownBy(() -> ModelDrawing.of(spec))
                .isInstanceOf(UserInputException.class)
                .hasMessage("model \"sums\" would take 501502 boxes and edge waypoints to draw, expected at most "
                        + "200000; write it with toDot() or draw a part of it");
    }

    private static boolean overlap(Box one, Box other) {
        return one.left() < other.left() + other.width()
                && other.left() < one.left() + one.width()
                && one.top() < other.top() + Label.HEIGHT
                && other.top() < one.top() + Label.HEIGHT;
    }

    /** Returns whether part of an edge lies in the box, except for starting below it or ending above it. */
    private static boolean passes(Curve curve, Box box) {
        double left = Math.min(curve.from().x(), curve.to().x());
        double right = Math.max(curve.from().x(), curve.to().x());
        return curve.from().y() < box.top() + Label.HEIGHT
                && curve.to().y() > box.top()
                && left < box.left() + box.width()
                && right > box.left();
    }

    private static Map<String, Box> boxes(Layout layout) {
        Map<String, Box> boxes = new HashMap<>();
        layout.boxes().forEach(box -> boxes.put(box.label().lines().get(0), box));
        return boxes;
    }

    private static Box box(Map<String, Box> boxes, String name) {
        return Objects.requireNonNull(boxes.get(name));
    }
}
