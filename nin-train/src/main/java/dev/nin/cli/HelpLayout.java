// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli;

import com.google.common.base.Joiner;
import java.util.Map;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi.Text;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The layout of a command's options in its help: an option per line, below headings, in the order of the fields. */
final class HelpLayout {
    /** The headings by the first option below each. */
    static final Map<String, String> HEADINGS = Map.of(
            "--preset", "Model and images:",
            "--task", "Task:",
            "--epochs", "Training:",
            "--out", "Run:",
            "--device", "Machine:",
            "--cluster", "Several processes:");

    private static final int NAMES = 29;
    private static final int DESCRIPTION = 51;
    private static final int INDENT = 2;

    private HelpLayout() {}

    /** Replaces picocli's list of a command's options. */
    static void apply(CommandSpec command) {
        command.usageMessage().sectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, HelpLayout::options);
    }

    private static String options(Help help) {
        StringBuilder lines = new StringBuilder();
        for (OptionSpec option : help.commandSpec().options()) {
            if (option.hidden()) {
                continue;
            }
            String heading = HEADINGS.get(option.longestName());
            if (heading != null) {
                lines.append(heading).append('\n');
            }
            lines.append(row(name(option, help), option, help));
        }
        return lines.toString();
    }

    private static Text name(OptionSpec option, Help help) {
        String name = Joiner.on(", ").join(option.names());
        String shown = option.negatable()
                ? help.commandSpec().negatableOptionTransformer().makeSynopsis(name, help.commandSpec())
                : name;
        return help.colorScheme()
                .optionText(shown)
                .concat(help.parameterLabelRenderer()
                        .renderParameterLabel(
                                option, help.ansi(), help.colorScheme().optionParamStyles()));
    }

    private static String row(Text name, OptionSpec option, Help help) {
        TextTable table = TextTable.forColumns(
                help.colorScheme(),
                new Column(NAMES, INDENT, Overflow.SPAN),
                new Column(DESCRIPTION, 0, Overflow.WRAP));
        table.addRowValues(name, help.colorScheme().text(Joiner.on(' ').join(option.description())));
        return table.toString();
    }
}
