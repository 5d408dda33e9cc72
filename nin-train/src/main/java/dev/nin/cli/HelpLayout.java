// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli;

import com.google.common.base.Joiner;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi.Text;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * Lays out a command's options compactly: below headings, in the order of their fields, with consecutive options of the
 * same description on one line.
 */
final class HelpLayout {
    /** The headings by the first option below each. */
    static final Map<String, String> HEADINGS = Map.of(
            "--preset", "Model and images:",
            "--task", "Task:",
            "--epochs", "Training:",
            "--out", "Run:",
            "--device", "Machine:",
            "--cluster", "Several processes:");

    private static final int NAMES = 34;
    private static final int DESCRIPTION = 46;
    private static final int INDENT = 2;

    private HelpLayout() {}

    /** Replaces picocli's list of a command's options. */
    static void apply(CommandSpec command) {
        command.usageMessage().sectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, HelpLayout::options);
    }

    /** Lists the options; those with the same description as the next one share its line. */
    private static String options(Help help) {
        List<OptionSpec> options = help.commandSpec().options().stream()
                .filter(option -> !option.hidden())
                .toList();
        StringBuilder lines = new StringBuilder();
        Text names = help.colorScheme().text("");
        for (int i = 0; i < options.size(); i++) {
            OptionSpec option = options.get(i);
            String heading = HEADINGS.get(option.longestName());
            if (heading != null) {
                lines.append(heading).append('\n');
            }
            names = names.concat(name(option, help));
            boolean isLast = i + 1 == options.size();
            if (!isLast
                    && Arrays.equals(option.description(), options.get(i + 1).description())) {
                names = names.concat(" ");
                continue;
            }
            lines.append(row(names, option, help));
            names = help.colorScheme().text("");
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

    private static String row(Text names, OptionSpec option, Help help) {
        TextTable table = TextTable.forColumns(
                help.colorScheme(),
                new Column(NAMES, INDENT, Overflow.SPAN),
                new Column(DESCRIPTION, 0, Overflow.WRAP));
        table.addRowValues(names, help.colorScheme().text(Joiner.on(' ').join(option.description())));
        return table.toString();
    }
}
