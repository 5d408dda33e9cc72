// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.options;

import dev.nin.UserInputException;
import dev.nin.command.GivenPath;
import dev.nin.data.ChannelStatistics;
import dev.nin.data.Dataset;
import dev.nin.data.ImageShape;
import dev.nin.data.source.DataSource;
import dev.nin.dsl.FeatureMap;
import dev.nin.dsl.Nin;
import dev.nin.files.Reasons;
import dev.nin.files.TextFile;
import dev.nin.model.Fit;
import dev.nin.model.Initializer;
import dev.nin.model.Input;
import dev.nin.model.InvalidModelException;
import dev.nin.model.ModelJson;
import dev.nin.model.ModelSpec;
import dev.nin.zoo.Zoo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The model selected on a command line, and the images it takes.
 *
 * @param options the command line
 * @param file the model from a file, if one is given
 * @param stored the shape in which images are read
 * @param size the input size of a network of the zoo
 */
public record Models(TrainOptions options, Optional<ModelSpec> file, Input stored, InputSize size) {
    private static final int COLOR = 3;

    /** Chooses by the options, the network and the data; no image is decoded yet. */
    public static Models of(TrainOptions options, DataSource data) {
        if (options.model().endsWith(".json")) {
            return ofFile(options, data);
        }
        Optional<FineTuning> tuned = options.fineTuning();
        Optional<Integer> requested = options.images().imageSize();
        InputSize size = tuned.map(each -> InputSize.of(requested, each.network(), options.preset()))
                .orElseGet(() -> InputSize.of(requested, options.model(), options.preset(), data.shape()));
        Fit fit = options.fit();
        Optional<ImageShape> own = data.shape()
                .filter(shape -> !data.isEncoded()
                        || (fit.equals(Fit.STRETCH) && shape.height() <= size.side() && shape.width() <= size.side()));
        ImageShape stored = own.orElse(new ImageShape(size.side(), size.side(), COLOR));
        return new Models(options, Optional.empty(), input(stored, fit), size);
    }

    private static Models ofFile(TrainOptions options, DataSource data) {
        if (options.images().imageSize().isPresent()) {
            throw new UserInputException(
                    "--image-size and --model " + options.model() + " exclude each other; the file says the size");
        }
        ModelSpec model = read(GivenPath.of("--model", options.model()));
        Input input = model.input();
        ImageShape stored = data.isEncoded()
                ? new ImageShape(input.height(), input.width(), input.channels())
                : data.shape().orElseThrow();
        return new Models(
                options,
                Optional.of(model),
                input(stored, input.fit()),
                new InputSize(input.height(), "as " + options.model() + " says"));
    }

    private static Input input(ImageShape shape, Fit fit) {
        return new Input(shape.height(), shape.width(), shape.channels(), Input.Pixels.UINT8, fit);
    }

    /**
     * Returns the model for images read in this shape: normalized if the preset normalizes, and resized if the size
     * differs.
     */
    public ModelSpec model(Dataset images) {
        if (file.isPresent()) {
            return options.withDropout(file.get(), false);
        }
        FeatureMap input = Nin.image(stored.height(), stored.width(), stored.channels(), stored.fit());
        int side = size.side();
        boolean fits = stored.height() == side && stored.width() == side;
        int outputs = options.task().outputs(images);
        Optional<FineTuning> tuned = options.fineTuning();
        if (tuned.isPresent()) {
            return options.withDropout(tuned.get().model(fits ? input : input.resize(side, side), outputs), false);
        }
        if (options.preset().normalizes()) {
            ChannelStatistics statistics = ChannelStatistics.of(images);
            input = input.normalize(statistics.mean(), statistics.deviation());
        }
        FeatureMap seen = fits ? input : input.resize(side, side);
        ModelSpec model = MapNetworks.has(options.model())
                ? MapNetworks.model(options.model(), seen, outputs)
                : Zoo.model(options.model(), seen, outputs);
        Initializer initializer = options.preset().kernelInitializer();
        return options.withDropout(model.mapLayers(layer -> layer.withKernelInitializer(initializer)), true);
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
