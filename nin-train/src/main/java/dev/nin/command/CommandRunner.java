// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.command;

import com.google.common.base.CaseFormat;
import dev.nin.InvalidSettingException;
import dev.nin.UserInputException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Runs a command of this project. The exit code is 0 on success, 2 with a one-line message for invalid user input, and
 * 1 with a stack trace for any other error. Text is UTF-8 in any locale.
 */
public final class CommandRunner {
    private static final int USER_ERROR = 2;
    private static final int FAILURE = 1;
    private static final int LONG_OPTION_COLUMNS = 22;
    /** Options that are not called what the setting is called in Java. */
    private static final Map<String, String> OPTIONS =
            Map.of("rate", "--lr", "warmUp", "--warmup", "augmentation", "--augment", "testTimeAugmentation", "--tta");

    private static final String HELP = "; --help lists the options";

    private CommandRunner() {}

    /**
     * Runs a command and ends the process if it fails; returns on success.
     *
     * @param command makes the command, after the console is known
     * @param arguments the command line
     */
    public static void main(Supplier<CommandLine> command, String... arguments) {
        int code = run(command, arguments);
        if (code != 0) {
            System.exit(code);
        }
    }

    /**
     * Runs a command.
     *
     * @param command makes the command, after the console is known
     * @param arguments the command line
     * @return the exit code
     */
    public static int run(Supplier<CommandLine> command, String... arguments) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        CommandLine line = command.get()
                .setOut(out)
                .setErr(err)
                .setParameterExceptionHandler((problem, given) -> refuse(err, wording(problem)))
                .setExecutionExceptionHandler((problem, at, parsed) -> fail(err, problem));
        line.registerConverter(Path.class, GivenPath::parse);
        line.setUsageHelpLongOptionsMaxWidth(LONG_OPTION_COLUMNS);
        addHelp(line);
        return line.execute(arguments);
    }

    private static void addHelp(CommandLine line) {
        if (line.getCommandSpec().findOption("--help") == null) {
            line.getCommandSpec()
                    .addOption(OptionSpec.builder("-h", "--help")
                            .usageHelp(true)
                            .hidden(line.getParent() == null) // its synopsis mentions it, and its list is long
                            .type(boolean.class)
                            .description("Show this help and exit.")
                            .build());
        }
        line.getSubcommands().values().forEach(CommandRunner::addHelp);
    }

    private static int fail(PrintWriter err, Exception problem) {
        if (problem instanceof UserInputException own) {
            return refuse(err, wording(own));
        }
        problem.printStackTrace(err);
        return FAILURE;
    }

    private static int refuse(PrintWriter err, String message) {
        err.println("error: "
                + message.lines()
                        .reduce((first, next) -> first + " " + next.strip())
                        .orElse(""));
        return USER_ERROR;
    }

    private static String unknown(CommandLine line, String word) {
        Set<String> commands = line.getSubcommands().keySet();
        boolean isOption = word.startsWith("-");
        String suggestion =
                Suggestions.of(isOption ? line.getCommandSpec().optionsMap().keySet() : commands, word);
        if (!suggestion.isEmpty()) {
            return word + " is not known" + suggestion + " --help lists the options";
        }
        if (isOption || commands.isEmpty()) {
            return word + " is not known to " + line.getCommandSpec().qualifiedName() + HELP;
        }
        return word + " is not known, expected options or one of " + String.join(", ", new TreeSet<>(commands)) + HELP;
    }

    /** Returns the message, which names an option where the library names a setting. */
    private static String wording(UserInputException problem) {
        if (problem instanceof InvalidSettingException wrong) {
            String option = OPTIONS.getOrDefault(
                    wrong.setting(), "--" + CaseFormat.LOWER_CAMEL.to(CaseFormat.LOWER_HYPHEN, wrong.setting()));
            return wrong.messageFor(option);
        }
        return String.valueOf(problem.getMessage());
    }

    private static String wording(ParameterException problem) {
        if (problem.getCause() instanceof UserInputException own) {
            return wording(own);
        }
        if (problem instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            return unknown(problem.getCommandLine(), unmatched.getUnmatched().get(0));
        }
        return problem.getMessage() + HELP;
    }
}
