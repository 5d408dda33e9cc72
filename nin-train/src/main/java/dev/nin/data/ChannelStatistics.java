// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data;

import java.util.stream.IntStream;

/** The mean and standard deviation of each channel over a set of images, for pixels from 0 to 1. */
public final class ChannelStatistics {
    /** Number of images decoded for statistics: their mean is within a thousandth of that of many more. */
    private static final int SAMPLE = 512;

    private static final int AT_ONCE = 128;

    private final float[] mean;
    private final float[] deviation;

    private ChannelStatistics(float[] mean, float[] deviation) {
        this.mean = mean;
        this.deviation = deviation;
    }

    /**
     * Computes the statistics of a dataset. If images must be decoded, a fixed sample of them is used.
     *
     * @param images the images
     * @return the statistics, deviations at least 1/255
     */
    public static ChannelStatistics of(Dataset images) {
        Dataset sample = images.isDecoded() ? images : images.limit(SAMPLE);
        Sums sums = new Sums(images.shape().channels());
        try (ExampleReader reader = new ExampleReader(sample, Draw.NONE)) {
            for (int from = 0; from < sample.size(); from += AT_ONCE) {
                int to = Math.min(from + AT_ONCE, sample.size());
                int[] batch = IntStream.range(from, to).toArray();
                ExampleReader.await(reader.read(batch, read -> sums.add(read.pixels())));
            }
        }
        return sums.statistics();
    }

    /** The sums over pixels with interleaved channels. */
    private static final class Sums {
        private final double[] sum;
        private final double[] squares;
        private long values;

        Sums(int channels) {
            sum = new double[channels];
            squares = new double[channels];
        }

        Sums add(byte[] pixels) {
            int channels = sum.length;
            for (int i = 0; i < pixels.length; i++) {
                double value = Byte.toUnsignedInt(pixels[i]) / 255.0;
                sum[i % channels] += value;
                squares[i % channels] += value * value;
            }
            values += pixels.length;
            return this;
        }

        ChannelStatistics statistics() {
            int channels = sum.length;
            double count = (double) values / channels;
            float[] mean = new float[channels];
            float[] deviation = new float[channels];
            for (int channel = 0; channel < channels; channel++) {
                double average = sum[channel] / count;
                mean[channel] = (float) average;
                deviation[channel] = (float) Math.max(
                        Math.sqrt(Math.max(squares[channel] / count - average * average, 0)), 1 / 255.0);
            }
            return new ChannelStatistics(mean, deviation);
        }
    }

    /**
     * Returns each channel's mean.
     *
     * @return a new array, one value per channel
     */
    public float[] mean() {
        return mean.clone();
    }

    /**
     * Returns each channel's standard deviation.
     *
     * @return a new array, one value per channel, each above 0
     */
    public float[] deviation() {
        return deviation.clone();
    }
}
