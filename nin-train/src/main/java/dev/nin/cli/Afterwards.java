// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli;

import dev.nin.UserInputException;
import dev.nin.checkpoint.Checkpoint;
import dev.nin.cli.run.BestCheckpoint;
import dev.nin.cli.run.RunFolder;
import dev.nin.cli.screen.CalibrationLine;
import dev.nin.data.Dataset;
import dev.nin.train.evaluation.CalibratedModel;
import java.awt.AWTError;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.proto.ConfigProto;

/** The work after a finished and saved training. A failure is reported and loses nothing. */
final class Afterwards {
    private Afterwards() {}

    /**
     * Writes a report, or reports in one line why it cannot be written.
     *
     * @param writing writes the report
     * @param run the run's folder, which stays unchanged
     * @param err receives a warning
     * @return whether the report was written
     */
    static boolean report(Runnable writing, Path run, PrintWriter err) {
        try {
            writing.run();
            return true;
        } catch (UserInputException e) {
            warn(String.valueOf(e.getMessage()), run, err);
        } catch (TensorFlowException e) {
            if (!MemoryFailure.is(e)) {
                throw e;
            }
            warn("the report cannot be drawn: TensorFlow has no memory for it", run, err);
        } catch (AWTError | LinkageError | InternalError e) {
            // A Java without a desktop, or a system without fonts: drawing fails with each of these.
            warn(
                    "the report cannot be drawn (" + e + "); it needs Java's whole module java.desktop, the complete "
                            + "class path and a font, such as Debian's fonts-dejavu-core",
                    run,
                    err);
        }
        return false;
    }

    /**
     * Fits the temperature of a classifier's best checkpoint to the validation images.
     *
     * @return whether the model is a classifier
     */
    static boolean calibrate(RunFolder run, Dataset validation, ConfigProto session, PrintWriter out) {
        BestCheckpoint best = new BestCheckpoint(run.path());
        Checkpoint trained = best.read();
        if (!CalibratedModel.isClassifier(trained.goals())) {
            return false;
        }
        Optional<CalibratedModel> calibrated = CalibratedModel.fit(trained, List.of(validation), session);
        calibrated.map(CalibratedModel::checkpoint).ifPresent(best::replace);
        out.println(CalibrationLine.of(calibrated, validation.size(), "validation images"));
        return true;
    }

    private static void warn(String message, Path run, PrintWriter err) {
        err.println("warning: " + message.replaceAll("\\s*\\R\\s*", " ") + "; the run is kept in " + run);
    }
}
