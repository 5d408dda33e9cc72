// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli;

import dev.nin.UserInputException;
import java.awt.AWTError;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.tensorflow.exceptions.TFResourceExhaustedException;

/** What comes behind a training that is over and kept: its failure is told, and takes nothing away. */
final class Afterwards {
    private Afterwards() {}

    /**
     * Writes a report, or tells in one line why it cannot be written.
     *
     * @param writing what writes it
     * @param run the run's folder, which stays as it is
     * @param err where a warning goes
     * @return whether it is written
     */
    static boolean report(Runnable writing, Path run, PrintWriter err) {
        try {
            writing.run();
            return true;
        } catch (UserInputException e) {
            warn(String.valueOf(e.getMessage()), run, err);
        } catch (TFResourceExhaustedException e) {
            warn("the report cannot be drawn: TensorFlow has no memory for it", run, err);
        } catch (AWTError | LinkageError | InternalError e) {
            // A Java without a desktop, or a system without fonts: drawing fails with each of these.
            warn(
                    "the report cannot be drawn (" + e + "); it needs all of Java's module java.desktop, all of the "
                            + "class path and a font, such as of Debian's fonts-dejavu-core",
                    run,
                    err);
        }
        return false;
    }

    private static void warn(String message, Path run, PrintWriter err) {
        err.println("warning: " + message.replaceAll("\\s*\\R\\s*", " ") + "; the run is kept in " + run);
    }
}
