// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.records;

import dev.nin.UserInputException;
import dev.nin.data.listing.LabelsFile;
import dev.nin.data.listing.Part;
import dev.nin.data.listing.PartUses;
import dev.nin.data.listing.Progress;
import dev.nin.files.Reasons;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Lists the images in a folder of TFRecord shards. Shard names contain the word train, val, validation or test, and may
 * end in numbers such as {@code -00000-of-00004}. Records are tf.Examples with {@code image/encoded} and
 * {@code image/class/label}, as in TensorFlow's own image data sets, or {@code image} and {@code label}, as in
 * TensorFlow Datasets. Class names come from {@code labels.txt} or {@code image/class/text}; labels start at 0 or 1.
 */
public final class TfRecordListing {
    private static final int PROGRESS_STEP = 500;
    private static final int SHOWN = 20;

    private final Path folder;
    private final Progress progress;
    private final TreeMap<Integer, String> texts = new TreeMap<>();
    private int found;

    private TfRecordListing(Path folder, Progress progress) {
        this.folder = folder;
        this.progress = progress;
    }

    /**
     * Returns whether a folder contains a shard.
     *
     * @param folder the folder
     * @return whether a file in it has the name of a shard
     */
    public static boolean matches(Path folder) {
        return !shards(folder).isEmpty();
    }

    /**
     * Lists a folder.
     *
     * @param folder the folder
     * @param progress is notified of the number of images found so far
     * @return the folder's parts
     * @throws UserInputException if a shard is missing, truncated or damaged, or a record is not a labeled image
     */
    public static TfRecordSets list(Path folder, Progress progress) {
        return new TfRecordListing(folder, progress).list();
    }

    private TfRecordSets list() {
        Map<Part, List<Path>> files = files();
        Map<Part, Labeled> parts = new EnumMap<>(Part.class);
        files.forEach((part, shards) -> parts.put(part, read(part, shards)));
        Path labelsFile = folder.resolve(LabelsFile.NAME);
        List<String> lines = Files.exists(labelsFile) ? LabelsFile.read(labelsFile) : List.of();
        LabelNumbers numbers = LabelNumbers.decide(labelsFile.toString(), lines, texts);
        List<String> notes = new ArrayList<>();
        Map<Part, String> titles = Map.of(
                Part.TRAIN, "the train shards", Part.VALIDATION, "the validation shards", Part.TEST, "test shard");
        Map<Part, Labeled> uses = PartUses.byUse(parts, titles, notes);
        Labeled train = uses.get(Part.TRAIN);
        if (train == null) {
            throw new UserInputException(folder + " has no shard to train with, expected one whose name has the word"
                    + " train in it; add it or rename one");
        }
        return new TfRecordSets(
                folder.toString(),
                numbers.classes(),
                train.source(numbers),
                Optional.ofNullable(uses.get(Part.VALIDATION)).map(part -> part.source(numbers)),
                Optional.ofNullable(uses.get(Part.TEST)).map(part -> part.source(numbers)),
                notes);
    }

    /** Shards with the labels of their records as written. */
    private record Labeled(List<TfRecordFile> shards, List<Integer> labels) {
        TfRecordSource source(LabelNumbers numbers) {
            return new TfRecordSource(
                    shards,
                    labels.stream().mapToInt(label -> label - numbers.first()).toArray());
        }
    }

    private Labeled read(Part part, List<Path> files) {
        List<TfRecordFile> shards = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (Path file : files) {
            shards.add(TfRecordFile.open(file, (index, data) -> {
                String culprit = file + ": record " + (index + 1);
                labels.add(label(culprit, ImageExample.read(culprit, data)));
                found++;
                if (found % PROGRESS_STEP == 0) {
                    progress.update(found, 0);
                }
            }));
        }
        if (labels.isEmpty()) {
            throw new UserInputException(files.get(0) + " and the other shards of "
                    + part.name().toLowerCase(Locale.ROOT) + " have no record, expected images");
        }
        return new Labeled(shards, labels);
    }

    private int label(String culprit, ImageExample example) {
        if (example.label() < 0 || example.label() > LabelNumbers.MOST) {
            throw new UserInputException(culprit + " has the label " + example.label()
                    + ", expected a class's number from 0 or 1; remove records without a label");
        }
        int label = (int) example.label();
        String known = texts.putIfAbsent(label, example.text());
        if (known != null && !known.equals(example.text())) {
            throw new UserInputException(culprit + " gives the label " + label + " the name \"" + example.text()
                    + "\", others \"" + known + "\"; expected one name for each label");
        }
        return label;
    }

    private Map<Part, List<Path>> files() {
        Map<ShardName, Path> shards = shards(folder);
        requireAll(shards);
        boolean hasParts =
                shards.keySet().stream().anyMatch(shard -> shard.part().isPresent());
        Map<Part, List<Path>> files = new EnumMap<>(Part.class);
        shards.forEach((shard, path) -> {
            if (hasParts && shard.part().isEmpty()) {
                throw new UserInputException(path + " belongs to no part, expected train, validation or test in its"
                        + " name; rename it or remove it");
            }
            files.computeIfAbsent(shard.part().orElse(Part.TRAIN), part -> new ArrayList<>())
                    .add(path);
        });
        return files;
    }

    private void requireAll(Map<ShardName, Path> shards) {
        Map<String, BitSet> present = new TreeMap<>();
        Map<String, Integer> counts = new TreeMap<>();
        shards.forEach((shard, path) -> {
            int count = shard.count();
            Integer other = counts.putIfAbsent(shard.set(), count);
            if (other != null && other != count) {
                throw new UserInputException(path + " is one of " + count + " shards and another one of " + other
                        + ", expected one set; remove the other");
            }
            if (count > 0 && shard.number() >= count) {
                throw new UserInputException(path + " is named as shard " + shard.number() + " of " + count
                        + ", expected 0 to " + (count - 1) + "; rename it");
            }
            present.computeIfAbsent(shard.set(), set -> new BitSet()).set(shard.number());
        });
        shards.forEach((shard, path) -> {
            BitSet numbers = present.getOrDefault(shard.set(), new BitSet());
            if (numbers.cardinality() < shard.count()) {
                String missing = IntStream.range(0, shard.count())
                        .filter(number -> !numbers.get(number))
                        .limit(SHOWN)
                        .mapToObj(number -> String.format(Locale.ROOT, "%05d", number))
                        .collect(Collectors.joining(", "));
                throw new UserInputException(folder + " lacks " + (shard.count() - numbers.cardinality()) + " of the "
                        + shard.count() + " shards that " + path.getFileName() + " is one of: " + missing
                        + "; copy them too");
            }
        });
    }

    /** Returns the shards in a folder, sorted by name. */
    private static Map<ShardName, Path> shards(Path folder) {
        Map<ShardName, Path> shards = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> !file.getFileName().toString().startsWith("."))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .forEach(file ->
                            ShardName.of(file.getFileName().toString()).ifPresent(shard -> shards.put(shard, file)));
            return shards;
        } catch (IOException e) {
            throw new UserInputException("folder " + folder + " cannot be read (" + Reasons.of(e) + ")", e);
        }
    }
}
