// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.records;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import dev.nin.UserInputException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tensorflow.proto.Example;
import org.tensorflow.proto.Feature;

/**
 * The label of an image in a tf.Example.
 *
 * @param label the label's number as written
 * @param text the class's name; empty if it is missing
 */
record ImageExample(long label, String text) {
    static final String ENCODED = "image/encoded";
    static final String LABEL = "image/class/label";
    static final String TEXT = "image/class/text";

    /** The names in TensorFlow's own image data sets, and in those of TensorFlow Datasets. */
    private static final List<String> IMAGES = List.of(ENCODED, "image");

    private static final List<String> LABELS = List.of(LABEL, "label");

    /** Field numbers of Example, of Features, and of map entries. */
    private static final int ONLY_FIELD = 1;

    private static final int KEY = 1;
    private static final int VALUE = 2;
    /** Enough for the features around an image, which is skipped. */
    private static final int BUFFER = 512;
    /** The maximum size of a feature that is read; the image is not read. */
    private static final int LONGEST = 1 << 16;

    /**
     * Reads the label and the name, and skips the image.
     *
     * @param culprit the record, for messages
     * @throws UserInputException if the record is not a tf.Example of a labeled image
     */
    static ImageExample read(String culprit, InputStream data) throws IOException {
        Map<String, Optional<Feature>> features = new TreeMap<>();
        try {
            CodedInputStream in = CodedInputStream.newInstance(data, BUFFER);
            each(in, ONLY_FIELD, () -> each(in, ONLY_FIELD, () -> readEntry(in, features)));
        } catch (InvalidProtocolBufferException e) {
            throw new UserInputException(culprit + " is not a tf.Example, expected one of an image; write it again", e);
        }
        if (IMAGES.stream().noneMatch(features::containsKey)) {
            throw lacks(culprit, "image", IMAGES, features);
        }
        for (String name : LABELS) {
            Optional<Feature> label = features.getOrDefault(name, Optional.empty());
            if (label.isPresent() && label.get().getInt64List().getValueCount() == 1) {
                return new ImageExample(label.get().getInt64List().getValue(0), text(features));
            }
        }
        throw lacks(culprit, "whole number", LABELS, features);
    }

    /**
     * Returns the image file in a tf.Example.
     *
     * @throws UserInputException if there is none
     */
    static byte[] encoded(String culprit, byte[] data) {
        try {
            Map<String, Feature> features =
                    Example.parseFrom(data).getFeatures().getFeatureMap();
            for (String name : IMAGES) {
                Feature image = features.get(name);
                if (image != null && image.getBytesList().getValueCount() == 1) {
                    return image.getBytesList().getValue(0).toByteArray();
                }
            }
            throw lacks(culprit, "image", IMAGES, features);
        } catch (InvalidProtocolBufferException e) {
            throw new UserInputException(culprit + " is not a tf.Example, expected one of an image; write it again", e);
        }
    }

    private static String text(Map<String, Optional<Feature>> features) {
        return features.getOrDefault(TEXT, Optional.empty())
                .filter(text -> text.getBytesList().getValueCount() == 1)
                .map(text -> text.getBytesList().getValue(0).toStringUtf8().strip())
                .orElse("");
    }

    private static void readEntry(CodedInputStream in, Map<String, Optional<Feature>> features) throws IOException {
        String key = "";
        int tag = in.readTag();
        while (tag != 0) {
            int field = WireFormat.getTagFieldNumber(tag);
            if (field == KEY) {
                key = in.readStringRequireUtf8();
            } else if (field == VALUE && (LABELS.contains(key) || key.equals(TEXT))) {
                features.put(key, Optional.of(small(in)));
            } else {
                features.put(key, Optional.empty());
                in.skipField(tag);
            }
            tag = in.readTag();
        }
    }

    private static Feature small(CodedInputStream in) throws IOException {
        int length = in.readRawVarint32();
        if (length < 0 || length > LONGEST) {
            throw new InvalidProtocolBufferException("a label of " + length + " bytes");
        }
        return Feature.parseFrom(ByteString.copyFrom(in.readRawBytes(length)));
    }

    /** Reads each message of a field, and skips all others. */
    private static void each(CodedInputStream in, int field, Entry entry) throws IOException {
        int tag = in.readTag();
        while (tag != 0) {
            boolean isMessage = WireFormat.getTagFieldNumber(tag) == field
                    && WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
            if (isMessage) {
                int before = in.pushLimit(in.readRawVarint32());
                entry.read();
                in.popLimit(before);
            } else {
                in.skipField(tag);
            }
            tag = in.readTag();
        }
    }

    @FunctionalInterface
    private interface Entry {
        void read() throws IOException;
    }

    private static UserInputException lacks(String culprit, String what, List<String> names, Map<String, ?> features) {
        return new UserInputException(culprit + " has no " + what + " in " + String.join(" or ", names)
                + ", only the features " + String.join(", ", features.keySet())
                + "; expected a tf.Example of a labeled image");
    }
}
