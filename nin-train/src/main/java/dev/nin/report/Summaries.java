// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.report;

import com.google.protobuf.ByteString;
import dev.nin.report.picture.Pictures;
import java.awt.image.BufferedImage;
import java.nio.FloatBuffer;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.HistogramProto;
import org.tensorflow.proto.Summary;
import org.tensorflow.proto.SummaryMetadata;
import org.tensorflow.proto.SummaryMetadata.PluginData;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/** Creates summary values for TensorBoard, each with a tag. */
final class Summaries {
    private static final int BUCKETS = 30;
    private static final int RED_GREEN_BLUE = 3;

    private Summaries() {}

    static Summary.Value scalar(String tag, double value) {
        return Summary.Value.newBuilder()
                .setTag(tag)
                .setSimpleValue((float) value)
                .build();
    }

    /**
     * Returns a histogram with buckets of equal width; NaN values are left out.
     *
     * @param values the values from position to limit
     */
    static Summary.Value histogram(String tag, FloatBuffer values) {
        double[] finite = new double[values.remaining()];
        int count = 0;
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        double sum = 0;
        double squares = 0;
        while (values.hasRemaining()) {
            double value = values.get();
            if (Double.isFinite(value)) {
                finite[count++] = value;
                least = Math.min(least, value);
                greatest = Math.max(greatest, value);
                sum += value;
                squares += value * value;
            }
        }
        HistogramProto.Builder histogram = HistogramProto.newBuilder()
                .setNum(count)
                .setSum(sum)
                .setSumSquares(squares)
                .setMin(count == 0 ? 0 : least)
                .setMax(count == 0 ? 0 : greatest);
        if (count > 0) {
            fill(histogram, finite, count);
        }
        return Summary.Value.newBuilder().setTag(tag).setHisto(histogram).build();
    }

    private static void fill(HistogramProto.Builder histogram, double[] values, int count) {
        double least = histogram.getMin();
        double width = (histogram.getMax() - least) / BUCKETS;
        // Equal values fill one bucket.
        int buckets = width > 0 ? BUCKETS : 1;
        long[] counts = new long[buckets];
        for (int i = 0; i < count; i++) {
            counts[width > 0 ? Math.min((int) ((values[i] - least) / width), buckets - 1) : 0]++;
        }
        for (int i = 0; i < buckets; i++) {
            histogram.addBucketLimit(i == buckets - 1 ? histogram.getMax() : least + (i + 1) * width);
            histogram.addBucket((double) counts[i]);
        }
    }

    static Summary.Value image(String tag, BufferedImage picture) {
        return Summary.Value.newBuilder()
                .setTag(tag)
                .setImage(Summary.Image.newBuilder()
                        .setHeight(picture.getHeight())
                        .setWidth(picture.getWidth())
                        .setColorspace(RED_GREEN_BLUE)
                        .setEncodedImageString(ByteString.copyFrom(Pictures.png(picture))))
                .build();
    }

    /** Returns a text in Markdown. */
    static Summary.Value text(String tag, String markdown) {
        TensorProto tensor = TensorProto.newBuilder()
                .setDtype(DataType.DT_STRING)
                .setTensorShape(TensorShapeProto.getDefaultInstance())
                .addStringVal(ByteString.copyFromUtf8(markdown))
                .build();
        return plugin(tag, "text", ByteString.EMPTY, tensor);
    }

    /** Returns a value in the format of a TensorBoard plugin. */
    static Summary.Value plugin(String tag, String plugin, ByteString content, TensorProto tensor) {
        return Summary.Value.newBuilder()
                .setTag(tag)
                .setMetadata(SummaryMetadata.newBuilder()
                        .setPluginData(
                                PluginData.newBuilder().setPluginName(plugin).setContent(content)))
                .setTensor(tensor)
                .build();
    }
}
