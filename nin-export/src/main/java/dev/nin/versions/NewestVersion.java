// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.versions;

import dev.nin.UserInputException;
import dev.nin.savedmodel.SavedModelFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.function.Function;

/** Resolves a model's folder to its newest version. */
public final class NewestVersion {
    private NewestVersion() {}

    /**
     * Returns the folder itself if it is a version, else the newest version in it.
     *
     * @throws UserInputException if there is no version
     */
    public static Path in(Path folder) {
        if (isVersion(folder)) {
            return folder;
        }
        VersionDirectory versions = new VersionDirectory(folder);
        OptionalLong newest = versions.newest();
        if (newest.isEmpty()) {
            throw new UserInputException(folder + " contains no model: neither " + SavedModelFormat.GRAPH + " nor "
                    + VersionFormat.ONNX.file() + " nor a version such as 1; name a folder written by export");
        }
        return versions.version(newest.getAsLong());
    }

    /** Returns whether a folder is a version itself. */
    public static boolean isVersion(Path folder) {
        return Arrays.stream(VersionFormat.values()).anyMatch(format -> format.isIn(folder));
    }

    /**
     * Loads that version. If an exporter that keeps few versions removes it in the meantime, the newer one is loaded.
     *
     * @param load loads a version's folder
     */
    public static <T> T load(Path folder, Function<Path, T> load) {
        while (true) {
            Path version = in(folder);
            try {
                return load.apply(version);
            } catch (UserInputException e) {
                if (version.equals(folder) || Files.exists(version)) {
                    throw e;
                }
            }
        }
    }
}
