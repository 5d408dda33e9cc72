// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli;

import dev.nin.data.ChannelStatistics;
import dev.nin.data.Dataset;
import dev.nin.data.ImageShape;
import dev.nin.dsl.FeatureMap;
import dev.nin.dsl.Nin;
import dev.nin.dsl.Zoo;
import dev.nin.files.TextFile;
import dev.nin.graph.Reasons;
import dev.nin.model.Initializer;
import dev.nin.model.InvalidModelException;
import dev.nin.model.ModelJson;
import dev.nin.model.ModelSpec;
import dev.nin.model.UserInputException;
import java.io.IOException;
import java.nio.file.Path;

/** The model that a command line asks for. */
final class Models {
    private Models() {}

    static ModelSpec of(TrainOptions options, Dataset images) {
        if (options.model().endsWith(".json")) {
            if (options.hasImageSize()) {
                throw new UserInputException(
                        "--image-size and --model " + options.model() + " exclude each other; the file says the size");
            }
            return read(Path.of(options.model()));
        }
        ModelSpec model = Zoo.model(
                options.model(), input(options, images), images.classes().size());
        Initializer initializer = options.preset().kernelInitializer();
        return model.mapLayers(layer -> layer.withKernelInitializer(initializer));
    }

    /** Images as they are stored, normalized where the preset wants it, and resized where the size differs. */
    private static FeatureMap input(TrainOptions options, Dataset images) {
        ImageShape stored = images.shape();
        FeatureMap input = Nin.image(stored.height(), stored.width(), stored.channels());
        if (options.preset().normalizes()) {
            ChannelStatistics statistics = images.statistics();
            input = input.normalize(statistics.mean(), statistics.deviation());
        }
        int size = options.imageSize();
        return stored.height() == size && stored.width() == size ? input : input.resize(size, size);
    }

    private static ModelSpec read(Path file) {
        try {
            return ModelJson.read(TextFile.read(file, ModelJson.LONGEST));
        } catch (InvalidModelException e) {
            throw e.at("--model " + file);
        } catch (IOException e) {
            throw new UserInputException(
                    "--model " + file + " cannot be read (" + Reasons.of(e)
                            + "); name a model of the zoo or a file that --model can read",
                    e);
        }
    }
}
