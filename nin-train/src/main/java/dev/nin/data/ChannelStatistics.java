package dev.nin.data;

/** Mean and standard deviation of each channel of a set of images, of pixels from 0 to 1. */
public final class ChannelStatistics {
    private final float[] mean;
    private final float[] deviation;

    ChannelStatistics(float[] mean, float[] deviation) {
        this.mean = mean;
        this.deviation = deviation;
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
