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
 * One output of a trained model, with the true targets of the test images.
 *
 * @param spec the model
 * @param goals its learning goals
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

    /** Returns the name of one of its results among those of all outputs. */
    String answer(String own) {
        return isOnly() ? own : name() + "_" + own;
    }

    /** Returns a float32 result for each test image. */
    float[][] answers(String own) {
        return evaluator.answers(images, answer(own));
    }

    /** Passes on a uint8 result for each of some test images, with the image's position among them. */
    void bytes(List<Integer> some, String own, ObjIntConsumer<byte[]> each) {
        evaluator.bytes(images.select(some.stream().mapToInt(Integer::intValue).toArray()), answer(own), each);
    }

    /** Passes on a uint8 result for each test image, one at a time. */
    void bytes(String own, ObjIntConsumer<byte[]> each) {
        evaluator.bytes(images, answer(own), each);
    }

    /** Returns the true numbers or tags of an image. */
    float[] values(int image) {
        return read(image).values(target());
    }

    /** Returns the true mask of an image. */
    byte[] mask(int image) {
        return read(image).mask(target());
    }

    /** Returns the true class of an image. */
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
