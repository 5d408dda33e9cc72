// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.zoo;

import dev.nin.UserInputException;
import dev.nin.dsl.FeatureMap;
import dev.nin.dsl.Nin;
import dev.nin.model.ModelSpec;
import dev.nin.model.Padding;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** Known networks, each for any image that is large enough and any number of classes. */
public final class Zoo {
    private static final Map<String, BiFunction<FeatureMap, Integer, ModelSpec>> MODELS = new TreeMap<>(Map.of(
            "nin", Zoo::nin,
            "nin-linear", Zoo::linearNin,
            "nin-cifar", Zoo::cifarNin,
            "lenet", Zoo::leNet5,
            "alexnet", Zoo::alexNet,
            "vgg11", Zoo::vgg11,
            "resnet20", Zoo::resNet20,
            "inception-mini", Zoo::inceptionMini));

    /** Networks that were made for small images; the others were made for photos. */
    private static final Map<String, Integer> SMALL =
            Map.of("nin-cifar", 32, "lenet", 28, "resnet20", 32, "inception-mini", 32);

    private static final int PHOTO = 224;

    private static final int LEAST_HIDDEN = 10;

    private Zoo() {}

    /**
     * The names of the networks on the command line.
     *
     * @return in alphabetical order
     */
    public static Set<String> names() {
        return Collections.unmodifiableSet(MODELS.keySet());
    }

    /**
     * A network by its name on the command line.
     *
     * @param name one of {@link #names()}
     * @param in the image, resized and normalized as wanted
     * @param classes number of classes
     * @return the model
     * @throws UserInputException if there is no network of that name
     */
    public static ModelSpec model(String name, FeatureMap in, int classes) {
        BiFunction<FeatureMap, Integer, ModelSpec> model = MODELS.get(name);
        if (model == null) {
            throw unknown(name);
        }
        return model.apply(in, classes);
    }

    /**
     * The size of images that a network was made for.
     *
     * @param name one of {@link #names()}
     * @return height and width in pixels
     * @throws UserInputException if there is no network of that name
     */
    public static int imageSize(String name) {
        if (!MODELS.containsKey(name)) {
            throw unknown(name);
        }
        return SMALL.getOrDefault(name, PHOTO);
    }

    private static UserInputException unknown(String name) {
        return new UserInputException("model \"" + name + "\" is not in the zoo, expected one of " + MODELS.keySet()
                + " or a file that ends in .json");
    }

    /**
     * The seed's Network-in-Network for images of one size.
     *
     * @param imageSize height and width of the images, at least 67
     * @param channels values a pixel
     * @param classes number of classes
     * @return the model
     */
    public static ModelSpec nin(int imageSize, int channels, int classes) {
        return nin(Nin.image(imageSize, imageSize, channels), classes);
    }

    /**
     * Network-in-Network as the chapter of Dive into Deep Learning has it: AlexNet's kernel sizes, three pooled blocks,
     * dropout, a block with a channel for each class, and global average pooling. 1,992,166 parameters for 1 channel
     * and 10 classes. For fewer than 10 classes the last block has 10 channels inside: of two, a ReLU soon shuts both.
     *
     * @param in the image, at least 67×67
     * @param classes number of classes
     * @return the model
     */
    public static ModelSpec nin(FeatureMap in, int classes) {
        int hidden = hidden(classes);
        return threeBlocks(in)
                .nin(List.of(hidden, hidden, classes), 3, 1, 1)
                .globalAvgPool()
                .build("nin");
    }

    /**
     * {@link #nin(FeatureMap, int)} without its last ReLU, which keeps logits from being negative and passes nothing
     * back where they would be. As many parameters; it learns faster.
     *
     * @param in the image, at least 67×67
     * @param classes number of classes
     * @return the model
     */
    public static ModelSpec linearNin(FeatureMap in, int classes) {
        int hidden = hidden(classes);
        return threeBlocks(in)
                .conv2d(hidden, 3, 1, 1)
                .relu()
                .conv2d(hidden, 1)
                .relu()
                .conv2d(classes, 1)
                .globalAvgPool()
                .build("nin-linear");
    }

    /** Channels inside the last block, as many as there are classes but not few. */
    private static int hidden(int classes) {
        return Math.max(classes, LEAST_HIDDEN);
    }

    private static FeatureMap threeBlocks(FeatureMap in) {
        return in.nin(96, 11, 4, 0)
                .maxPool(3, 2)
                .nin(256, 5, 1, 2)
                .maxPool(3, 2)
                .nin(384, 3, 1, 1)
                .maxPool(3, 2)
                .dropout(0.5);
    }

    /**
     * Network-in-Network for CIFAR-10 as its authors trained it (Lin et al. 2013): 5×5 of 192, 160 and 96 channels, 5×5
     * of 192, 3×3 of 192, 192 and one for each class. Poolings round up, as in their Caffe model. 966,986 parameters
     * for 3 channels and 10 classes.
     *
     * @param in the image, 32×32 in the paper
     * @param classes number of classes
     * @return the model
     */
    public static ModelSpec cifarNin(FeatureMap in, int classes) {
        return in.nin(List.of(192, 160, 96), 5, 1, 2)
                .maxPool(3, 2, Padding.same())
                .dropout(0.5)
                .nin(192, 5, 1, 2)
                .avgPool(3, 2, Padding.same())
                .dropout(0.5)
                .nin(List.of(192, 192, classes), 3, 1, 1)
                .globalAvgPool()
                .build("nin-cifar");
    }

    /**
     * ResNet-20 for CIFAR-10 (He et al. 2015, section 4.2): a convolution and nine residual blocks of 16, 32 and 64
     * channels, with projections where the shape changes (option B). 272,474 parameters for 3 channels and 10 classes.
     *
     * @param in the image, 32×32 in the paper
     * @param classes number of classes
     * @return the model
     */
    public static ModelSpec resNet20(FeatureMap in, int classes) {
        return ResidualNet.twentyLayers(in).globalAvgPool().dense(classes).build("resnet20");
    }

    /**
     * A small Inception: two modules of GoogLeNet's form (Szegedy et al. 2014) at a quarter of the width of its first
     * two, with batch normalization (Ioffe and Szegedy 2015). 37,570 parameters for 3 channels and 10 classes.
     *
     * @param in the image, of any size
     * @param classes number of classes
     * @return the model
     */
    public static ModelSpec inceptionMini(FeatureMap in, int classes) {
        return Inception.mini(in).globalAvgPool().dense(classes).build("inception-mini");
    }

    /**
     * LeNet-5 (LeCun et al. 1998) as the chapter has it, with sigmoids and average pooling. 61,706 parameters for
     * 28×28×1 and 10 classes.
     *
     * @param in the image, at least 12×12
     * @param classes number of classes
     * @return the model
     */
    public static ModelSpec leNet5(FeatureMap in, int classes) {
        return Classics.leNet5(in, classes).build("lenet");
    }

    /**
     * AlexNet (Krizhevsky et al. 2012) as the chapter has it: one tower, no response normalization. 46,764,746
     * parameters for 224×224×1 and 10 classes.
     *
     * @param in the image, at least 65×65
     * @param classes number of classes
     * @return the model
     */
    public static ModelSpec alexNet(FeatureMap in, int classes) {
        return Classics.alexNet(in, classes).build("alexnet");
    }

    /**
     * VGG-11 (Simonyan and Zisserman 2014, configuration A): eight convolutions of 3×3 in five pooled blocks, three
     * dense layers. 128,806,154 parameters for 224×224×1 and 10 classes.
     *
     * @param in the image, at least 32×32
     * @param classes number of classes
     * @return the model
     */
    public static ModelSpec vgg11(FeatureMap in, int classes) {
        return Classics.vgg11(in, classes).build("vgg11");
    }

    /**
     * {@link #unet(FeatureMap, int, int, int)} of the paper's size: 64 channels on the first level, and 4 levels below.
     * 31,037,698 parameters for 3 channels and 2 classes.
     *
     * @param in the image, height and width divisible by 16
     * @param classes number of classes of a pixel
     * @return the model
     */
    public static ModelSpec unet(FeatureMap in, int classes) {
        return unet(in, classes, 64, 4);
    }

    /**
     * U-Net for segmentation (Ronneberger et al. 2015): levels of two 3×3 convolutions with batch normalization, on the
     * way down each behind a pooling, on the way up behind a transposed convolution that is joined with the level's map
     * from the way down. Its output is a map of the image's size with a logit for each class. It classifies pixels, so
     * that {@link #names()} does not have it.
     *
     * @param in the image, height and width divisible by 2 to the depth
     * @param classes number of classes of a pixel
     * @param filters channels of the first level; each level below has twice as many
     * @param depth levels below the first, at least 1
     * @return the model
     */
    public static ModelSpec unet(FeatureMap in, int classes, int filters, int depth) {
        return UNet.of(in, classes, filters, depth).build("unet");
    }

    /**
     * An autoencoder for {@code Task.reconstruction()}: two halvings to a narrow map named code, two doublings back to
     * an image's size and channels.
     *
     * @param in the image, height and width divisible by 4
     * @param code channels of the narrow map
     * @return the model
     */
    public static ModelSpec autoencoder(FeatureMap in, int code) {
        return Autoencoder.of(in, code).build("autoencoder");
    }
}
