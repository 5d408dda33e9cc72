// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.export;

import dev.nin.InvalidSettingException;
import dev.nin.UserInputException;
import dev.nin.graph.TestTimeAugmentation;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.tensorflow.proto.ConfigProto;

/** The options of an export. Immutable; the builder's methods state the defaults. */
public final class ExportOptions {
    private static final int GREATEST_BATCH = 4096;

    private final OptionalLong version;
    private final GraphOptions graph;
    private final List<Integer> warmUp;
    private final boolean batching;
    private final OptionalInt keep;
    private final Optional<Path> source;
    private final ConfigProto session;
    private final Optional<Iterable<byte[]>> sampleImages;

    private ExportOptions(Builder builder) {
        version = builder.version;
        graph = new GraphOptions(
                builder.variables, builder.signatures, builder.gradCam, builder.labels, builder.augmentation);
        warmUp = builder.warmUp;
        batching = builder.batching;
        keep = builder.keep;
        source = builder.source;
        session = builder.session;
        sampleImages = builder.sampleImages;
    }

    /**
     * Returns the default options.
     *
     * @return the options
     */
    public static ExportOptions defaults() {
        return builder().build();
    }

    /**
     * Creates a builder.
     *
     * @return a builder with the default options
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Builds options; a later call replaces an earlier one of the same method. */
    public static final class Builder {
        private OptionalLong version = OptionalLong.empty();
        private boolean variables;
        private List<ServingSignature> signatures = List.of();
        private boolean gradCam;
        private @Nullable List<String> labels;
        private TestTimeAugmentation augmentation = TestTimeAugmentation.NONE;
        private List<Integer> warmUp = List.of();
        private boolean batching;
        private OptionalInt keep = OptionalInt.empty();
        private Optional<Path> source = Optional.empty();
        private ConfigProto session = ConfigProto.getDefaultInstance();
        private Optional<Iterable<byte[]>> sampleImages = Optional.empty();

        private Builder() {}

        /**
         * Sets the version number. Default: the next one.
         *
         * @param number at least 0 and not used yet
         * @return this builder
         */
        public Builder version(long number) {
            version = OptionalLong.of(number);
            return this;
        }

        /**
         * Sets whether weights are stored as variables with a TensorFlow checkpoint, for further training or for models
         * larger than 2 GB. Default: constants, which every reader can load.
         *
         * @param wanted whether to store variables
         * @return this builder
         */
        public Builder variables(boolean wanted) {
            variables = wanted;
            return this;
        }

        /**
         * Sets the signatures. Default: {@link ServingSignature#standard}.
         *
         * @param chosen at least one signature, each with a unique key
         * @return this builder
         * @throws UserInputException if the list is empty
         */
        public Builder signatures(List<ServingSignature> chosen) {
            if (chosen.isEmpty()) {
                throw new UserInputException("the list of signatures is empty, expected at least one");
            }
            signatures = List.copyOf(chosen);
            return this;
        }

        /**
         * Sets whether {@link ServingSignature#gradCam} is added. Default: no.
         *
         * @param wanted whether to add it; only for a classifier with a feature map
         * @return this builder
         */
        public Builder gradCam(boolean wanted) {
            gradCam = wanted;
            return this;
        }

        /**
         * Sets the class names of a classifier. Default: the checkpoint's labels.
         *
         * @param names one name for each class, in order
         * @return this builder
         */
        public Builder labels(List<String> names) {
            labels = List.copyOf(names);
            return this;
        }

        /**
         * Sets the versions of each image that the model runs on, whose outputs it averages. Default: only the image
         * itself.
         *
         * @param versions the versions, which multiply the time per image
         * @return this builder
         */
        public Builder testTimeAugmentation(TestTimeAugmentation versions) {
            augmentation = versions;
            return this;
        }

        /**
         * Adds requests that a server runs when it loads the model: one per signature and batch size. Default: none.
         *
         * @param batchSizes the batch sizes, each from 1 to 4096
         * @return this builder
         * @throws UserInputException if one is below 1 or above 4096
         */
        public Builder warmUp(List<Integer> batchSizes) {
            for (int size : batchSizes) {
                if (size < 1 || size > GREATEST_BATCH) {
                    throw new InvalidSettingException(
                            "warmUp", "has a batch size of " + size + ", expected 1 to " + GREATEST_BATCH);
                }
            }
            warmUp = batchSizes.stream().distinct().sorted().toList();
            return this;
        }

        /**
         * Sets whether {@code batching_params.pbtxt} is written, which a server started with
         * {@code --enable_per_model_batching_parameters} reads. Default: no.
         *
         * @param wanted whether to write it
         * @return this builder
         */
        public Builder batching(boolean wanted) {
            batching = wanted;
            return this;
        }

        /**
         * Removes all but the newest versions after the new one is published. Default: all are kept.
         *
         * @param newest the number of versions to keep, at least 1; the one just published is always kept
         * @return this builder
         * @throws UserInputException if it is below 1
         */
        public Builder keep(int newest) {
            if (newest < 1) {
                throw new InvalidSettingException("keep", "is " + newest + ", expected at least 1");
            }
            keep = OptionalInt.of(newest);
            return this;
        }

        /**
         * Sets the checkpoint's folder, so that the manifest describes the training run that it belongs to. Default:
         * unknown.
         *
         * @param checkpoint the checkpoint's folder
         * @return this builder
         */
        public Builder source(Path checkpoint) {
            source = Optional.of(checkpoint);
            return this;
        }

        /**
         * Quantizes an ONNX file: weights and the values between layers become 8-bit integers (Jacob et al. 2018),
         * which makes the file about four times smaller. The ranges of the values are calibrated on sample images.
         * Default: 32-bit floats.
         *
         * @param images some hundred images like those that the model will predict, such as training images; each
         *     (height, width, channels) of the model's input, uint8
         * @return this builder
         */
        public Builder int8(Iterable<byte[]> images) {
            sampleImages = Optional.of(images);
            return this;
        }

        /**
         * Sets the configuration of the session that tests the model before it is published, or runs it on the images
         * of {@link #int8}. Default: TensorFlow's.
         *
         * @param config the session's configuration
         * @return this builder
         */
        public Builder session(ConfigProto config) {
            session = config;
            return this;
        }

        /**
         * Builds the options.
         *
         * @return the options; the builder stays as it is
         */
        public ExportOptions build() {
            return new ExportOptions(this);
        }
    }

    OptionalLong version() {
        return version;
    }

    GraphOptions graph() {
        return graph;
    }

    List<Integer> warmUp() {
        return warmUp;
    }

    boolean batching() {
        return batching;
    }

    OptionalInt keep() {
        return keep;
    }

    Optional<Path> source() {
        return source;
    }

    ConfigProto session() {
        return session;
    }

    Optional<Iterable<byte[]>> sampleImages() {
        return sampleImages;
    }
}
