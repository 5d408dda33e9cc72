// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import dev.nin.model.Activation;
import dev.nin.model.Add;
import dev.nin.model.AvgPool2d;
import dev.nin.model.BatchNorm;
import dev.nin.model.Concat;
import dev.nin.model.Conv2d;
import dev.nin.model.ConvTranspose2d;
import dev.nin.model.Cropping2d;
import dev.nin.model.Dense;
import dev.nin.model.DepthwiseConv2d;
import dev.nin.model.DropPath;
import dev.nin.model.Dropout;
import dev.nin.model.Flatten;
import dev.nin.model.GlobalAvgPool2d;
import dev.nin.model.GlobalMaxPool2d;
import dev.nin.model.GroupNorm;
import dev.nin.model.Initializer;
import dev.nin.model.Interpolation;
import dev.nin.model.Layer;
import dev.nin.model.LayerNorm;
import dev.nin.model.LocalResponseNorm;
import dev.nin.model.MaxPool2d;
import dev.nin.model.Multiply;
import dev.nin.model.Normalize;
import dev.nin.model.Padding;
import dev.nin.model.PixelShuffle;
import dev.nin.model.Prelu;
import dev.nin.model.Resize;
import dev.nin.model.Scale;
import dev.nin.model.Size;
import dev.nin.model.Softmax;
import dev.nin.model.SpatialDropout2d;
import dev.nin.model.UpSampling2d;
import dev.nin.model.ZeroPadding2d;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/** Random layers of every kind; many do not fit their inputs. */
final class DrawnLayers {
    private static final Initializer DRAWN = new Initializer.GlorotUniform();

    /** All kinds that read one node; those with many arguments occur more often. */
    private static final List<Function<Random, Layer>> KINDS = List.of(
            DrawnLayers::convolution,
            DrawnLayers::convolution,
            DrawnLayers::convolution,
            random -> new DepthwiseConv2d(
                    upTo(random, 3), size(random, 5), size(random, 3), padding(random), true, DRAWN, DRAWN),
            random -> new ConvTranspose2d(
                    upTo(random, 3), size(random, 5), size(random, 3), padding(random), true, DRAWN, DRAWN),
            random -> new MaxPool2d(size(random, 5), size(random, 3), padding(random)),
            random -> new AvgPool2d(size(random, 5), size(random, 3), padding(random)),
            random -> new MaxPool2d(size(random, 4), size(random, 3)),
            random -> new Cropping2d(below(random, 4), below(random, 4), below(random, 4), below(random, 4)),
            random -> new ZeroPadding2d(below(random, 4), below(random, 4), below(random, 4), below(random, 4)),
            random -> new Resize(size(random, 9), any(random, Interpolation.values())),
            random -> new UpSampling2d(size(random, 3), any(random, Interpolation.values())),
            random -> new Normalize(List.of(0f, 1f), List.of(1f, 2f)),
            random -> new Dense(upTo(random, 4), DRAWN, DRAWN),
            random -> new Activation(any(random, Activation.Function.values())),
            random -> new LocalResponseNorm(upTo(random, 3), 1, 0.5f, 0.75f),
            random -> new BatchNorm(0.9f, 1e-3f),
            random -> new LayerNorm(1e-3f),
            random -> new Dropout(0.5f),
            random -> new SpatialDropout2d(0.5f),
            random -> new DropPath(0.5f),
            random -> new Scale(2, 1),
            random -> new Softmax(),
            random -> new GroupNorm(upTo(random, 3), 1e-3f),
            random -> new PixelShuffle(upTo(random, 2)),
            random -> new Prelu(0.25f),
            random -> new GlobalAvgPool2d(),
            random -> new GlobalMaxPool2d(),
            random -> new Flatten(),
            random -> ChannelFactor.LAYER);

    private static final List<Layer> MEETINGS = List.of(new Add(), new Concat(), new Multiply());

    private DrawnLayers() {}

    /** Returns a layer that reads one node. */
    static Layer single(Random random) {
        return KINDS.get(random.nextInt(KINDS.size())).apply(random);
    }

    /** Returns a layer that reads several nodes. */
    static Layer meeting(Random random) {
        return MEETINGS.get(random.nextInt(MEETINGS.size()));
    }

    static int upTo(Random random, int greatest) {
        return 1 + random.nextInt(greatest);
    }

    private static Layer convolution(Random random) {
        boolean plain = random.nextBoolean();
        return new Conv2d(
                plain ? upTo(random, 4) : 2 * upTo(random, 2),
                size(random, 5),
                size(random, 3),
                padding(random),
                plain ? Size.square(1) : size(random, 3),
                plain ? 1 : upTo(random, 2),
                random.nextBoolean(),
                DRAWN,
                DRAWN);
    }

    private static Padding padding(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> Padding.same();
            case 1 -> Padding.valid();
            case 2 -> Padding.of(below(random, 3));
            default -> new Padding.Explicit(below(random, 3), below(random, 3), below(random, 3), below(random, 3));
        };
    }

    private static Size size(Random random, int greatest) {
        return new Size(upTo(random, greatest), upTo(random, greatest));
    }

    private static int below(Random random, int limit) {
        return random.nextInt(limit);
    }

    private static <T> T any(Random random, T[] values) {
        return values[random.nextInt(values.length)];
    }
}
