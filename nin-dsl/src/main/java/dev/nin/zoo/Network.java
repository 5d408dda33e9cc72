// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.zoo;

import static dev.nin.zoo.Convention.KERAS;
import static dev.nin.zoo.Convention.PYTORCH;
import static dev.nin.zoo.Preprocessing.HALVES;
import static dev.nin.zoo.Preprocessing.IMAGENET;
import static dev.nin.zoo.Preprocessing.LITE;

import dev.nin.UserInputException;
import dev.nin.dsl.FeatureMap;
import dev.nin.dsl.FeatureVector;
import dev.nin.dsl.Nin;
import dev.nin.model.InvalidModelException;
import dev.nin.model.ModelSpec;
import dev.nin.weights.PyTorchNames;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A network with weights published for ImageNet. Its layers have torchvision's names. Its stages, starting at the
 * image, are named stem, stage1, stage2 and so on.
 *
 * <pre>{@code
 * Network network = Network.named("mobilenet-v2");
 * ModelSpec model = network.backbone(image(224, 224, 3, network.preprocessing().fit()))
 *         .globalAvgPool().dropout(0.2).dense(2).named("head").build("pets");
 * }</pre>
 */
public enum Network {
    /** ResNet-18 (He et al. 2015). */
    RESNET18("resnet18", 11_689_512, PYTORCH, IMAGENET, ResNets.basic(2, 2, 2, 2)),
    /** ResNet-34 (He et al. 2015). */
    RESNET34("resnet34", 21_797_672, PYTORCH, IMAGENET, ResNets.basic(3, 4, 6, 3)),
    /** ResNet-50 (He et al. 2015), with the stride in the 3×3 convolutions. */
    RESNET50("resnet50", 25_557_032, PYTORCH, IMAGENET, ResNets.bottleneck(3, 4, 6, 3)),
    /** MobileNetV2 (Sandler et al. 2018). */
    MOBILENET_V2("mobilenet-v2", 3_504_872, PYTORCH, IMAGENET, Architecture.pooled(MobileNets::v2)),
    /** MobileNetV2 of Keras applications. */
    MOBILENET_V2_KERAS("mobilenet-v2-keras", 3_504_872, KERAS, HALVES, Architecture.pooled(MobileNets::v2)),
    /** MobileNetV3-large (Howard et al. 2019). */
    MOBILENET_V3_LARGE(
            "mobilenet-v3-large",
            5_483_032,
            new Convention(false, 1e-3, 0.99),
            IMAGENET,
            new Architecture(MobileNets::v3Large, MobileNets::v3Head)),
    /** EfficientNet-B0 (Tan and Le 2019) as torchvision trained it. */
    EFFICIENTNET_B0("efficientnet-b0", 5_288_548, PYTORCH, IMAGENET, Architecture.pooled(MobileNets::efficient)),
    /** EfficientNet-B0 of Keras applications. */
    EFFICIENTNET_B0_KERAS(
            "efficientnet-b0-keras", 5_288_548, KERAS, IMAGENET, Architecture.pooled(MobileNets::efficient)),
    /** EfficientNet-Lite0 (Liu 2020), trained in TensorFlow, with TensorFlow's padding. */
    EFFICIENTNET_LITE0(
            "efficientnet-lite0", 4_652_008, Convention.TENSORFLOW, LITE, Architecture.pooled(MobileNets::lite)),
    /**
     * VGG-16 (Simonyan and Zisserman 2014). Most of its parameters are in its head, which is made for 224×224 pixels.
     */
    VGG16("vgg16", 138_357_544, PYTORCH, IMAGENET, new Architecture(PlainNets::vgg16, PlainNets::vggHead)),
    /** SqueezeNet 1.1 (Iandola et al. 2016). */
    SQUEEZENET(
            "squeezenet1.1",
            1_235_496,
            PYTORCH,
            IMAGENET,
            new Architecture(PlainNets::squeezeNet, PlainNets::squeezeNetHead)),
    /** DenseNet-121 (Huang et al. 2017). */
    DENSENET121("densenet121", 7_978_856, PYTORCH, IMAGENET, Architecture.pooled(PlainNets::denseNet, "classifier")),
    /** DenseNet-121 of Keras applications. */
    DENSENET121_KERAS(
            "densenet121-keras",
            7_978_856,
            new Convention(false, 1.001e-5, 0.99),
            IMAGENET,
            Architecture.pooled(PlainNets::denseNet, "classifier")),
    /** ConvNeXt-Tiny (Liu et al. 2022). */
    CONVNEXT_TINY(
            "convnext-tiny",
            28_589_128,
            PYTORCH,
            IMAGENET.withCrop(224.0 / 236),
            new Architecture(ConvNeXt::tiny, ConvNeXt::head));

    /** The naming schemes of {@link #names}. */
    public static final List<String> SCHEMES = List.of("torchvision", "timm");

    private static final int CLASSES = 1000;
    private static final int STRIDE = 32;

    private static final String OF_KERAS = "-keras";

    private final String title;
    private final int parameters;

    @SuppressWarnings("ImmutableEnumChecker") // a record of numbers
    private final Convention convention;

    @SuppressWarnings("ImmutableEnumChecker") // its lists are copied
    private final Preprocessing preprocessing;

    @SuppressWarnings("ImmutableEnumChecker") // its functions are stateless
    private final Architecture architecture;

    Network(
            String title,
            int parameters,
            Convention convention,
            Preprocessing preprocessing,
            Architecture architecture) {
        this.title = title;
        this.parameters = parameters;
        this.convention = convention;
        this.preprocessing = preprocessing;
        this.architecture = architecture;
    }

    /**
     * Returns a network by its name on the command line.
     *
     * @param name such as mobilenet-v2
     * @return the network
     * @throws UserInputException if there is no network of that name
     */
    public static Network named(String name) {
        return Arrays.stream(values())
                .filter(network -> network.title.equals(name))
                .findFirst()
                .orElseThrow(() -> new UserInputException(
                        "the pretrained network \"" + name + "\" is not known, expected one of " + titles()));
    }

    /**
     * Returns the networks' names on the command line.
     *
     * @return the names in the order of declaration
     */
    public static List<String> titles() {
        return Arrays.stream(values()).map(Network::title).toList();
    }

    /**
     * Returns the name on the command line.
     *
     * @return the name, such as mobilenet-v2
     */
    public String title() {
        return title;
    }

    /**
     * Returns the number of parameters, including the published head of 1,000 classes.
     *
     * @return the number, such as 3,504,872
     */
    public int parameters() {
        return parameters;
    }

    /**
     * Returns the preprocessing that the published weights expect.
     *
     * @return size, crop and statistics
     */
    public Preprocessing preprocessing() {
        return preprocessing;
    }

    /** Returns whether its weights come from Keras applications, in Keras files. */
    boolean isOfKeras() {
        return title.endsWith(OF_KERAS);
    }

    /**
     * Returns the network without its head: the normalization and all layers before the global pooling.
     *
     * @param in the image as stored, of one or three channels, at least 32×32
     * @return the last feature map
     * @throws InvalidModelException if the image is smaller
     */
    public FeatureMap backbone(FeatureMap in) {
        return architecture.body().emit(new Layers(convention), fitting(in, "backbone"));
    }

    /**
     * Returns the whole network, with a head like that of the published weights.
     *
     * @param in the image as stored
     * @param classes number of classes, 1,000 for the published weights
     * @return the model
     */
    public ModelSpec classifier(FeatureMap in, int classes) {
        return whole(new Layers(convention), fitting(in, "classifier"), classes).build(title);
    }

    /** Returns the normalized image, or rejects one too small to be halved five times. */
    private FeatureMap fitting(FeatureMap in, String method) {
        int side = Math.min(in.shape().height(), in.shape().width());
        if (side < STRIDE) {
            throw new InvalidModelException(method + "(...) of " + title + ": the image is " + in.shape()
                    + ", expected at least " + STRIDE + " rows and columns, which the last map reduces to one; "
                    + "enlarge it"
                    + " with resize(" + STRIDE + ", " + STRIDE + ")");
        }
        return preprocessing.emit(in);
    }

    /**
     * Returns the nodes of a model on this backbone by their stages, starting at the image. The layers after the
     * backbone, where the published weights have the classifier, form the stage head.
     *
     * @param model built from {@link #backbone} or {@link #classifier}
     * @return the nodes' names by the stage's name
     */
    public Map<String, List<String>> stages(ModelSpec model) {
        return layers().stages(model);
    }

    /**
     * Returns the names of the layers of a model on this backbone in published weights. Layers of a custom head have
     * none.
     *
     * @param model built from {@link #backbone} or {@link #classifier}
     * @param scheme the naming scheme: torchvision or timm
     * @return the module's name of each layer that has one
     * @throws UserInputException if there is no such scheme
     */
    public PyTorchNames names(ModelSpec model, String scheme) {
        if (!SCHEMES.contains(scheme)) {
            throw new UserInputException("the names of \"" + scheme + "\" are not known, expected torchvision or timm");
        }
        return layers().names(model, scheme.equals("timm"));
    }

    /** Returns the layers of the whole network, at an image size that every network accepts. */
    private Layers layers() {
        Layers layers = new Layers(convention);
        int size = preprocessing.imageSize();
        whole(layers, preprocessing.emit(Nin.image(size, size, 3)), CLASSES);
        return layers;
    }

    private FeatureVector whole(Layers layers, FeatureMap image, int classes) {
        return architecture.head().emit(layers, architecture.body().emit(layers, image), classes);
    }
}
