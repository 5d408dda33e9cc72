// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.scan;

import dev.nin.UserInputException;
import dev.nin.data.listing.ImageFile;
import dev.nin.data.listing.ListedImages;
import dev.nin.data.listing.ListedSets;
import dev.nin.data.listing.Progress;
import dev.nin.data.listing.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks all files of a listing before the first step, so that all bad files are reported together. */
public final class FileScan {
    private static final int SHOWN = 20;

    private FileScan() {}

    /**
     * Checks all files, on all cores.
     *
     * @param sets the files
     * @param check decides whether a file is good
     * @param badFiles how bad files are handled
     * @param cache the findings of earlier scans, to which this one's are added
     * @param progress is notified of the number of files checked
     * @return the good files
     * @throws UserInputException if there are bad files and they must not be skipped, or a class or part has no images
     *     without them
     */
    public static ScannedSets scan(
            ListedSets sets, FileCheck check, BadFiles badFiles, ScanCache cache, Progress progress) {
        List<ListedImages> parts = new ArrayList<>(List.of(sets.train()));
        sets.validation().ifPresent(parts::add);
        sets.test().ifPresent(parts::add);
        List<ImageFile> files =
                parts.stream().flatMap(part -> part.files().stream()).toList();
        List<ScannedFile> scanned = new ScanRun(files, check, progress).scan(cache);

        List<BadFile> bad = bad(files, scanned);
        if (badFiles == BadFiles.FAIL && !bad.isEmpty()) {
            throw new UserInputException(bad.size() + " of " + files.size() + " images in " + sets.name()
                    + " cannot be used: "
                    + Shown.first(bad.stream().map(BadFile::toString).toList(), SHOWN)
                    + "; repair or delete them, or skip them (BadFiles.SKIP, --on-bad-file skip)");
        }
        List<String> notes = new ArrayList<>(sets.notes());
        if (!bad.isEmpty()) {
            notes.add(bad.size() + " of " + files.size() + " images cannot be used and are skipped, such as "
                    + bad.get(0));
        }
        int validationStart = sets.train().files().size();
        int testStart = validationStart
                + sets.validation().map(part -> part.files().size()).orElse(0);
        ScannedImages train = good(sets.train(), scanned.subList(0, validationStart));
        requireEveryClass(sets.train(), train.images());
        Optional<ScannedImages> validation =
                sets.validation().map(part -> good(part, scanned.subList(validationStart, testStart)));
        Optional<ScannedImages> test = sets.test().map(part -> good(part, scanned.subList(testStart, scanned.size())));
        return new ScannedSets(sets.name(), train, validation, test, notes, bad);
    }

    private static List<BadFile> bad(List<ImageFile> files, List<ScannedFile> scanned) {
        List<BadFile> bad = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            String problem = scanned.get(i).finding().problem();
            if (problem != null) {
                bad.add(new BadFile(files.get(i).name(), problem));
            }
        }
        return bad;
    }

    private static ScannedImages good(ListedImages part, List<ScannedFile> scanned) {
        List<ImageFile> files = new ArrayList<>();
        List<ScannedFile> good = new ArrayList<>();
        for (int i = 0; i < scanned.size(); i++) {
            if (!scanned.get(i).isBad()) {
                files.add(part.files().get(i));
                good.add(scanned.get(i));
            }
        }
        if (files.isEmpty() && !scanned.isEmpty()) {
            throw new UserInputException("none of " + scanned.size() + " images in " + part.root()
                    + " can be used, such as " + bad(part.files(), scanned).get(0) + "; repair some");
        }
        return new ScannedImages(part.with(files), good);
    }

    private static void requireEveryClass(ListedImages listed, ListedImages good) {
        int[] before = listed.counts();
        int[] after = good.counts();
        for (int i = 0; i < after.length; i++) {
            if (after[i] == 0 && before[i] > 0) {
                throw new UserInputException("class \"" + listed.classes().get(i)
                        + "\" has no training image that can be" + " used, expected one of its " + before[i]
                        + " to be good; repair some or remove the class");
            }
        }
    }
}
