// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

import java.util.List;

/**
 * A layer of the user's own, known by a name. JSON keeps the name only: to read it back, {@link ModelJson} is given the
 * rule under the same name.
 *
 * @param kind the layer's name, such as gem
 * @param rule its shape and parameters; a CustomOperation of the graph package if it is to be compiled
 */
public record Custom(String kind, CustomLayer rule) implements Layer {
    /** @throws InvalidModelException if the name is not one that a node could have */
    public Custom {
        Checks.name("the name of a custom layer", kind);
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape input = Checks.only(inputs);
        Shape output = rule.outputShape(input);
        if (output.isMap() != input.isMap()) {
            throw new InvalidModelException("it makes " + output + " of " + input
                    + ", expected a map of a map and a vector of a vector; flatten it in a layer of its own");
        }
        return output;
    }

    @Override
    public List<Parameter> parameters(List<Shape> inputs) {
        return rule.parameters(Checks.only(inputs));
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
