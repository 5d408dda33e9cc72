// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data;

/** Mean and standard deviation of each channel of a set of images, of pixels from 0 to 1. */
public final class ChannelStatistics {
    private final float[] mean;
    private final float[] deviation;

    private ChannelStatistics(float[] mean, float[] deviation) {
        this.mean = mean;
        this.deviation = deviation;
    }

    /** Of pixels whose channels lie side by side. */
    static ChannelStatistics of(byte[] pixels, int channels) {
        double[] sum = new double[channels];
        double[] squares = new double[channels];
        for (int i = 0; i < pixels.length; i++) {
            double value = Byte.toUnsignedInt(pixels[i]) / 255.0;
            sum[i % channels] += value;
            squares[i % channels] += value * value;
        }
        double count = (double) pixels.length / channels;
        float[] mean = new float[channels];
        float[] deviation = new float[channels];
        for (int channel = 0; channel < channels; channel++) {
            double average = sum[channel] / count;
            mean[channel] = (float) average;
            deviation[channel] =
                    (float) Math.max(Math.sqrt(Math.max(squares[channel] / count - average * average, 0)), 1 / 255.0);
        }
        return new ChannelStatistics(mean, deviation);
    }

    /**
     * Each channel's mean.
     *
     * @return a new array, one value a channel
     */
    public float[] mean() {
        return mean.clone();
    }

    /**
     * Each channel's standard deviation.
     *
     * @return a new array, one value a channel, each above 0
     */
    public float[] deviation() {
        return deviation.clone();
    }
}
