// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nin.UserInputException;
import dev.nin.model.Custom;
import dev.nin.model.Input;
import dev.nin.model.ModelSpec;
import dev.nin.model.Node;
import dev.nin.testing.GoldenFile;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Tests for drawings of models as SVG and PNG. */
class ModelDrawingTest {
    @Test
    @Tag("golden")
    void svgIsAsBefore() throws IOException {
        GoldenFile.assertSame("branches.svg", ModelDrawing.of(Drawn.branches()).svg());
    }

    @Test
    void svgHasEachNodesNameOnce() throws Exception {
        for (int seed = 0; seed < 20; seed++) {
            ModelSpec spec = Drawn.random(seed);
            assertThat(names(parsed(ModelDrawing.of(spec).svg())))
                    .containsExactlyInAnyOrderElementsOf(
                            spec.nodes().stream().map(Node::name).toList());
        }
    }

    @Test
    void svgEscapesWhatXmlKeepsForItself() throws Exception {
        assertThat(SvgRenderer.render(new LayoutBuilder(own("a-very-long-name-of-a-layer-of-the-users-own")).build()))
                .contains(">custom(\"a-very-long-name-of-a-l…</text>");
        Label label = new Label(List.of("<&>\"'", "]]>", "\\"), Tint.PLAIN);
        Layout layout = new Layout("<m>&", 10, 10, List.of(new Box(0, 0, 5, false, label)), List.of(), List.of());
        Document svg = parsed(SvgRenderer.render(layout));
        assertThat(names(svg)).containsExactly("<&>\"'");
        assertThat(svg.getElementsByTagName("title").item(0).getTextContent()).isEqualTo("<m>&");
    }

    @Test
    void pngIsTwiceAsLargeAndHasAllColours() throws IOException {
        Layout layout = new LayoutBuilder(Drawn.branches()).build();
        BufferedImage image = image(ModelDrawing.of(Drawn.branches()).png());
        assertThat(image.getWidth()).isEqualTo((int) Math.ceil(2 * layout.width()));
        assertThat(image.getHeight()).isEqualTo((int) Math.ceil(2 * layout.height()));
        Set<Integer> colours = new HashSet<>();
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                colours.add(image.getRGB(x, y) & 0xFFFFFF);
            }
        }
        assertThat(colours).contains(Tint.LINE, Tint.BACKGROUND, Color.BLACK.getRGB() & 0xFFFFFF);
        for (Tint tint : Tint.values()) {
            assertThat(colours).contains(tint.rgb());
        }
    }

    @Test
    void pngThatIsTooLargeIsRefused() {
        ModelDrawing drawing = ModelDrawing.of(Drawn.chain(1_000));
        assertThatThrownBy(drawing::png)
                .isInstanceOf(UserInputException.class)
                .hasMessage(
                        "the PNG of model \"chain\" would have 472×164176 pixels, expected at most 32000000 in all; "
                                + "use svg()");
    }

    @Test
    void deepModelsAreDrawnInAMoment() throws Exception {
        ModelSpec deep = Drawn.chain(10_000);
        String svg = quickly(() -> ModelDrawing.of(deep).svg());
        assertThat(names(parsed(svg))).hasSize(10_001);
        assertThat(quickly(deep::toDot)).contains("\"relu_9998\" -> \"relu_9999\";");
        assertThat(quickly(() -> deep.summary(1).toString())).contains("relu_9999 ");
    }

    /** Requires at most five seconds of this thread's CPU time, so that other work on the machine does not count. */
    private static String quickly(Supplier<String> text) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        String made = text.get();
        assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - start)).isLessThan(Duration.ofSeconds(5));
        return made;
    }

    private static ModelSpec own(String kind) {
        Node images = new Node("images", new Input(2, 2, 1, Input.Pixels.UINT8), List.of());
        Node own = new Node("own", new Custom(kind, input -> input), List.of("images"));
        return new ModelSpec("own", List.of(images, own), List.of("own"));
    }

    private static List<String> names(Document svg) {
        NodeList texts = svg.getElementsByTagName("text");
        List<String> names = new ArrayList<>();
        for (int i = 0; i < texts.getLength(); i++) {
            Element text = (Element) texts.item(i);
            if (text.getAttribute("font-weight").equals("bold")) {
                names.add(text.getTextContent());
            }
        }
        return names;
    }

    private static Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    private static BufferedImage image(byte[] png) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png));
    }
}
