// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.doctor;

import dev.nin.UserInputException;
import dev.nin.runtime.Device;
import dev.nin.runtime.TensorFlowRuntime;
import java.util.List;
import org.tensorflow.TensorFlow;

/** Checks TensorFlow by loading it as a training does. */
final class TensorFlowCheck {
    private static final String FOLDER = "native folder";

    private TensorFlowCheck() {}

    static List<Finding> examine() {
        try {
            TensorFlowRuntime runtime = TensorFlowRuntime.start(Device.parse("auto"), 0, false);
            return List.of(Finding.ok("TensorFlow", TensorFlow.version() + " " + runtime.description()), oneDnn());
        } catch (UserInputException e) {
            String message = String.valueOf(e.getMessage());
            int fix = message.lastIndexOf("; ");
            return List.of(Finding.fault(FOLDER, message.substring(0, fix), message.substring(fix + 2)));
        } catch (LinkageError e) {
            return List.of(Finding.fault(
                    "TensorFlow",
                    "it cannot be loaded: " + e,
                    "make ~/.javacpp/cache and the temporary folder writable with 1 GiB free, or name another with "
                            + "-Dorg.bytedeco.javacpp.cachedir=DIR; on Alpine Linux use a system with glibc"));
        }
    }

    /** Returns whether native libraries cannot even be unpacked, which later checks need. */
    static boolean lacksFolder(List<Finding> findings) {
        return findings.stream().anyMatch(finding -> finding.subject().equals(FOLDER));
    }

    private static Finding oneDnn() {
        boolean isOff = "0".equals(System.getenv("TF_ENABLE_ONEDNN_OPTS"));
        return isOff
                ? Finding.note("oneDNN", "off by TF_ENABLE_ONEDNN_OPTS=0", "unset it; training is faster with oneDNN")
                : Finding.ok("oneDNN", "on");
    }
}
