// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.zoo;

import dev.nin.dsl.FeatureMap;
import dev.nin.dsl.FeatureVector;
import dev.nin.dsl.Nin;
import dev.nin.model.InvalidModelException;
import dev.nin.model.ModelSpec;
import dev.nin.model.Node;
import dev.nin.model.UserInputException;
import dev.nin.weights.PyTorchNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A network that others have trained on ImageNet. Its layers are called as torchvision calls them, and its stages, from
 * the image on, stem, stage1, stage2 and so on.
 *
 * <pre>{@code
 * Network network = Network.named("mobilenet-v2");
 * ModelSpec model = network.backbone(image(224, 224, 3, network.preprocessing().fit()))
 *         .globalAvgPool().dropout(0.2).dense(2).named("head").build("pets");
 * }</pre>
 */
public enum Network {
    /** ResNet-18 (He et al. 2015): 11,689,512 parameters with its head of 1,000 classes. */
    RESNET18("resnet18") {
        @Override
        FeatureMap emit(Layers layers, FeatureMap in) {
            return ResNets.basic(layers, in, 2, 2, 2, 2);
        }

        @Override
        FeatureVector head(Layers layers, FeatureMap top, int classes) {
            return layers.pooled(top, 0, classes, "fc", "fc");
        }
    },
    /** ResNet-34 (He et al. 2015): 21,797,672 parameters. */
    RESNET34("resnet34") {
        @Override
        FeatureMap emit(Layers layers, FeatureMap in) {
            return ResNets.basic(layers, in, 3, 4, 6, 3);
        }

        @Override
        FeatureVector head(Layers layers, FeatureMap top, int classes) {
            return layers.pooled(top, 0, classes, "fc", "fc");
        }
    },
    /** ResNet-50 (He et al. 2015, the stride at the 3×3 convolutions): 25,557,032 parameters. */
    RESNET50("resnet50") {
        @Override
        FeatureMap emit(Layers layers, FeatureMap in) {
            return ResNets.bottleneck(layers, in, 3, 4, 6, 3);
        }

        @Override
        FeatureVector head(Layers layers, FeatureMap top, int classes) {
            return layers.pooled(top, 0, classes, "fc", "fc");
        }
    },
    /** MobileNetV2 (Sandler et al. 2018): 3,504,872 parameters. */
    MOBILENET_V2("mobilenet-v2") {
        @Override
        FeatureMap emit(Layers layers, FeatureMap in) {
            return MobileNets.v2(layers, in);
        }
    },
    /** MobileNetV3-large (Howard et al. 2019): 5,483,032 parameters. */
    MOBILENET_V3_LARGE("mobilenet-v3-large") {
        @Override
        Convention convention() {
            return new Convention(false, 1e-3, 0.99);
        }

        @Override
        FeatureMap emit(Layers layers, FeatureMap in) {
            return MobileNets.v3Large(layers, in);
        }

        @Override
        FeatureVector head(Layers layers, FeatureMap top, int classes) {
            return MobileNets.v3Head(layers, top, classes);
        }
    },
    /** EfficientNet-B0 (Tan and Le 2019) as torchvision trained it: 5,288,548 parameters. */
    EFFICIENTNET_B0("efficientnet-b0") {
        @Override
        FeatureMap emit(Layers layers, FeatureMap in) {
            return MobileNets.efficient(layers, in);
        }
    },
    /** EfficientNet-Lite0 (Liu 2020), trained in TensorFlow and padded as it pads: 4,652,008 parameters. */
    EFFICIENTNET_LITE0("efficientnet-lite0") {
        @Override
        Convention convention() {
            return Convention.TENSORFLOW;
        }

        @Override
        public Preprocessing preprocessing() {
            return Preprocessing.LITE;
        }

        @Override
        FeatureMap emit(Layers layers, FeatureMap in) {
            return MobileNets.lite(layers, in);
        }
    },
    /** VGG-16 (Simonyan and Zisserman 2014): 138,357,544 parameters, most of them in a head for 224×224 pixels. */
    VGG16("vgg16") {
        @Override
        FeatureMap emit(Layers layers, FeatureMap in) {
            return PlainNets.vgg16(layers, in);
        }

        @Override
        FeatureVector head(Layers layers, FeatureMap top, int classes) {
            return PlainNets.vggHead(layers, top, classes);
        }
    },
    /** SqueezeNet 1.1 (Iandola et al. 2016): 1,235,496 parameters. */
    SQUEEZENET("squeezenet1.1") {
        @Override
        FeatureMap emit(Layers layers, FeatureMap in) {
            return PlainNets.squeezeNet(layers, in);
        }

        @Override
        FeatureVector head(Layers layers, FeatureMap top, int classes) {
            return layers.biased(top.dropout(0.5), classes, 1, 1, "classifier.1", "classifier.1")
                    .relu()
                    .globalAvgPool();
        }
    },
    /** DenseNet-121 (Huang et al. 2017): 7,978,856 parameters. */
    DENSENET121("densenet121") {
        @Override
        FeatureMap emit(Layers layers, FeatureMap in) {
            return PlainNets.denseNet(layers, in);
        }

        @Override
        FeatureVector head(Layers layers, FeatureMap top, int classes) {
            return layers.pooled(top, 0, classes, "classifier", "classifier");
        }
    },
    /** ConvNeXt-Tiny (Liu et al. 2022): 28,589,128 parameters. */
    CONVNEXT_TINY("convnext-tiny") {
        @Override
        public Preprocessing preprocessing() {
            return Preprocessing.IMAGENET.withCrop(224.0 / 236);
        }

        @Override
        FeatureMap emit(Layers layers, FeatureMap in) {
            return ConvNeXt.tiny(layers, in);
        }

        @Override
        FeatureVector head(Layers layers, FeatureMap top, int classes) {
            return ConvNeXt.head(layers, top, classes);
        }
    };

    /** The schemes of names that {@link #names} knows. */
    public static final List<String> SCHEMES = List.of("torchvision", "timm");

    private static final int CLASSES = 1000;
    private static final int STRIDE = 32;

    private final String title;

    Network(String title) {
        this.title = title;
    }

    /** Of the published weights. */
    Convention convention() {
        return Convention.PYTORCH;
    }

    abstract FeatureMap emit(Layers layers, FeatureMap in);

    /** By default the mean of each channel, dropout and a dense layer, as most of them have it. */
    FeatureVector head(Layers layers, FeatureMap top, int classes) {
        return layers.pooled(top, 0.2, classes, "classifier.1", "classifier");
    }

    /**
     * A network by its name on the command line.
     *
     * @param name such as mobilenet-v2
     * @return the network
     * @throws UserInputException if there is none of that name
     */
    public static Network named(String name) {
        return Arrays.stream(values())
                .filter(network -> network.title.equals(name))
                .findFirst()
                .orElseThrow(() -> new UserInputException(
                        "the pretrained network \"" + name + "\" is not known, expected one of " + titles()));
    }

    /**
     * The networks' names on the command line.
     *
     * @return in the order of their declaration
     */
    public static List<String> titles() {
        return Arrays.stream(values()).map(Network::title).toList();
    }

    /**
     * The name on the command line.
     *
     * @return such as mobilenet-v2
     */
    public String title() {
        return title;
    }

    /**
     * What the published weights expect of an image.
     *
     * @return size, crop and statistics
     */
    public Preprocessing preprocessing() {
        return Preprocessing.IMAGENET;
    }

    /**
     * The network without its head: normalization and all that comes before global pooling.
     *
     * @param in the image as it is stored, of one or three channels, at least 32×32
     * @return the last feature map
     * @throws InvalidModelException if the image is smaller
     */
    public FeatureMap backbone(FeatureMap in) {
        return emit(new Layers(convention()), fitting(in, "backbone"));
    }

    /**
     * The whole network, with a head like that of the published weights.
     *
     * @param in the image as it is stored
     * @param classes number of classes, 1,000 for the published weights
     * @return the model
     */
    public ModelSpec classifier(FeatureMap in, int classes) {
        Layers layers = new Layers(convention());
        return head(layers, emit(layers, fitting(in, "classifier")), classes).build(title);
    }

    /** The image normalized, if something is left of it where it has been halved five times. */
    private FeatureMap fitting(FeatureMap in, String method) {
        int side = Math.min(in.shape().height(), in.shape().width());
        if (side < STRIDE) {
            throw new InvalidModelException(method + "(...) of " + title + ": the image is " + in.shape()
                    + ", expected at least " + STRIDE + " rows and columns, of which the last map shows one; enlarge it"
                    + " with resize(" + STRIDE + ", " + STRIDE + ")");
        }
        return preprocessing().emit(in);
    }

    /**
     * The nodes of a model on this backbone by the stage that they belong to, from the image on; what comes after the
     * backbone, and what the published weights of the classes are, is the stage head.
     *
     * @param model made of {@link #backbone} or {@link #classifier}
     * @return the nodes' names by the stage's
     */
    public Map<String, List<String>> stages(ModelSpec model) {
        Layers layers = layers();
        Map<String, String> ends = new HashMap<>();
        layers.stages().forEach((stage, node) -> ends.put(node, stage));
        Map<String, List<String>> stages = new LinkedHashMap<>();
        List<String> open = new ArrayList<>();
        for (Node node : model.nodes()) {
            open.add(node.name());
            String stage = ends.get(node.name());
            if (stage != null) {
                stages.put(stage, List.copyOf(open));
                open.clear();
            }
        }
        stages.put("head", List.copyOf(open));
        return stages;
    }

    /**
     * The names that published weights have for the layers of a model on this backbone. Layers of a head of one's own
     * have none.
     *
     * @param model made of {@link #backbone} or {@link #classifier}
     * @param scheme whose names: torchvision or timm
     * @return a module's name for each layer that has one
     * @throws UserInputException if there is no such scheme
     */
    public PyTorchNames names(ModelSpec model, String scheme) {
        if (!SCHEMES.contains(scheme)) {
            throw new UserInputException("the names of \"" + scheme + "\" are not known, expected torchvision or timm");
        }
        Set<String> nodes = new HashSet<>(model.shapes().keySet());
        Map<String, String> names = new LinkedHashMap<>();
        layers().timm().forEach((node, inTimm) -> {
            if (nodes.contains(node)) {
                names.put(node, scheme.equals("timm") ? inTimm : node);
            }
        });
        return new PyTorchNames(names);
    }

    /** Those of the whole network, at a size that each of them takes. */
    private Layers layers() {
        Layers layers = new Layers(convention());
        int size = preprocessing().imageSize();
        head(layers, emit(layers, preprocessing().emit(Nin.image(size, size, 3))), CLASSES);
        return layers;
    }
}
