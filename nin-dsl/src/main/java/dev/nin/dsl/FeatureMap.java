// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.dsl;

import com.google.common.primitives.Floats;
import dev.nin.model.Add;
import dev.nin.model.GlobalAvgPool2d;
import dev.nin.model.GroupNorm;
import dev.nin.model.Interpolation;
import dev.nin.model.InvalidModelException;
import dev.nin.model.Layer;
import dev.nin.model.LocalResponseNorm;
import dev.nin.model.Multiply;
import dev.nin.model.Normalize;
import dev.nin.model.Resize;
import dev.nin.model.Scale;
import dev.nin.model.Size;
import dev.nin.model.SpatialDropout2d;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A stage of a network whose output is a feature map (height, width, channels). */
public final class FeatureMap extends Features<FeatureMap>
        implements Convolutions, DepthwiseConvolutions, Enlargements, Margins, Poolings {
    FeatureMap(Stage stage) {
        this(stage, 1);
    }

    private FeatureMap(Stage stage, int made) {
        super(stage, made);
    }

    /**
     * Resizes bilinearly with half-pixel centers, as image libraries do.
     *
     * @param height rows of the output
     * @param width columns of the output
     * @return the map (height, width, channels)
     */
    public FeatureMap resize(int height, int width) {
        return map(Layers.call("resize", height, width), () -> new Resize(new Size(height, width)));
    }

    /**
     * Resizes with a given interpolation.
     *
     * @param height rows of the output
     * @param width columns of the output
     * @param interpolation how values between pixels are computed
     * @return the map (height, width, channels)
     */
    public FeatureMap resize(int height, int width, Interpolation interpolation) {
        return map(Layers.call("resize", height, width), () -> new Resize(new Size(height, width), interpolation));
    }

    /**
     * Multiplies every value by a factor and adds an offset.
     *
     * @param factor finite
     * @param offset finite
     * @return the map of the same shape
     */
    public FeatureMap scale(double factor, double offset) {
        return map("scale(" + factor + ", " + offset + ")", () -> new Scale((float) factor, (float) offset));
    }

    /**
     * Subtracts a mean and divides by a standard deviation, the same for every channel.
     *
     * @param mean finite
     * @param deviation finite and above 0
     * @return the map of the same shape
     */
    public FeatureMap normalize(float mean, float deviation) {
        float[] means = new float[shape().channels()];
        float[] deviations = new float[shape().channels()];
        Arrays.fill(means, mean);
        Arrays.fill(deviations, deviation);
        return normalize(means, deviations);
    }

    /**
     * Subtracts each channel's mean and divides by its standard deviation.
     *
     * @param mean one value per channel
     * @param deviation one value per channel, above 0
     * @return the map of the same shape
     */
    public FeatureMap normalize(float[] mean, float[] deviation) {
        return map(
                "normalize(...)", () -> new Normalize(Floats.asList(mean.clone()), Floats.asList(deviation.clone())));
    }

    /**
     * Normalizes groups of channels over the whole map, with an epsilon of 1e-5 (Wu and He 2018). It is independent of
     * the batch and suits small batches.
     *
     * @param groups number of groups, a divisor of the channels
     * @return the map of the same shape
     */
    public FeatureMap groupNorm(int groups) {
        return groupNorm(groups, 1e-5);
    }

    /**
     * Normalizes groups of channels over the whole map.
     *
     * @param groups number of groups, a divisor of the channels
     * @param epsilon added to the variance, above 0
     * @return the map of the same shape
     */
    public FeatureMap groupNorm(int groups, double epsilon) {
        return map(Layers.call("groupNorm", groups, epsilon), () -> new GroupNorm(groups, (float) epsilon));
    }

    /**
     * Local response normalization (Krizhevsky et al. 2012) with AlexNet's radius 2, bias 2, alpha 1e-4 and beta 0.75.
     *
     * @return the map of the same shape
     */
    public FeatureMap localResponseNorm() {
        return map("localResponseNorm()", () -> new LocalResponseNorm(2, 2, 1e-4f, 0.75f));
    }

    /**
     * Sets whole channels to zero in training with the given probability and scales the rest; does nothing in
     * inference.
     *
     * @param rate probability of a zero, from 0 up to but not including 1
     * @return the map of the same shape
     */
    public FeatureMap spatialDropout(double rate) {
        return map("spatialDropout(" + rate + ")", () -> new SpatialDropout2d((float) rate));
    }

    /**
     * Splits into parallel branches, to be joined again: {@code x.branch(a -> ..., b -> ...).concat()}.
     *
     * @param first the layers of the first branch; may return its argument
     * @param others the layers of the other branches
     * @return their results, to be joined by {@code concat()} or {@code add()}
     */
    public Branches branch(Continuation first, Continuation... others) {
        return new Branches(Stream.concat(Stream.of(first), Arrays.stream(others))
                .map(continuation -> continuation.apply(this))
                .toList());
    }

    /**
     * Adds a residual connection: the sum of this stage and the body's output (He et al. 2016).
     *
     * @param body the layers of the body; their output has this stage's shape
     * @return a map of the same shape
     */
    public FeatureMap residual(Continuation body) {
        List<Stage> ways = List.of(body.apply(this).stage(), stage());
        return new FeatureMap(Stage.after(ways, "residual(...)", Add::new));
    }

    /**
     * Adds a residual connection whose body training skips for random examples: stochastic depth (Huang et al. 2016).
     *
     * @param body the layers of the body; their output has this stage's shape
     * @param dropPath probability that an example skips the body, from 0 (never) up to but not including 1
     * @return a map of the same shape
     */
    public FeatureMap residual(Continuation body, double dropPath) {
        return residual(in -> dropPath == 0 ? body.apply(in) : body.apply(in).dropPath(dropPath));
    }

    /**
     * Returns the mean of each channel as a map of one pixel: the squeeze of Hu et al. (2018), to be multiplied with
     * the original map.
     *
     * @return the map (1, 1, channels)
     */
    public FeatureMap squeeze() {
        return map("squeeze()", GlobalAvgPool2d::new);
    }

    /**
     * Weights each channel by a factor computed from all channels (Hu et al. 2018): global pooling, two 1×1
     * convolutions with ReLU and sigmoid, and a product.
     *
     * @param reduction factor by which the channels between the two convolutions are reduced
     * @return a map of the same shape
     */
    public FeatureMap squeezeExcite(int reduction) {
        int channels = shape().channels();
        FeatureMap pooled = map(Layers.call("squeezeExcite", reduction), () -> {
            if (reduction < 1 || channels / reduction < 1) {
                throw new InvalidModelException("the reduction of the " + channels + " channels is " + reduction
                        + ", expected from 1 to " + channels);
            }
            return new GlobalAvgPool2d();
        });
        FeatureMap weights = pooled.conv2d(channels / reduction, 1)
                .relu()
                .conv2d(channels, 1)
                .sigmoid();
        return joined("multiply(...)", Multiply::new, List.of(this, weights));
    }

    /** Returns the output of a layer that reads several maps. */
    static FeatureMap joined(String call, Supplier<? extends Layer> layer, List<FeatureMap> maps) {
        List<Stage> stages = maps.stream().map(FeatureMap::stage).toList();
        return new FeatureMap(Stage.after(stages, call, layer));
    }

    @Override
    FeatureMap of(Stage next, int layers) {
        return new FeatureMap(next, layers);
    }

    FeatureMap map(String call, Supplier<? extends Layer> layer) {
        return of(after(call, layer));
    }
}
