// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nin.UserInputException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the table of published files, checksums, and the choice of a proxy. */
class PublishedWeightsTest {
    @Test
    void everyRowIsWhole() {
        assertThat(PublishedWeights.table()).hasSizeGreaterThan(20).allSatisfy(each -> {
            assertThat(each.address().getScheme()).isEqualTo("https");
            assertThat(each.licence()).isNotEmpty();
            assertThat(each.imageSize()).isBetween(160, 384);
        });
        assertThat(PublishedWeights.table().stream().map(PublishedWeights::fileName))
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z0-9.-]+-[A-Za-z0-9_.-]+\\.(pth|h5|safetensors)"));
        assertThat(PublishedWeights.table().stream().map(each -> each.network() + " " + each.scheme()))
                .doesNotHaveDuplicates()
                .filteredOn(name -> name.endsWith(" torchvision"))
                .hasSize(10);
    }

    /** torchvision puts a prefix of the checksum into the name. */
    @Test
    void checksumsAreThoseOfTheNames() {
        assertThat(PublishedWeights.table())
                .filteredOn(each -> each.fileName().endsWith(".pth"))
                .hasSize(17)
                .allSatisfy(each -> {
                    String digits = each.checksum().orElseThrow().digits().substring(0, 8);
                    assertThat(each.fileName()).endsWith("-" + digits + ".pth");
                });
    }

    @Test
    void anUnknownNetworkIsAnsweredWithTheKnownOnes() {
        assertThat(PublishedWeights.of("resnet18", "torchvision").fileName())
                .isEqualTo("resnet18-torchvision-resnet18-f37072fd.pth");
        assertThatThrownBy(() -> PublishedWeights.of("resnet19", "timm"))
                .isInstanceOf(UserInputException.class)
                .hasMessageStartingWith("no published weights are known for the network \"resnet19\" in the scheme"
                        + " \"timm\", expected one of [resnet18 (torchvision), ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "f37072f", "sha1:f37072fd", "xyz07072fd", "sha256:"})
    void otherChecksumsAreRefused(String text) {
        assertThatThrownBy(() -> Checksum.of(text))
                .isInstanceOf(UserInputException.class)
                .hasMessage("the checksum is \"" + text + "\", expected 8 to 64 hexadecimal digits, such as"
                        + " sha256:f37072fd");
    }

    @Test
    void theProxyIsThatOfTheEnvironment() {
        EnvironmentProxy proxy = new EnvironmentProxy(
                Map.of("HTTPS_PROXY", "http://proxy:3128", "NO_PROXY", "localhost, .inner.org"),
                ProxySelector.of(null));
        Proxy expected = new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved("proxy", 3128));
        assertThat(proxy.select(URI.create("https://download.pytorch.org/a"))).containsExactly(expected);
        assertThat(proxy.select(URI.create("https://files.inner.org/a"))).containsExactly(Proxy.NO_PROXY);
        assertThat(proxy.select(URI.create("https://localhost/a"))).containsExactly(Proxy.NO_PROXY);
        assertThat(proxy.select(URI.create("http://download.pytorch.org/a"))).containsExactly(Proxy.NO_PROXY);
    }

    @Test
    void theProxyOfTheSystemPropertiesGoesFirst() {
        InetSocketAddress set = InetSocketAddress.createUnresolved("set", 8080);
        EnvironmentProxy proxy =
                new EnvironmentProxy(Map.of("HTTPS_PROXY", "http://proxy:3128"), ProxySelector.of(set));
        assertThat(proxy.select(URI.create("https://download.pytorch.org/a")))
                .containsExactly(new Proxy(Proxy.Type.HTTP, set));
    }
}
