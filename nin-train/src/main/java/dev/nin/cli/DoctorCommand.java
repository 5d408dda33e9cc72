// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli;

import dev.nin.cli.screen.Wrapped;
import dev.nin.doctor.Doctor;
import dev.nin.doctor.Finding;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The {@code doctor} command, which checks whether this machine is ready for training. */
@Command(
        name = "doctor",
        description = "Checks this machine and suggests fixes.",
        footer = "Exit code 1 if training cannot start.")
final class DoctorCommand implements Callable<Integer> {
    private static final int WIDTH = 80;
    private static final int INDENT = 21;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        return print(Doctor.examine(), spec.commandLine().getOut());
    }

    /** Prints findings and returns the exit code. */
    static int print(List<Finding> findings, PrintWriter out) {
        for (Finding finding : findings) {
            String level = switch (finding.level()) {
                case OK -> "ok";
                case NOTE -> "note";
                case FAULT -> "FAULT";
            };
            out.print(Wrapped.of(
                    String.format(Locale.ROOT, "%-6s %-13s %s", level, finding.subject(), finding.found()),
                    WIDTH,
                    INDENT));
            if (!finding.fix().isEmpty()) {
                out.print(Wrapped.of(" ".repeat(INDENT) + "-> " + finding.fix(), WIDTH, INDENT));
            }
        }
        boolean isSound = findings.stream().noneMatch(finding -> finding.level() == Finding.Level.FAULT);
        out.println(isSound ? "training can start" : "training cannot start");
        return isSound ? 0 : 1;
    }
}
