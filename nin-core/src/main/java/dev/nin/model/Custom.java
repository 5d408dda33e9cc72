// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

import java.util.List;

/**
 * A custom layer, identified by its kind. JSON stores only the kind: to read the model back, pass {@link ModelJson} the
 * rule under the same kind.
 *
 * @param kind the name of this kind of layer, such as gem
 * @param rule the layer's shape and parameters; must be a CustomOperation of the graph package to be compiled
 */
public record Custom(String kind, CustomLayer rule) implements Layer {
    /** @throws InvalidModelException if the kind is not a legal name */
    public Custom {
        Checks.name("the name of a custom layer", kind);
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape input = InputChecks.only(inputs);
        Shape output = rule.outputShape(input);
        if (output.isMap() != input.isMap()) {
            throw new InvalidModelException("it turns " + input + " into " + output
                    + ", expected a map from a map and a vector from a vector; flatten in a separate layer");
        }
        return output;
    }

    @Override
    public List<Parameter> parameters(List<Shape> inputs) {
        return rule.parameters(InputChecks.only(inputs));
    }

    @Override
    public ReceptiveField receptiveField(List<ReceptiveField> fields, List<Shape> inputs) {
        return fields.get(0).isWhole() ? ReceptiveField.WHOLE : ReceptiveField.UNKNOWN;
    }

    @Override
    public boolean drawsInTraining() {
        return true;
    }

    @Override
    public String title() {
        return kind;
    }

    @Override
    public String stem() {
        return kind;
    }

    @Override
    public String call() {
        return "custom(\"" + kind + "\", ...)";
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
