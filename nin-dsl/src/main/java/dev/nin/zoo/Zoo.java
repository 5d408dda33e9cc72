// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.zoo;

import dev.nin.UserInputException;
import dev.nin.dsl.FeatureMap;
import dev.nin.dsl.Nin;
import dev.nin.model.ModelSpec;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** Well-known networks, each for any sufficiently large image and any number of classes. */
public final class Zoo {
    private static final Map<String, BiFunction<FeatureMap, Integer, ModelSpec>> MODELS = new TreeMap<>(Map.of(
            "nin", Zoo::nin,
            "nin-linear", Zoo::linearNin,
            "nin-cifar", Zoo::cifarNin,
            "nin-cifar-bn", Zoo::normalizedCifarNin,
            "lenet", Zoo::leNet5,
            "alexnet", Zoo::alexNet,
            "vgg11", Zoo::vgg11,
            "resnet20", Zoo::resNet20,
            "inception-mini", Zoo::inceptionMini));

    /** Image sizes of the networks designed for small images; the others were designed for photos. */
    private static final Map<String, Integer> SMALL =
            Map.of("nin-cifar", 32, "nin-cifar-bn", 32, "lenet", 28, "resnet20", 32, "inception-mini", 32);

    private static final int PHOTO = 224;

    private Zoo() {}

    /**
     * Returns the networks' names on the command line.
     *
     * @return the names in alphabetical order
     */
    public static Set<String> names() {
        return Collections.unmodifiableSet(MODELS.keySet());
    }

    /**
     * Returns a network by its name on the command line.
     *
     * @param name one of {@link #names()}
     * @param in the image, resized and normalized as needed
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
     * Returns the image size that a network was designed for.
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
     * Returns {@link #nin(FeatureMap, int)} on square images of a given size.
     *
     * @param imageSize height and width of the images, at least 67
     * @param channels values per pixel
     * @param classes number of classes
     * @return the model
     */
    public static ModelSpec nin(int imageSize, int channels, int classes) {
        return nin(Nin.image(imageSize, imageSize, channels), classes);
    }

    /**
     * Returns the Network-in-Network of Dive into Deep Learning: AlexNet's kernel sizes, three pooled blocks, dropout,
     * a block with one channel per class, and global average pooling. It has 1,992,166 parameters for 1 channel and 10
     * classes. With fewer than 10 classes the inner layers of the last block keep 10 channels: with only two, a ReLU
     * soon zeroes both.
     *
     * @param in the image, at least 67×67
     * @param classes number of classes
     * @return the model
     */
    public static ModelSpec nin(FeatureMap in, int classes) {
        return NetworksInNetwork.nin(in, classes).globalAvgPool().build("nin");
    }

    /**
     * Returns {@link #nin(FeatureMap, int)} without its last ReLU, which clips negative logits and blocks their
     * gradients. It has the same number of parameters and learns faster.
     *
     * @param in the image, at least 67×67
     * @param classes number of classes
     * @return the model
     */
    public static ModelSpec linearNin(FeatureMap in, int classes) {
        return NetworksInNetwork.linear(in, classes).globalAvgPool().build("nin-linear");
    }

    /**
     * Returns Network-in-Network for CIFAR-10 as its authors trained it (Lin et al. 2013): a 5×5 block of 192, 160 and
     * 96 channels, a 5×5 block of 192, and a 3×3 block of 192, 192 and one channel per class. Poolings round up, as in
     * their Caffe model. It has 966,986 parameters for 3 channels and 10 classes.
     *
     * @param in the image, 32×32 in the paper
     * @param classes number of classes
     * @return the model
     */
    public static ModelSpec cifarNin(FeatureMap in, int classes) {
        return NetworksInNetwork.cifar(in, classes).globalAvgPool().build("nin-cifar");
    }

    /**
     * Returns {@link #cifarNin(FeatureMap, int)} with batch normalization (Ioffe and Szegedy 2015) instead of a bias
     * between each convolution and its ReLU, and without its last ReLU. It has 968,394 parameters for 3 channels and 10
     * classes, and learns in a fraction of the epochs.
     *
     * @param in the image, 32×32 in the paper
     * @param classes number of classes
     * @return the model
     */
    public static ModelSpec normalizedCifarNin(FeatureMap in, int classes) {
        return NetworksInNetwork.normalizedCifar(in, classes).globalAvgPool().build("nin-cifar-bn");
    }

    /**
     * Returns ResNet-20 for CIFAR-10 (He et al. 2015, section 4.2): a convolution and nine residual blocks of 16, 32
     * and 64 channels, with projections where the shape changes (option B). It has 272,474 parameters for 3 channels
     * and 10 classes.
     *
     * @param in the image, 32×32 in the paper
     * @param classes number of classes
     * @return the model
     */
    public static ModelSpec resNet20(FeatureMap in, int classes) {
        return ResidualNet.twentyLayers(in).globalAvgPool().dense(classes).build("resnet20");
    }

    /**
     * Returns a small Inception network: two GoogLeNet modules (Szegedy et al. 2014) with a quarter of the width of its
     * first two, with batch normalization (Ioffe and Szegedy 2015). It has 37,570 parameters for 3 channels and 10
     * classes.
     *
     * @param in the image, of any size
     * @param classes number of classes
     * @return the model
     */
    public static ModelSpec inceptionMini(FeatureMap in, int classes) {
        return Inception.mini(in).globalAvgPool().dense(classes).build("inception-mini");
    }

    /**
     * Returns LeNet-5 (LeCun et al. 1998) as in Dive into Deep Learning, with sigmoids and average pooling. It has
     * 61,706 parameters for 28×28×1 and 10 classes.
     *
     * @param in the image, at least 12×12
     * @param classes number of classes
     * @return the model
     */
    public static ModelSpec leNet5(FeatureMap in, int classes) {
        return Classics.leNet5(in, classes).build("lenet");
    }

    /**
     * Returns AlexNet (Krizhevsky et al. 2012) as in Dive into Deep Learning: one tower, no local response
     * normalization. It has 46,764,746 parameters for 224×224×1 and 10 classes.
     *
     * @param in the image, at least 65×65
     * @param classes number of classes
     * @return the model
     */
    public static ModelSpec alexNet(FeatureMap in, int classes) {
        return Classics.alexNet(in, classes).build("alexnet");
    }

    /**
     * Returns VGG-11 (Simonyan and Zisserman 2014, configuration A): eight 3×3 convolutions in five pooled blocks, and
     * three dense layers. It has 128,806,154 parameters for 224×224×1 and 10 classes.
     *
     * @param in the image, at least 32×32
     * @param classes number of classes
     * @return the model
     */
    public static ModelSpec vgg11(FeatureMap in, int classes) {
        return Classics.vgg11(in, classes).build("vgg11");
    }

    /**
     * Returns {@link #unet(FeatureMap, int, int, int)} of the paper's size: 64 channels on the first level and 4 levels
     * below it. It has 31,037,698 parameters for 3 channels and 2 classes.
     *
     * @param in the image, height and width divisible by 16
     * @param classes number of classes per pixel
     * @return the model
     */
    public static ModelSpec unet(FeatureMap in, int classes) {
        return unet(in, classes, 64, 4);
    }

    /**
     * Returns a U-Net for segmentation (Ronneberger et al. 2015). Each level has two 3×3 convolutions with batch
     * normalization. The encoder pools between levels; the decoder upsamples with transposed convolutions and
     * concatenates the encoder's map of the same level. The output is a map of the image's size with one logit per
     * class. It classifies pixels, so {@link #names()} does not list it.
     *
     * @param in the image, height and width divisible by 2 to the depth
     * @param classes number of classes per pixel
     * @param filters channels of the first level; each level below has twice as many
     * @param depth levels below the first, at least 1
     * @return the model
     */
    public static ModelSpec unet(FeatureMap in, int classes, int filters, int depth) {
        return UNet.of(in, classes, filters, depth).build("unet");
    }

    /**
     * Returns an autoencoder for {@code Task.reconstruction()}: the encoder halves the image twice to a narrow map
     * named code, and the decoder doubles it twice, back to the image's size and channels.
     *
     * @param in the image, height and width divisible by 4
     * @param code channels of the map named code
     * @return the model
     */
    public static ModelSpec autoencoder(FeatureMap in, int code) {
        return Autoencoder.of(in, code).build("autoencoder");
    }
}
