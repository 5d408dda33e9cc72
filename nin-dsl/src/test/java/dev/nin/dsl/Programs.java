// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.dsl;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Expressions in the DSL, compiled into one class, each in its own method and on its own line. */
final class Programs {
    private static final String CLASS = "Program";
    private static final List<String> HEAD = List.of(
            "import static dev.nin.dsl.Nin.*;",
            "import dev.nin.dsl.*;",
            "import dev.nin.graph.layer.*;",
            "import dev.nin.model.*;",
            "import java.util.*;",
            "public class " + CLASS + " {",
            "static final FeatureMap IN = image(8, 8, 2);",
            "static final FeatureMap x = IN;",
            "static final FeatureVector v = x.flatten();");

    private final Path classes;

    Programs(Path classes) {
        this.classes = classes;
    }

    /** Returns the lines of a test resource. */
    static List<String> lines(String resource) throws IOException {
        try (InputStream stream = Objects.requireNonNull(Programs.class.getResourceAsStream(resource), resource)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    /** Returns the compiler's messages on an expression, each on one line. */
    List<String> errors(String expression) {
        return compile(source(List.of("return " + expression + ";")));
    }

    /** Returns the exception of each expression when it runs; null if it succeeds. */
    List<@Nullable Throwable> run(List<String> expressions) throws IOException, ReflectiveOperationException {
        return run(
                expressions.stream()
                        .map(expression -> "return " + expression + ";")
                        .toList(),
                value -> {});
    }

    /** Returns the value of each expression. */
    List<Object> values(List<String> expressions) throws IOException, ReflectiveOperationException {
        List<Object> values = new ArrayList<>();
        run(expressions.stream().map(expression -> "return " + expression + ";").toList(), values::add);
        return values;
    }

    private List<@Nullable Throwable> run(List<String> bodies, Consumer<? super Object> values)
            throws IOException, ReflectiveOperationException {
        List<String> errors = compile(source(bodies));
        if (!errors.isEmpty()) {
            throw new IllegalArgumentException(errors.toString());
        }
        URL[] urls = {classes.toUri().toURL()};
        @Nullable Throwable[] thrown = new Throwable[bodies.size()];
        try (URLClassLoader loader = new URLClassLoader(urls, Programs.class.getClassLoader())) {
            Class<?> program = loader.loadClass(CLASS);
            for (int i = 0; i < thrown.length; i++) {
                try {
                    values.accept(program.getMethod("program" + i).invoke(null));
                } catch (InvocationTargetException e) {
                    thrown[i] = e.getCause();
                }
            }
        }
        return Arrays.asList(thrown);
    }

    /** Returns whether a stack frame is the line of an expression. */
    static boolean isLine(StackTraceElement frame, int expression) {
        return (CLASS + ".java").equals(frame.getFileName()) && frame.getLineNumber() == HEAD.size() + 1 + expression;
    }

    List<String> compile(String source) {
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        JavaFileObject file =
                new SimpleJavaFileObject(URI.create("string:///" + CLASS + ".java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        List<String> options =
                List.of("-proc:none", "-d", classes.toString(), "-cp", System.getProperty("java.class.path"));
        ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, diagnostics, options, null, List.of(file))
                .call();
        return diagnostics.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .map(diagnostic -> diagnostic
                        .getMessage(Locale.ROOT)
                        .replaceAll("\\s*\n\\s*", "; ")
                        .replaceAll(" +", " "))
                .toList();
    }

    private static String source(List<String> bodies) {
        StringBuilder source = new StringBuilder(String.join("\n", HEAD)).append('\n');
        for (int i = 0; i < bodies.size(); i++) {
            source.append("public static Object program%d() { %s }\n".formatted(i, bodies.get(i)));
        }
        return source.append("}\n").toString();
    }
}
