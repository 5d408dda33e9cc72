// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.dsl;

import com.google.common.base.CharMatcher;
import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.ReturnTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * A method of the DSL that adds layers, as documented in its source.
 *
 * @param name the method's name
 * @param types its parameters' types as spelled in the source
 * @param signature name, types and parameters
 * @param text what it does
 * @param parameters what each parameter means, by name
 * @param result what it returns
 */
record DslCall(
        String name, List<String> types, String signature, String text, Map<String, String> parameters, String result) {
    private static final List<String> CLASSES = List.of(
            "Nin",
            "Activations",
            "Features",
            "Convolutions",
            "DepthwiseConvolutions",
            "Enlargements",
            "Margins",
            "Poolings",
            "FeatureMap",
            "FeatureVector",
            "Branches");
    private static final Path SOURCES = Path.of("src", "main", "java", "dev", "nin", "dsl");
    private static final Set<String> STAGES = Set.of("S", "FeatureMap", "FeatureVector", "Branches");

    /** Returns all such methods, without {@code named}, which adds no layer. */
    static List<DslCall> all() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<DslCall> calls = new ArrayList<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            Path[] sources = CLASSES.stream()
                    .map(each -> SOURCES.resolve(each + ".java"))
                    .toArray(Path[]::new);
            JavacTask task = (JavacTask)
                    compiler.getTask(null, files, null, List.of("-proc:none"), null, files.getJavaFileObjects(sources));
            for (CompilationUnitTree unit : task.parse()) {
                new Scanner(DocTrees.instance(task), calls).scan(unit, null);
            }
        }
        return calls;
    }

    /** Returns the text that distinguishes it from overloads. */
    String key() {
        return name + "(" + String.join(", ", types) + ")";
    }

    private static final class Scanner extends TreePathScanner<@Nullable Void, @Nullable Void> {
        private final DocTrees docs;
        private final List<DslCall> calls;

        Scanner(DocTrees docs, List<DslCall> calls) {
            this.docs = docs;
            this.calls = calls;
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
            Set<Modifier> flags = method.getModifiers().getFlags();
            boolean makesLayers = (flags.contains(Modifier.PUBLIC) || flags.contains(Modifier.DEFAULT))
                    && method.getReturnType() != null
                    && STAGES.contains(method.getReturnType().toString())
                    && !method.getName().contentEquals("named");
            if (makesLayers) {
                DocCommentTree comment = docs.getDocCommentTree(getCurrentPath());
                if (comment == null) {
                    throw new IllegalStateException(method.getName() + " has no Javadoc");
                }
                calls.add(call(method, comment));
            }
            return null;
        }

        private static DslCall call(MethodTree method, DocCommentTree comment) {
            Map<String, String> parameters = new LinkedHashMap<>();
            String result = "";
            for (DocTree tag : comment.getBlockTags()) {
                if (tag instanceof ParamTree parameter) {
                    parameters.put(parameter.getName().toString(), prose(parameter.getDescription()));
                } else if (tag instanceof ReturnTree returned) {
                    result = prose(returned.getDescription());
                }
            }
            String name = method.getName().toString();
            List<String> types =
                    method.getParameters().stream().map(Scanner::type).toList();
            String signature = method.getParameters().stream()
                    .map(each -> type(each) + " " + each.getName())
                    .collect(Collectors.joining(", ", name + "(", ")"));
            return new DslCall(name, types, signature, prose(comment.getFullBody()), parameters, result);
        }

        private static String type(VariableTree parameter) {
            boolean varies = parameter.toString().contains("...");
            String type = parameter.getType().toString();
            return varies ? type.replace("[]", "...") : type;
        }

        private static String prose(List<? extends DocTree> text) {
            String joined = text.stream().map(DocTree::toString).collect(Collectors.joining());
            return CharMatcher.whitespace()
                    .trimAndCollapseFrom(joined, ' ')
                    .replaceAll("\\{@(?:code|link) ([^}]*)\\}", "`$1`")
                    .replace('#', '.');
        }
    }
}
