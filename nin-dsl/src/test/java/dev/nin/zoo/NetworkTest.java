// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nin.UserInputException;
import dev.nin.dsl.FeatureMap;
import dev.nin.dsl.Nin;
import dev.nin.model.InvalidModelException;
import dev.nin.model.ModelSpec;
import dev.nin.model.Node;
import dev.nin.model.Shape;
import dev.nin.weights.PyTorchNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The networks' shapes, sizes and names. Their values are compared with PyTorch's elsewhere. */
class NetworkTest {
    /**
     * Parameter counts as in torchvision and timm, with a head of 1,000 classes; and the last map for 224×224 pixels.
     */
    @ParameterizedTest
    @CsvSource({
        "resnet18, 11689512, 7, 512",
        "resnet34, 21797672, 7, 512",
        "resnet50, 25557032, 7, 2048",
        "mobilenet-v2, 3504872, 7, 1280",
        "mobilenet-v2-keras, 3504872, 7, 1280",
        "mobilenet-v3-large, 5483032, 7, 960",
        "efficientnet-b0, 5288548, 7, 1280",
        "efficientnet-b0-keras, 5288548, 7, 1280",
        "efficientnet-lite0, 4652008, 7, 1280",
        "vgg16, 138357544, 7, 512",
        "squeezenet1.1, 1235496, 13, 512",
        "densenet121, 7978856, 7, 1024",
        "densenet121-keras, 7978856, 7, 1024",
        "convnext-tiny, 28589128, 7, 768"
    })
    void hasThePublishedNumberOfParameters(String title, long parameters, int side, int channels) {
        Network network = Network.named(title);

        assertThat(network.classifier(photo(), 1000).summary().parameters())
                .isEqualTo(parameters)
                .isEqualTo(network.parameters());
        assertThat(network.backbone(photo()).shape()).isEqualTo(Shape.map(side, side, channels));
    }

    @ParameterizedTest
    @EnumSource
    void stagesFollowEachOtherAndHoldAllNodes(Network network) {
        ModelSpec model =
                network.backbone(photo()).globalAvgPool().dense(3).named("own").build("own");

        Map<String, List<String>> stages = network.stages(model);

        assertThat(stages.values().stream().flatMap(List::stream))
                .containsExactlyElementsOf(
                        model.nodes().stream().map(Node::name).toList());
        List<String> names = new ArrayList<>(stages.keySet());
        assertThat(names).hasSizeGreaterThan(4).endsWith("head").containsSubsequence("stage1", "stage2", "stage3");
        assertThat(stages.get("head")).contains("own");
        assertThat(stages.get("stage2")).isNotEmpty();
    }

    /** Each layer with parameters has a unique name in each scheme, except those of a custom head. */
    @ParameterizedTest
    @EnumSource
    void allThatLearnsHasNames(Network network) {
        ModelSpec whole = network.classifier(photo(), 1000);
        Set<String> learning = whole.parameters().keySet().stream()
                .map(name -> name.substring(0, name.lastIndexOf('/')))
                .collect(Collectors.toSet());
        for (String scheme : List.of("torchvision", "timm")) {
            PyTorchNames names = network.names(whole, scheme);
            assertThat(names.modules().keySet()).isEqualTo(learning);
            assertThat(names.modules().values()).doesNotHaveDuplicates();
        }
        assertThat(network.names(whole, "torchvision").modules())
                .allSatisfy((node, name) -> assertThat(name).isEqualTo(node));

        ModelSpec own =
                network.backbone(photo()).globalAvgPool().dense(3).named("own").build("own");
        assertThat(network.names(own, "timm").modules())
                .doesNotContainKey("own")
                .isNotEmpty();
    }

    @Test
    void greyImagesAreTakenAsColorOnes() {
        ModelSpec gray = Network.RESNET18.classifier(Nin.image(64, 64, 1), 10);

        assertThat(gray.input().channels()).isEqualTo(1);
        assertThat(gray.summary().parameters())
                .isEqualTo(Network.RESNET18
                        .classifier(Nin.image(64, 64, 3), 10)
                        .summary()
                        .parameters());
    }

    @Test
    void unknownNamesAreRefused() {
        assertThatThrownBy(() -> Network.named("resnet19"))
                .isInstanceOf(UserInputException.class)
                .hasMessage("the pretrained network \"resnet19\" is not known, expected one of " + Network.titles());
        assertThatThrownBy(() -> Network.RESNET18.names(Network.RESNET18.classifier(photo(), 3), "caffe"))
                .hasMessage("the names of \"caffe\" are not known, expected torchvision or timm");
    }

    @ParameterizedTest
    @EnumSource
    void anImageThatIsTooSmallIsRefused(Network network) {
        FeatureMap tiny = Nin.image(224, 31, 3);
        assertThatThrownBy(() -> network.backbone(tiny))
                .isInstanceOf(InvalidModelException.class)
                .hasMessage("backbone(...) of " + network.title() + ": the image is 224×31×3, expected at least 32 rows"
                        + " and columns, which the last map reduces to one; enlarge it with resize(32, 32)");
        assertThat(network.backbone(Nin.image(32, 32, 3)).shape().isMap()).isTrue();
    }

    private static FeatureMap photo() {
        return Nin.image(224, 224, 3);
    }
}
