// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.versions;

import dev.nin.UserInputException;
import dev.nin.savedmodel.SavedModelFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.function.Function;

/** The version that a user means who names a model's folder. */
public final class NewestVersion {
    private NewestVersion() {}

    /**
     * The folder itself if it is a version, else the newest version in it.
     *
     * @throws UserInputException if there is none
     */
    public static Path in(Path folder) {
        if (isVersion(folder)) {
            return folder;
        }
        VersionDirectory versions = new VersionDirectory(folder);
        OptionalLong newest = versions.newest();
        if (newest.isEmpty()) {
            throw new UserInputException(folder + " holds no model: neither " + SavedModelFormat.GRAPH
                    + " nor a version such as 1; name a folder that export wrote");
        }
        return versions.version(newest.getAsLong());
    }

    /** Whether a folder is a version itself. */
    public static boolean isVersion(Path folder) {
        return Files.isRegularFile(folder.resolve(SavedModelFormat.GRAPH));
    }

    /**
     * Loads that version. An exporter that keeps few versions may remove it meanwhile; then there is a newer one.
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
