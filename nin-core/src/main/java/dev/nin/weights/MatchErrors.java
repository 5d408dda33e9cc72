// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights;

import dev.nin.UserInputException;
import dev.nin.weights.format.Quotes;
import dev.nin.weights.format.StoredTensor;
import dev.nin.weights.layout.FileTensor;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The errors of matching the modules of a file to the layers of a model. */
final class MatchErrors {
    private MatchErrors() {}

    /** Returns the mismatch; of several modules, it names the one with the most matching tensors. */
    static UserInputException mismatch(Path file, FileTensor first, List<ModuleFit> next) {
        return next.stream()
                .max(Comparator.comparingLong(ModuleFit::matches))
                .map(ModuleFit::mismatch)
                .orElseGet(() -> nothingLeft(file, first));
    }

    static UserInputException nothingLeft(Path file, FileTensor first) {
        return new UserInputException(file + ": there is no tensor left for " + first.parameter() + ", expected "
                + first.there() + "; use the model that the file was written with");
    }

    static UserInputException ambiguous(Path file, String node, String one, String other) {
        return new UserInputException(file + ": " + Quotes.quoted(one) + " and " + Quotes.quoted(other) + " both fit "
                + node + ", and their names do not show which comes first; number the modules or name them like the"
                + " nodes");
    }

    static UserInputException leftOver(Path file, Map<String, StoredTensor> module) {
        // A kernel is more informative than a bias.
        StoredTensor tensor = module.values().stream()
                .max(Comparator.comparingInt(each -> each.dimensions().size()))
                .orElseThrow();
        return leftOver(file, tensor);
    }

    static UserInputException leftOver(Path file, StoredTensor tensor) {
        return new UserInputException(file + ": " + Quotes.quoted(tensor.name()) + " of shape " + tensor.dimensions()
                + " is left over: no layer of the model uses it; use the model that the file was written with");
    }
}
