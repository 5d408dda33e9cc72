// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import dev.nin.InvalidSettingException;
import dev.nin.UserInputException;
import dev.nin.data.Dataset;
import dev.nin.data.ImageSets;
import dev.nin.data.ImageShape;
import dev.nin.model.Input;
import dev.nin.model.ModelSpec;
import dev.nin.optimizer.LayerRates;
import dev.nin.task.output.Goals;
import dev.nin.train.batch.TargetMatch;
import dev.nin.train.config.TrainingConfig;
import dev.nin.weights.Weights;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Checks that model, weights, data and configuration fit together; each refusal is a {@link UserInputException}. */
final class TrainingChecks {
    private TrainingChecks() {}

    static void requireLearnable(ModelSpec spec) {
        if (spec.parameters().isEmpty()) {
            throw new UserInputException(
                    "the model \"" + spec.name() + "\" has no parameters to train; add a convolution or a dense layer");
        }
    }

    static void requireFit(ModelSpec spec, Weights weights) {
        spec.parameters().forEach((name, parameter) -> {
            boolean there = weights.names().contains(name);
            if (!there || !weights.dimensions(name).equals(parameter.dimensions())) {
                throw new UserInputException("the weights' \"" + name + "\" "
                        + (there ? "has the shape " + weights.dimensions(name) : "is missing") + ", expected "
                        + parameter.dimensions() + " as the model \"" + spec.name() + "\" has it");
            }
        });
    }

    /** Like {@link #requireFit(ModelSpec, Weights)}, but parameters may have no value. */
    static void requireFitting(ModelSpec spec, Weights some) {
        spec.parameters().forEach((name, parameter) -> {
            if (some.names().contains(name) && !some.dimensions(name).equals(parameter.dimensions())) {
                throw new UserInputException("the weights' \"" + name + "\" has the shape " + some.dimensions(name)
                        + ", expected " + parameter.dimensions() + " as the model \"" + spec.name()
                        + "\" has it; leave it out to have it drawn");
            }
        });
    }

    /** Refuses rates of nodes that the model does not have. */
    static void requireNodes(ModelSpec spec, LayerRates rates) {
        Set<String> nodes = spec.shapes().keySet();
        for (String node : rates.factors().keySet()) {
            if (!nodes.contains(node)) {
                throw new UserInputException("layerRates names \"" + node + "\", expected a node of the model \""
                        + spec.name() + "\"; its summary and its JSON have their names");
            }
        }
    }

    private static void requireFit(ModelSpec spec, Dataset images) {
        Input input = spec.input();
        boolean fits = images.shape().equals(new ImageShape(input.height(), input.width(), input.channels()))
                && input.pixels() == Input.Pixels.UINT8;
        if (!fits) {
            throw new UserInputException(
                    "the images are uint8 " + images.shape() + ", the model \"" + spec.name() + "\" takes "
                            + input.pixels() + " " + input.height() + "×" + input.width() + "×" + input.channels());
        }
    }

    /** Refuses images that lack a task's target or, without goals, whose number of classes differs from the model's. */
    static void requireFit(ModelSpec spec, @Nullable Goals goals, Dataset images) {
        requireFit(spec, images);
        if (goals != null) {
            TargetMatch.require(goals.targets(spec), images.targets());
        } else if (images.classes().size() != spec.classes()) {
            throw new UserInputException("the images have " + images.classes().size() + " classes, the model \""
                    + spec.name() + "\" has " + spec.classes() + " outputs; expected the same number");
        }
    }

    /** Refuses data without test images, by its name. */
    static void requireTest(ImageSets images) {
        if (images.test().size() == 0) {
            throw new InvalidSettingException(
                    "data",
                    images.name() + " has no test images, and no class has two images or more, so none can be set "
                            + "aside; add images to it");
        }
    }

    static void requireSome(Dataset test) {
        if (test.size() == 0) {
            throw new UserInputException("there are no test images, and no class has two images or more, so none can "
                    + "be set aside; add images");
        }
    }

    static void requireEnough(Dataset train, TrainingConfig config) {
        if (train.size() < config.batch()) {
            throw new InvalidSettingException(
                    "batch",
                    "is " + config.batch() + ", more than the " + train.size()
                            + (train.size() == 1 ? " training image" : " training images")
                            + "; use a smaller batch or more images");
        }
        if (train.classes().isEmpty()) {
            return;
        }
        int[] classes =
                IntStream.range(0, train.size()).map(train::label).distinct().toArray();
        if (classes.length == 1) {
            throw new UserInputException("all training images are of the class \""
                    + train.classes().get(classes[0]) + "\", expected two classes or more; check the labels");
        }
    }
}
