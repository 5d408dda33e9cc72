// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli;

import dev.nin.UserInputException;
import dev.nin.cli.options.TargetOptions;
import dev.nin.cli.screen.LoadingLine;
import dev.nin.cli.screen.Terminal;
import dev.nin.data.Dataset;
import dev.nin.data.Draw;
import dev.nin.data.ExampleBuffer;
import dev.nin.data.ImageSets;
import dev.nin.data.ImageShape;
import dev.nin.data.Targets;
import dev.nin.data.listing.ClassCounts;
import dev.nin.data.listing.FolderListing;
import dev.nin.data.listing.ListedSets;
import dev.nin.data.manifest.ManifestListing;
import dev.nin.data.records.TfRecordWriter;
import dev.nin.data.scan.BadFiles;
import dev.nin.data.source.DataOptions;
import dev.nin.data.source.DataSource;
import dev.nin.model.Input;
import dev.nin.runtime.Device;
import dev.nin.runtime.TensorFlowRuntime;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The {@code data} command, which lists a data folder, checks it, or packs it as record files. */
@Command(
        name = "data",
        description = "Lists data, checks it, or packs it as TFRecord.",
        synopsisSubcommandLabel = "(list | check | pack)")
final class DataCommand implements Runnable {
    private static final String DATA = "A folder or a manifest, as in --data for training.";
    /** A thumbnail's size: files are decoded only to check that they can be. */
    private static final Input SMALL = new Input(32, 32, 3, Input.Pixels.UINT8);

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no sub-command is given, expected list, check or pack");
    }

    @Command(
            name = "list",
            description = "Shows the classes and the number of images per split, without decoding images.")
    void list(@Parameters(paramLabel = "DIR", description = DATA) String data, @Mixin TargetOptions targets) {
        DataSource found = find(data, BadFiles.SKIP, targets);
        try (ImageSets sets = open(found)) {
            out().print(TargetCounts.table(sets));
            TargetCounts.line(sets.train()).ifPresent(out()::println);
            out().println("size: " + found.shape().map(ImageShape::toString).orElse("several"));
            print(notes(found, sets));
        }
        if (!found.skipped().isEmpty()) {
            out().println(found.skipped().size() + " images cannot be read; data check " + data + " lists them");
        }
        out().flush();
    }

    @Command(
            name = "check",
            description = "Decodes every image and lists those that cannot be read; exit code 2 if any.")
    void check(@Parameters(paramLabel = "DIR", description = DATA) String data, @Mixin TargetOptions targets) {
        TensorFlowRuntime.start(Device.parse("auto"), 0, false);
        DataSource found = find(data, BadFiles.SKIP, targets);
        List<String> bad = new ArrayList<>(found.skipped());
        int good;
        Optional<String> line;
        List<String> notes;
        try (ImageSets sets = open(found)) {
            notes = notes(found, sets);
            List<Dataset> parts = new ArrayList<>(List.of(sets.train(), sets.test()));
            sets.validation().ifPresent(parts::add);
            line = TargetCounts.line(sets.train());
            good = parts.stream().mapToInt(Dataset::size).sum();
            for (Dataset part : parts) {
                bad.addAll(undecodable(part));
            }
        }
        bad.forEach(out()::println);
        out().flush();
        if (!bad.isEmpty()) {
            throw new UserInputException("data " + data + ": " + bad.size() + " of "
                    + (good + found.skipped().size())
                    + " images cannot be read, which are listed above; fix or remove them");
        }
        out().println("all " + good + " images can be read");
        line.ifPresent(out()::println);
        print(notes);
        out().flush();
    }

    private static List<String> notes(DataSource found, ImageSets sets) {
        return Stream.concat(found.notes().stream(), ClassCounts.notes(sets).stream())
                .toList();
    }

    private void print(List<String> notes) {
        notes.forEach(note -> out().println("note: " + note));
    }

    private static List<String> undecodable(Dataset part) {
        return IntStream.range(0, part.size())
                .parallel()
                .mapToObj(image -> problem(part, image))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<String> problem(Dataset part, int image) {
        try {
            part.read(image, ExampleBuffer.of(part.shape()));
            part.readTargets(image, Draw.NONE, new Targets(part.targets(), 1).at(0, image));
            return Optional.empty();
        } catch (UserInputException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    @Command(name = "pack", description = "Writes the images into TFRecord shards of tf.Example records.")
    void pack(
            @Parameters(paramLabel = "DIR", description = DATA) Path data,
            @Option(names = "--to", required = true, paramLabel = "DIR", description = "The new folder of the shards.")
                    Path to) {
        try (LoadingLine line = new LoadingLine(Terminal.of(out()))) {
            ListedSets listed =
                    ManifestListing.matches(data) ? ManifestListing.list(data, line) : FolderListing.list(data, line);
            TfRecordWriter.write(listed, to, line);
        }
        out().println("packed: " + to);
    }

    private DataSource find(String data, BadFiles badFiles, TargetOptions targets) {
        try (LoadingLine line = new LoadingLine(Terminal.of(out()))) {
            return DataSource.find(
                    data, targets.of(DataOptions.DEFAULT.withBadFiles(badFiles).withProgress(line)));
        }
    }

    private static ImageSets open(DataSource found) {
        ImageShape shape = found.shape().orElse(new ImageShape(SMALL.height(), SMALL.width(), SMALL.channels()));
        return found.open(
                found.isEncoded()
                        ? SMALL
                        : new Input(shape.height(), shape.width(), shape.channels(), Input.Pixels.UINT8));
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
