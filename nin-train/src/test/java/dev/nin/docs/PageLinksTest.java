// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that links within the documentation are valid, and that what newcomers need is one click from the README. */
class PageLinksTest {
    static Stream<Page> pages() {
        return Page.all().stream();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void eachLinkLeadsToAFileAndAHeading(Page page) {
        for (String link : page.links()) {
            if (!link.matches("[a-z]+:.*")) {
                Path file = target(page, link);
                assertThat(file).as("%s: %s", page, link).exists();
                if (link.contains("#")) {
                    assertThat(Page.read(file).anchors())
                            .as("%s: %s", page, link)
                            .contains(link.substring(link.indexOf('#') + 1));
                }
            }
        }
    }

    @Test
    void whatNewcomersLookForIsOneClickFromTheReadme() {
        Page readme = Page.read(Page.ROOT.resolve("README.md"));
        Map<String, String> topics = Map.of(
                "add a layer", "docs/layers.md",
                "write a layer of my own", "docs/dsl.md#layers-of-your-own",
                "train on my images", "docs/data.md#image-folders",
                "change the rate", "docs/training.md#the-learning-rate",
                "resume", "docs/training.md#resuming",
                "use the GPU", "docs/gpu.md",
                "serve it", "docs/serving.md",
                "load PyTorch weights", "docs/from-pytorch.md",
                "add a layer to the library", "CONTRIBUTING.md#a-new-layer-step-by-step",
                "what went wrong", "docs/mistakes.md");
        assertThat(readme.links()).containsAll(topics.values());
    }

    @Test
    void theIndexHasEveryPage() {
        Page index = Page.read(Page.ROOT.resolve("docs/README.md"));
        Set<Path> linked = index.links().stream()
                .filter(link -> !link.matches("[a-z]+:.*"))
                .map(link -> target(index, link))
                .collect(Collectors.toSet());
        List<Path> pages = Page.all().stream()
                .map(page -> Page.ROOT.resolve(page.path()))
                .filter(path -> path.startsWith(Page.ROOT.resolve("docs")))
                .filter(path -> !path.equals(Page.ROOT.resolve("docs/README.md")))
                .toList();
        assertThat(linked).containsAll(pages);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void itsPicturesAreThere(Page page) {
        page.links().stream()
                .filter(link -> link.endsWith(".png"))
                .forEach(link -> assertThat(Files.isRegularFile(target(page, link)))
                        .as("%s: %s", page, link)
                        .isTrue());
    }

    private static Path target(Page page, String link) {
        String file = link.replaceFirst("#.*", "");
        Path from = Page.ROOT.resolve(page.path());
        return file.isEmpty() ? from : from.resolveSibling(file).normalize();
    }
}
