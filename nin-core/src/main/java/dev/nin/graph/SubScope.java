// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.tensorflow.ConcreteFunction;
import org.tensorflow.DeviceSpec;
import org.tensorflow.ExecutionEnvironment;
import org.tensorflow.Graph;
import org.tensorflow.Operation;
import org.tensorflow.OperationBuilder;
import org.tensorflow.op.Ops;
import org.tensorflow.op.Scope;

/**
 * A scope of names that counts for itself which are taken. TensorFlow Java's own looks through all operations of the
 * graph each time one is opened, so that a graph of many scopes takes time by the square of its size. As there, it is
 * not thread-safe.
 */
public final class SubScope implements Scope {
    /** Device, control inputs and whether operations initialize: all that is no name. */
    private final Scope base;

    /** Makes a full name that no operation has. */
    private final UnaryOperator<String> fullNames;

    /** Names of operations that the graph had before, shared by all scopes below one. */
    private final Set<String> existing;

    private final @Nullable String operationName;

    private SubScope(
            Scope base, UnaryOperator<String> fullNames, Set<String> existing, @Nullable String operationName) {
        this.base = base;
        this.fullNames = fullNames;
        this.existing = existing;
        this.operationName = operationName;
    }

    /**
     * Operations of the same scope, whose sub-scopes are cheap.
     *
     * @param tf operations of a graph, of any scope
     * @return operations that make the same names
     */
    public static Ops of(Ops tf) {
        Scope scope = tf.scope();
        if (scope instanceof SubScope) {
            return tf;
        }
        SubScope cheap = new SubScope(scope, scope::makeOpName, new HashSet<>(), null);
        cheap.refreshNames();
        return Ops.create(new Door(cheap));
    }

    /**
     * The name of the scope of what belongs to a node. TensorFlow's names cannot begin with an underscore as nodes'
     * can; they can begin with a point, as nodes' cannot.
     *
     * @param node the node's name
     * @return the same name, an underscore at its start after a point
     */
    public static String ofNode(String node) {
        return node.startsWith("_") ? "." + node : node;
    }

    @Override
    public ExecutionEnvironment env() {
        return base.env();
    }

    @Override
    public Scope withSubScope(String name) {
        String prefix = makeOpName(name);
        Set<String> taken = new HashSet<>();
        Map<String, Integer> counts = new HashMap<>();
        UnaryOperator<String> below = child -> {
            String full = prefix + "/" + child;
            while (!taken.add(full) || existing.contains(full)) {
                full = prefix + "/" + child + "_" + counts.merge(child, 1, Integer::sum);
            }
            return full;
        };
        return new SubScope(base, below, existing, null);
    }

    @Override
    public Scope withNameAsSubScope(String defaultName) {
        return withSubScope(defaultName);
    }

    @Override
    public Scope withName(String name) {
        return new SubScope(base, fullNames, existing, legal(name));
    }

    @Override
    public Scope withDevice(DeviceSpec device) {
        return new SubScope(base.withDevice(device), fullNames, existing, operationName);
    }

    @Override
    public Scope withInitScope() {
        return new SubScope(base.withInitScope(), fullNames, existing, operationName);
    }

    @Override
    public Scope withControlDependencyOps(Iterable<Operation> controls) {
        return new SubScope(base.withControlDependencyOps(controls), fullNames, existing, operationName);
    }

    @Override
    public String makeOpName(String defaultName) {
        return fullNames.apply(operationName == null ? legal(defaultName) : operationName);
    }

    @Override
    public String makeUnique(String name) {
        String full = fullNames.apply(legal(name));
        return full.substring(full.lastIndexOf('/') + 1);
    }

    @Override
    public void refreshNames() {
        if (env() instanceof Graph graph) {
            Iterator<? extends Operation> operations = graph.operations();
            while (operations.hasNext()) {
                existing.add(operations.next().name());
            }
        }
    }

    @Override
    public OperationBuilder apply(OperationBuilder builder) {
        return base.apply(builder);
    }

    @Override
    public String getDeviceString() {
        return base.getDeviceString();
    }

    @Override
    public boolean isInit() {
        return base.isInit();
    }

    private static String legal(String name) {
        if (!Scope.isValidOpName(name)) {
            throw new IllegalArgumentException("the name of a scope or an operation is \"" + name
                    + "\", expected letters, digits, '_', '-' and '.', starting with a letter, digit or '.'");
        }
        return name;
    }

    /** The only way to operations in a scope of another kind than TensorFlow Java's: they ask for nothing but it. */
    private record Door(Scope baseScope) implements ExecutionEnvironment {
        @Override
        public OperationBuilder opBuilder(String type, String name, Scope scope) {
            return baseScope.env().opBuilder(type, name, scope);
        }

        @Override
        public void attachFunction(ConcreteFunction function) {
            baseScope.env().attachFunction(function);
        }

        @Override
        public void checkInput(Operation input) {
            baseScope.env().checkInput(input);
        }

        @Override
        public Types environmentType() {
            return baseScope.env().environmentType();
        }

        @Override
        public boolean isInitializer(Operation operation) {
            return baseScope.env().isInitializer(operation);
        }
    }
}
