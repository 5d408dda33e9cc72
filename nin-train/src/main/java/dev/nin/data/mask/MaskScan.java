// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.mask;

import dev.nin.UserInputException;
import dev.nin.data.listing.ImageFile;
import dev.nin.data.listing.MaskFile;
import dev.nin.data.listing.Progress;
import dev.nin.data.listing.Shown;
import dev.nin.data.scan.BadFile;
import dev.nin.data.scan.BadFiles;
import dev.nin.data.scan.FileContent;
import dev.nin.data.scan.ScannedFile;
import dev.nin.data.scan.ScannedImages;
import dev.nin.data.scan.ScannedSets;
import dev.nin.files.Reasons;
import dev.nin.image.ImageHeader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Reads all masks before the first step, to determine their classes and to find masks that do not fit their images. */
public final class MaskScan {
    private static final int SHOWN = 20;
    private static final int PROGRESS_STEP = 100;

    private MaskScan() {}

    /**
     * Images with usable masks.
     *
     * @param sets the images, each with its mask
     * @param classes the masks' classes
     */
    public record Masked(ScannedSets sets, MaskClasses classes) {}

    /** The result of checking the mask of an image. */
    private record Found(ImageFile image, BitSet values, String problem) {}

    /**
     * Reads all masks, on all cores.
     *
     * @param sets images that were listed with masks
     * @param folders the folders to search for a file {@value MaskClasses#FILE}
     * @param badFiles how images whose masks do not fit are handled
     * @param progress is notified of the number of masks read
     * @return the images whose masks fit
     * @throws UserInputException if masks do not fit and must not be skipped, no image remains without them, or there
     *     is no class file for too many values
     */
    public static Masked scan(ScannedSets sets, List<Path> folders, BadFiles badFiles, Progress progress) {
        List<ScannedImages> parts = new ArrayList<>(List.of(sets.train()));
        sets.validation().ifPresent(parts::add);
        sets.test().ifPresent(parts::add);
        List<List<Found>> found = found(parts, progress);
        Optional<Path> named = folders.stream()
                .map(folder -> folder.resolve(MaskClasses.FILE))
                .filter(Files::isRegularFile)
                .findFirst();
        MaskClasses classes = named.map(MaskClasses::named).orElseGet(() -> distinct(sets, found.get(0)));

        List<BadFile> bad = new ArrayList<>();
        List<ScannedImages> good = new ArrayList<>();
        for (int part = 0; part < parts.size(); part++) {
            good.add(good(parts.get(part), found.get(part), classes, bad));
        }
        List<String> notes = new ArrayList<>(sets.notes());
        if (!bad.isEmpty()) {
            notes.add(skipped(sets, found.stream().mapToInt(List::size).sum(), bad, badFiles));
        }
        if (named.isEmpty()) {
            notes.add("the classes are the values of the training masks: " + String.join(", ", classes.names()) + "; "
                    + MaskClasses.FILE + " would name them");
        }
        List<BadFile> skipped = new ArrayList<>(sets.skipped());
        skipped.addAll(bad);
        Optional<ScannedImages> validation = sets.validation().map(part -> good.get(1));
        Optional<ScannedImages> test = sets.test().map(part -> good.get(good.size() - 1));
        return new Masked(new ScannedSets(sets.name(), good.get(0), validation, test, notes, skipped), classes);
    }

    /** Returns a note on bad masks, or throws an exception if they must not be skipped. */
    private static String skipped(ScannedSets sets, int all, List<BadFile> bad, BadFiles badFiles) {
        if (badFiles == BadFiles.FAIL) {
            throw new UserInputException(bad.size() + " of " + all + " masks in " + sets.name() + " cannot be used: "
                    + Shown.first(bad.stream().map(BadFile::toString).toList(), SHOWN)
                    + "; repair or delete them, or skip them (BadFiles.SKIP, --on-bad-file skip)");
        }
        return bad.size() + " of " + all + " masks cannot be used and their images are skipped, such as " + bad.get(0);
    }

    private static List<List<Found>> found(List<ScannedImages> parts, Progress progress) {
        int all = parts.stream().mapToInt(part -> part.files().size()).sum();
        AtomicInteger done = new AtomicInteger();
        return parts.stream()
                .map(part -> part.images().files().parallelStream()
                        .map(image -> {
                            Found found = found(image);
                            int count = done.incrementAndGet();
                            if (count % PROGRESS_STEP == 0 || count == all) {
                                progress.update(count, all);
                            }
                            return found;
                        })
                        .toList())
                .toList();
    }

    private static Found found(ImageFile image) {
        MaskFile file = image.mask()
                .orElseThrow(() -> new IllegalArgumentException(image.name() + " was listed without a mask"));
        try (FileContent content = FileContent.open(image.path())) {
            MaskImage mask = MaskImage.read(file.path());
            ImageHeader header = ImageHeader.read(content.head(), content.tail(), content.size(), content::read);
            boolean fits = mask.height() == header.storedHeight() && mask.width() == header.storedWidth();
            return new Found(
                    image.withMask(new MaskFile(file.path(), file.name(), header.orientation())),
                    MaskClasses.valuesOf(mask.values()),
                    fits
                            ? ""
                            : "it is " + mask.height() + "×" + mask.width() + " pixels, its image " + image.name()
                                    + " is stored as " + header.storedHeight() + "×" + header.storedWidth());
        } catch (IOException e) {
            return new Found(image, new BitSet(), Reasons.of(e));
        }
    }

    private static MaskClasses distinct(ScannedSets sets, List<Found> training) {
        BitSet values = new BitSet();
        training.stream().filter(each -> each.problem().isEmpty()).forEach(each -> values.or(each.values()));
        if (values.isEmpty()) {
            throw none(sets.train(), bad(training.get(0), training.get(0).problem()));
        }
        return MaskClasses.distinct(sets.name(), values);
    }

    private static ScannedImages good(ScannedImages part, List<Found> found, MaskClasses classes, List<BadFile> bad) {
        List<ImageFile> images = new ArrayList<>();
        List<ScannedFile> files = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            Found each = found.get(i);
            String problem = each.problem().isEmpty() ? classes.problem(each.values()) : each.problem();
            if (problem.isEmpty()) {
                images.add(each.image());
                files.add(part.files().get(i));
            } else {
                bad.add(bad(each, problem));
            }
        }
        if (images.isEmpty()) {
            throw none(part, bad.get(bad.size() - 1));
        }
        return new ScannedImages(part.images().with(images), files);
    }

    private static BadFile bad(Found found, String problem) {
        return new BadFile(found.image().mask().map(MaskFile::name).orElse(""), problem);
    }

    private static UserInputException none(ScannedImages part, BadFile example) {
        return new UserInputException("none of " + part.files().size() + " masks in "
                + part.images().root() + " can be used, such as " + example + "; repair some");
    }
}
