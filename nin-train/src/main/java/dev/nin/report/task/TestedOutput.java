// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.report.task;

import dev.nin.data.Dataset;
import dev.nin.data.Draw;
import dev.nin.data.Targets;
import dev.nin.model.ModelSpec;
import dev.nin.task.Task;
import dev.nin.task.output.Goals;
import dev.nin.train.batch.TargetMatch;
import dev.nin.train.evaluation.Evaluator;
import java.util.List;
import java.util.function.ObjIntConsumer;

/**
 * One output of a trained model and what is right of the test images.
 *
 * @param spec the model
 * @param goals what it has learnt
 * @param number the output's number among the goals
 * @param evaluator the model with its weights
 * @param images the test images
 */
record TestedOutput(ModelSpec spec, Goals goals, int number, Evaluator evaluator, Dataset images) {
    Task task() {
        return goals.goals().get(number).task();
    }

    String name() {
        return goals.goals().get(number).output();
    }

    boolean isOnly() {
        return goals.goals().size() == 1;
    }

    /** The name of one of its answers among those of all outputs. */
    String answer(String own) {
        return isOnly() ? own : name() + "_" + own;
    }

    /** A float32 answer to each test image. */
    float[][] answers(String own) {
        return evaluator.answers(images, answer(own));
    }

    /** A uint8 answer to each of some of the test images, with the image's place among them. */
    void bytes(List<Integer> some, String own, ObjIntConsumer<byte[]> each) {
        evaluator.bytes(images.select(some.stream().mapToInt(Integer::intValue).toArray()), answer(own), each);
    }

    /** A uint8 answer to each test image, one at a time. */
    void bytes(String own, ObjIntConsumer<byte[]> each) {
        evaluator.bytes(images, answer(own), each);
    }

    /** The right numbers or tags of an image. */
    float[] values(int image) {
        return read(image).values(target());
    }

    /** The right mask of an image. */
    byte[] mask(int image) {
        return read(image).mask(target());
    }

    /** The right class of an image. */
    int label(int image) {
        return read(image).classes(target())[0];
    }

    private int target() {
        return TargetMatch.of(goals.targets(spec), number, images.targets());
    }

    private Targets read(int image) {
        Targets one = new Targets(images.targets(), 1);
        images.readTargets(image, Draw.NONE, one.at(0, image));
        return one;
    }
}
