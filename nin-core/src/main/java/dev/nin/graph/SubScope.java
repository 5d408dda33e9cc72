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
 * A name scope that keeps its own record of used names. TensorFlow Java's scope searches all operations of the graph
 * each time one is opened, which takes quadratic time for a graph with many scopes. Like that one, it is not
 * thread-safe.
 */
public final class SubScope implements Scope {
    /** The scope for everything except names: device, control inputs and whether operations are initializers. */
    private final Scope base;

    /** Returns a full name that no operation has. */
    private final UnaryOperator<String> fullNames;

    /** Names of operations that the graph already had, shared by all nested scopes. */
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
     * Returns operations of the same scope whose sub-scopes are cheap and whose names are legal in any locale.
     *
     * @param tf operations of a graph, of any scope
     * @return operations that use the same names
     */
    public static Ops of(Ops tf) {
        Scope scope = tf.scope();
        if (scope instanceof SubScope) {
            return tf;
        }
        SubScope cheap = new SubScope(scope, name -> latinDigits(scope.makeOpName(name)), new HashSet<>(), null);
        cheap.refreshNames();
        return Ops.create(new Door(cheap));
    }

    /**
     * Returns the scope name for a node's operations. Unlike node names, TensorFlow names cannot start with an
     * underscore but can start with a dot.
     *
     * @param node the node's name
     * @return the node's name, with a dot before a leading underscore
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

    /** TensorFlow Java numbers names with the digits of the default locale, which TensorFlow itself refuses. */
    private static String latinDigits(String name) {
        StringBuilder latin = new StringBuilder(name);
        for (int i = 0; i < latin.length(); i++) {
            char letter = latin.charAt(i);
            if (Character.isDigit(letter)) {
                latin.setCharAt(i, Character.forDigit(Character.digit(letter, 10), 10));
            }
        }
        return latin.toString();
    }

    private static String legal(String name) {
        if (!Scope.isValidOpName(name)) {
            throw new IllegalArgumentException("the name of a scope or an operation is \"" + name
                    + "\", expected letters, digits, '_', '-' and '.', starting with a letter, digit or '.'");
        }
        return name;
    }

    /** The execution environment through which operations use a custom scope; they only ask it for the scope. */
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
