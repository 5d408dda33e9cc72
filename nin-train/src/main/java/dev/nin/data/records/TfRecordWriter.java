// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.records;

import com.google.common.primitives.Ints;
import com.google.protobuf.ByteString;
import dev.nin.UserInputException;
import dev.nin.data.Shuffle;
import dev.nin.data.listing.ImageFile;
import dev.nin.data.listing.LabelsFile;
import dev.nin.data.listing.ListedImages;
import dev.nin.data.listing.ListedSets;
import dev.nin.data.listing.Progress;
import dev.nin.files.Reasons;
import dev.nin.files.RecordFraming;
import dev.nin.files.StagedDirectory;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.tensorflow.proto.BytesList;
import org.tensorflow.proto.Example;
import org.tensorflow.proto.Feature;
import org.tensorflow.proto.Features;
import org.tensorflow.proto.Int64List;

/**
 * Writes listed images as TFRecord shards in the format of TensorFlow's own image data sets, with labels from 0 and
 * {@code labels.txt}. Images are shuffled, always in the same order, for readers that read sequentially.
 */
public final class TfRecordWriter {
    /** The approximate shard size in bytes, as recommended by TensorFlow's guide to input pipelines. */
    private static final long SHARD = 128L << 20;

    private final Path folder;
    private final Progress progress;
    private final int total;
    private int done;

    private TfRecordWriter(Path folder, Progress progress, int total) {
        this.folder = folder;
        this.progress = progress;
        this.total = total;
    }

    /**
     * Writes all parts into a new folder, which is created complete or not at all.
     *
     * @param sets the images
     * @param target the folder to create
     * @param progress is notified of the number of images written
     * @throws UserInputException if the folder already exists or cannot be written, or an image cannot be read
     */
    public static void write(ListedSets sets, Path target, Progress progress) {
        write(sets, target, SHARD, progress);
    }

    static void write(ListedSets sets, Path target, long shardBytes, Progress progress) {
        Path absolute = target.toAbsolutePath().normalize();
        Path parent = absolute.getParent();
        if (parent == null || Files.exists(absolute)) {
            throw isThere(target);
        }
        int total = size(sets.train())
                + sets.validation().map(TfRecordWriter::size).orElse(0)
                + sets.test().map(TfRecordWriter::size).orElse(0);
        try (StagedDirectory staged = StagedDirectory.in(parent)) {
            TfRecordWriter writer = new TfRecordWriter(staged.path(), progress, total);
            writer.write("train", sets.train(), shardBytes);
            if (sets.validation().isPresent()) {
                writer.write("validation", sets.validation().get(), shardBytes);
            }
            if (sets.test().isPresent()) {
                writer.write("test", sets.test().get(), shardBytes);
            }
            Files.writeString(
                    staged.path().resolve(LabelsFile.NAME),
                    String.join("\n", sets.train().classes()) + "\n");
            staged.publish(absolute.getFileName().toString());
        } catch (FileAlreadyExistsException e) {
            throw isThere(target);
        } catch (IOException e) {
            throw new UserInputException(
                    target + " cannot be written (" + Reasons.of(e) + "); name another folder or make room", e);
        }
    }

    private void write(String part, ListedImages images, long shardBytes) throws IOException {
        int size = size(images);
        int shards = shards(images, shardBytes);
        int[] order = Shuffle.order(size, 0, 0);
        for (int shard = 0; shard < shards; shard++) {
            String name = String.format(Locale.ROOT, "%s-%05d-of-%05d.tfrecord", part, shard, shards);
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(folder.resolve(name)))) {
                int end = (int) ((long) size * (shard + 1) / shards);
                for (int i = (int) ((long) size * shard / shards); i < end; i++) {
                    ImageFile image = images.files().get(order[i]);
                    out.write(RecordFraming.frame(example(image, images)));
                    done++;
                    progress.update(done, total);
                }
            }
        }
    }

    private static int shards(ListedImages images, long shardBytes) {
        long bytes = 0;
        for (ImageFile image : images.files()) {
            try {
                bytes += Files.size(image.path());
            } catch (IOException e) {
                throw unreadable(image, e);
            }
        }
        return Ints.constrainToRange(Ints.saturatedCast(bytes / shardBytes), 1, Math.max(1, size(images)));
    }

    private static byte[] example(ImageFile image, ListedImages images) {
        byte[] encoded;
        try {
            encoded = Files.readAllBytes(image.path());
        } catch (IOException e) {
            throw unreadable(image, e);
        }
        Feature label = Feature.newBuilder()
                .setInt64List(Int64List.newBuilder().addValue(image.label()))
                .build();
        // The image comes last, so that the label can be read without it.
        return Example.newBuilder()
                .setFeatures(Features.newBuilder()
                        .putFeature(ImageExample.LABEL, label)
                        .putFeature(ImageExample.TEXT, text(images.classes().get(image.label())))
                        .putFeature("image/filename", text(image.name()))
                        .putFeature("image/format", text(format(image.name(), encoded)))
                        .putFeature(ImageExample.ENCODED, bytes(ByteString.copyFrom(encoded))))
                .build()
                .toByteArray();
    }

    /** Returns the format, by the image's first bytes or its extension. */
    private static String format(String name, byte[] encoded) {
        String start = new String(encoded, 0, Math.min(4, encoded.length), StandardCharsets.ISO_8859_1);
        if (start.startsWith("\u00ff\u00d8")) {
            return "jpeg";
        }
        if (start.equals("\u0089PNG")) {
            return "png";
        }
        if (start.equals("GIF8")) {
            return "gif";
        }
        return start.startsWith("BM")
                ? "bmp"
                : name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    private static Feature text(String text) {
        return bytes(ByteString.copyFromUtf8(text));
    }

    private static Feature bytes(ByteString value) {
        return Feature.newBuilder()
                .setBytesList(BytesList.newBuilder().addValue(value))
                .build();
    }

    private static int size(ListedImages images) {
        return images.files().size();
    }

    private static UserInputException isThere(Path target) {
        return new UserInputException(target + " already exists, expected the name of a new folder; name another");
    }

    private static UserInputException unreadable(ImageFile image, IOException problem) {
        return new UserInputException(
                "image " + image.path() + " cannot be read (" + Reasons.of(problem) + "); remove it", problem);
    }
}
