// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** The poms have all that Maven Central demands of each: a module's own words, and what it inherits of its parent. */
class PomTest {
    private static final Path ROOT = Path.of("..");
    private static final String HOME = "https://github.com/nin-java/nin";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name",
                "description",
                "url",
                "licenses/license/name",
                "licenses/license/url",
                "developers/developer/name",
                "developers/developer/organizationUrl",
                "scm/connection",
                "scm/developerConnection",
                "scm/url",
                "issueManagement/system",
                "issueManagement/url"
            })
    void theParentHas(String element) throws Exception {
        assertThat(text(pom(""), "/project/" + element)).isNotBlank();
    }

    /** Else Maven appends the module's name to the parent's addresses, where nothing is. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "@child.project.url.inherit.append.path",
                "scm/@child.scm.connection.inherit.append.path",
                "scm/@child.scm.developerConnection.inherit.append.path",
                "scm/@child.scm.url.inherit.append.path"
            })
    void theModulesInheritTheParentsAddressesAsTheyAre(String attribute) throws Exception {
        assertThat(text(pom(""), "/project/" + attribute)).isEqualTo("false");
        assertThat(text(pom(""), "/project/url")).isEqualTo(HOME);
        assertThat(text(pom(""), "/project/scm/url")).isEqualTo(HOME);
    }

    @ParameterizedTest
    @MethodSource("modules")
    void eachModuleHasANameAndADescriptionOfItsOwn(String module) throws Exception {
        Document pom = pom(module);

        assertThat(text(pom, "/project/artifactId")).isEqualTo(module);
        assertThat(text(pom, "/project/name")).isNotBlank();
        assertThat(text(pom, "/project/description")).hasSizeGreaterThan(20);
    }

    @ParameterizedTest
    @MethodSource("modules")
    void eachModuleInheritsTheRestAndOverridesNoneOfIt(String module) throws Exception {
        Document pom = pom(module);

        assertThat(text(pom, "/project/parent/artifactId")).isEqualTo(text(pom(""), "/project/artifactId"));
        assertThat(text(pom, "/project/parent/version")).isEqualTo(text(pom(""), "/project/version"));
        for (String inherited : List.of("groupId", "version", "url", "licenses", "developers", "scm")) {
            assertThat(texts(pom, "/project/" + inherited)).as(inherited).isEmpty();
        }
    }

    /** Central takes no file that lies on one machine only, and no other repository. */
    @ParameterizedTest
    @MethodSource("modules")
    void noModuleNeedsWhatCentralDoesNotHave(String module) throws Exception {
        assertThat(texts(pom(module), "//systemPath | //repositories | //pluginRepositories"))
                .isEmpty();
        assertThat(texts(pom(module), "//dependency/version[contains(., 'SNAPSHOT')]"))
                .isEmpty();
    }

    static Stream<String> modules() throws Exception {
        return texts(pom(""), "/project/modules/module").stream();
    }

    private static Document pom(String module) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(ROOT.resolve(module).resolve("pom.xml").toFile());
    }

    private static String text(Document pom, String path) throws XPathExpressionException {
        return xPath().evaluate(path, pom).strip();
    }

    private static List<String> texts(Document pom, String path) throws XPathExpressionException {
        NodeList found = (NodeList) xPath().evaluate(path, pom, XPathConstants.NODESET);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> found.item(i).getTextContent().strip())
                .toList();
    }

    private static XPath xPath() {
        return XPathFactory.newInstance().newXPath();
    }
}
