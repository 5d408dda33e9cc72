// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.plan;

import com.google.common.base.Strings;
import dev.nin.cli.screen.Wrapped;
import dev.nin.data.ImageSets;
import dev.nin.model.ModelSpec;
import dev.nin.runtime.TensorFlowRuntime;
import dev.nin.task.Target;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The summary of a training that is shown before it starts.
 *
 * @param preset the preset's name
 * @param found the images and the model
 * @param runtime the TensorFlow runtime and its device
 */
public record Header(String preset, FoundData found, TensorFlowRuntime runtime) {
    private static final int WIDTH = 80;
    private static final int INDENT = 8;

    /** Returns the model's name and today's date. */
    public String title() {
        return found.model().name() + ", " + LocalDate.now(ZoneId.systemDefault());
    }

    /** Returns a summary in one line. */
    public String summary() {
        return String.format(
                Locale.ROOT,
                "preset %s: %s with %,d parameters on %s, %s",
                preset,
                found.model().name(),
                found.model().summary().parameters(),
                images(),
                runtime.description());
    }

    /** Returns the summary for the screen, in lines of at most 80 characters unless a path is longer. */
    public String lines(Path run) {
        ModelSpec model = found.model();
        long parameters = model.summary().parameters();
        long trained = model.summary().trainable();
        StringBuilder lines = new StringBuilder()
                .append(line(
                        "model",
                        String.format(
                                Locale.ROOT,
                                "%s with %,d parameters%s (preset %s)",
                                model.name(),
                                parameters,
                                trained == parameters
                                        ? ""
                                        : String.format(Locale.ROOT, ", %,d of them trained", trained),
                                preset)))
                .append(line("data", images()))
                .append(line("images", found.input()));
        found.notes().forEach(note -> lines.append(line("note", note)));
        return lines.append(line("device", runtime.description() + ", oneDNN " + (isOneDnnOff() ? "off" : "on")))
                .append(line("run", run.toString()))
                .toString()
                .stripTrailing();
    }

    private static String line(String name, String text) {
        return Wrapped.of(Strings.padEnd(name, INDENT, ' ') + text, WIDTH, INDENT);
    }

    private String images() {
        ImageSets data = found.sets();
        return String.format(
                Locale.ROOT,
                "%s (%,d training%s and %,d test images, %s)",
                data.name(),
                data.train().size(),
                data.validation()
                        .map(images -> String.format(Locale.ROOT, ", %,d validation", images.size()))
                        .orElse(""),
                data.test().size(),
                targets(data.train().targets()));
    }

    private static String targets(List<Target> targets) {
        if (targets.isEmpty()) {
            return "no targets";
        }
        return targets.stream()
                .map(target -> switch (target.kind()) {
                    case CLASS -> target.names().size() + " classes";
                    case TAGS -> target.names().size() + " tags";
                    case MASK -> "masks of " + target.names().size() + " classes";
                    case VALUES -> "values of " + String.join(", ", target.names());
                    case IMAGE -> "the images themselves";
                })
                .collect(Collectors.joining(", "));
    }

    /** Returns whether the user switched oneDNN off; the runtime switches it on by default. */
    private static boolean isOneDnnOff() {
        return "0".equals(System.getenv("TF_ENABLE_ONEDNN_OPTS"));
    }
}
