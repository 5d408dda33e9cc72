package dev.nin.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs that make no sense do not compile. */
class CompilationTest {
    @TempDir
    private Path classes;

    @Test
    void aSensibleProgramCompiles() {
        assertThat(errors("image(8, 8, 1).maxPool(2, 2).globalAvgPool().dense(3).build(\"m\")"))
                .isEmpty();
    }

    @Test
    void theLineOfTheDesignCompilesAsItStands() {
        String program = """
                import static dev.nin.dsl.Nin.*;
                import dev.nin.dsl.FeatureMap;
                import dev.nin.model.ModelSpec;

                class Program {
                    FeatureMap in = image(224, 224, 1);
                    ModelSpec nin = nin(in, 96, 11, 4, 0).maxPool(3, 2)
                                   .nin(256, 5, 1, 2).maxPool(3, 2)
                                   .nin(384, 3, 1, 1).maxPool(3, 2).dropout(0.5)
                                   .nin(10, 3, 1, 1).globalAvgPool()
                                   .build("nin");
                }
                """;
        assertThat(compile(program)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"maxPool(2, 2)", "avgPool(2, 2)", "conv2d(1, 1)", "nin(1, 1, 1, 0)", "flatten()", "resize(2, 2)"
            })
    void noMapLayerFollowsTheGlobalPooling(String call) {
        assertThat(errors("image(8, 8, 1).globalAvgPool()." + call))
                .singleElement()
                .asString()
                .contains("cannot find symbol", "method " + call.substring(0, call.indexOf('(')), "FeatureVector");
    }

    private List<String> errors(String expression) {
        return compile("import static dev.nin.dsl.Nin.*; class Program { Object model = " + expression + "; }");
    }

    private List<String> compile(String source) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        JavaFileObject file =
                new SimpleJavaFileObject(URI.create("string:///Program.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        List<String> options =
                List.of("-proc:none", "-d", classes.toString(), "-cp", System.getProperty("java.class.path"));
        compiler.getTask(null, null, diagnostics, options, null, List.of(file)).call();
        return diagnostics.getDiagnostics().stream()
                .map(diagnostic -> diagnostic.getMessage(Locale.ROOT))
                .toList();
    }
}
