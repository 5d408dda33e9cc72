// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli;

import com.google.common.base.Strings;
import dev.nin.data.ImageSets;
import dev.nin.model.ModelSpec;
import dev.nin.runtime.TensorFlowRuntime;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What a training is of, told before it begins.
 *
 * @param preset the preset's name
 * @param model the network
 * @param data what it trains and is tested with
 * @param validation number of images set aside
 * @param runtime what it runs on
 */
record Header(String preset, ModelSpec model, ImageSets data, int validation, TensorFlowRuntime runtime) {
    private static final int WIDTH = 80;
    private static final int INDENT = 8;

    /** In one line, as a title. */
    String title() {
        return String.format(
                Locale.ROOT,
                "preset %s: %s with %,d parameters on %s, %s",
                preset,
                model.name(),
                model.summary().parameters(),
                images(),
                runtime.description());
    }

    /** For the screen, in lines of at most 80 characters unless a path is longer. */
    String lines(Path run) {
        long parameters = model.summary().parameters();
        String lines = line(
                        "model",
                        String.format(
                                Locale.ROOT, "%s with %,d parameters (preset %s)", model.name(), parameters, preset))
                + line("data", images())
                + line("device", runtime.description() + ", oneDNN " + (isOneDnnOff() ? "off" : "on"))
                + line("run", run.toString());
        return lines.stripTrailing();
    }

    private static String line(String name, String text) {
        return Wrapped.of(Strings.padEnd(name, INDENT, ' ') + text, WIDTH, INDENT);
    }

    private String images() {
        return String.format(
                Locale.ROOT,
                "%s (%,d training%s and %,d test images, %d classes)",
                data.name(),
                data.train().size(),
                validation == 0 ? "" : String.format(Locale.ROOT, ", %,d validation", validation),
                data.test().size(),
                data.train().classes().size());
    }

    /** The runtime switches it on unless the user has switched it off. */
    private static boolean isOneDnnOff() {
        return "0".equals(System.getenv("TF_ENABLE_ONEDNN_OPTS"));
    }
}
