// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.zoo;

import dev.nin.UserInputException;
import dev.nin.checkpoint.Checkpoint;
import dev.nin.dsl.FeatureMap;
import dev.nin.dsl.Nin;
import dev.nin.model.ModelSpec;
import dev.nin.weights.MatchedWeights;
import dev.nin.weights.PyTorchNames;
import dev.nin.weights.Weights;
import dev.nin.weights.WeightsFile;
import dev.nin.weights.WeightsFormat;
import dev.nin.weights.hub.Download;
import dev.nin.weights.hub.PublishedWeights;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Pretrained networks and their published weights, by their names on the command line.
 *
 * <pre>{@code
 * ModelSpec model = Pretrained.backbone("mobilenet-v2", 224, 224)
 *         .globalAvgPool().dropout(0.2).dense(2).named("head").build("pets");
 * Trainer.of(model).data(images).pretrained(Pretrained.weights("mobilenet-v2", model).weights()).run();
 * }</pre>
 */
public final class Pretrained {
    private Pretrained() {}

    /**
     * Returns a network without its head on images of a given size. Image files are cropped as in the evaluation of the
     * published weights.
     *
     * @param network its name, one of {@link Network#titles()}
     * @param height rows of pixels, at least 32
     * @param width columns of pixels, at least 32
     * @return the last feature map
     * @throws UserInputException if there is no such network
     * @throws dev.nin.model.InvalidModelException if the images are too small
     */
    public static FeatureMap backbone(String network, int height, int width) {
        Network named = Network.named(network);
        return named.backbone(Nin.image(height, width, 3, named.preprocessing().fit()));
    }

    /**
     * Returns the published weights of all layers that have some, from the cache folder or downloaded into it. Weights
     * of a head that the model does not have are ignored.
     *
     * @param network the network's name
     * @param model built from {@link #backbone} or {@link Network#classifier}
     * @return the weights, and the layers that still need initialization
     * @throws UserInputException if none are published, or they cannot be downloaded or do not fit
     */
    public static MatchedWeights weights(String network, ModelSpec model) {
        return weights(network, model, file(network, (bytes, total) -> {}));
    }

    /**
     * Returns the whole network as published, to be exported or evaluated unchanged. Image files are cropped and
     * normalized as the published weights expect, and the classes are {@link ImageNet#labels}.
     *
     * @param network the network's name
     * @return the model with its weights, downloaded into the cache folder if missing
     * @throws UserInputException if none are published, or they cannot be downloaded
     */
    public static Checkpoint checkpoint(String network) {
        return checkpoint(network, file(network, (bytes, total) -> {}));
    }

    /**
     * Returns the whole network with weights from a file, to be exported or evaluated unchanged.
     *
     * @param network the network's name
     * @param file of weights for all of its layers
     * @return the model with its weights
     * @throws UserInputException if the file cannot be read, belongs to another network, or lacks a layer
     */
    public static Checkpoint checkpoint(String network, Path file) {
        Network named = Network.named(network);
        int size = named.preprocessing().imageSize();
        ModelSpec model = named.classifier(
                Nin.image(size, size, 3, named.preprocessing().fit()),
                ImageNet.labels().size());
        Weights weights = weights(network, model, file).weights();
        return new Checkpoint(model, weights, Weights.empty(), ImageNet.labels(), 0);
    }

    /**
     * Returns the file of a network's published weights, downloaded into the cache folder if missing.
     *
     * @param network the network's name
     * @param progress is notified of the progress of a download
     * @return the file
     * @throws UserInputException if none are published, or they cannot be downloaded
     */
    public static Path file(String network, Download.Progress progress) {
        Network named = Network.named(network);
        PublishedWeights published = PublishedWeights.table().stream()
                .filter(each -> each.network().equals(named.title()))
                .findFirst()
                .orElseThrow(() -> new UserInputException("no published weights are known for " + network
                        + "; pass a weights file: Pretrained.weights(network, model, file)"));
        return Download.of(published).onProgress(progress).to(Download.cacheFolder());
    }

    /**
     * Returns weights from a file for all layers that the network's published weights have.
     *
     * @param network the network's name
     * @param model built from {@link #backbone} or {@link Network#classifier}
     * @param file a safetensors or torch.save file, with torchvision's or timm's names, or in the network's order
     * @return the weights, and the layers that still need initialization
     * @throws UserInputException if the file cannot be read, belongs to another network, or lacks a layer of the
     *     backbone
     */
    public static MatchedWeights weights(String network, ModelSpec model, Path file) {
        Network named = Network.named(network);
        Set<String> published =
                named.names(model, Network.SCHEMES.get(0)).modules().keySet();
        Set<String> own = model.parameters().keySet().stream()
                .map(name -> name.substring(0, name.lastIndexOf('/')))
                .filter(node -> !published.contains(node))
                .collect(Collectors.toSet());
        try (WeightsFile open = WeightsFile.open(file)) {
            requirePublisher(named, file, open.format());
            if (named.isOfKeras()) {
                return open.matching(model, own);
            }
            Set<String> modules = open.shapes().keySet().stream()
                    .map(name -> name.substring(0, Math.max(name.lastIndexOf('.'), 0)))
                    .collect(Collectors.toSet());
            for (String scheme : Network.SCHEMES) {
                PyTorchNames names = named.names(model, scheme);
                if (modules.containsAll(names.modules().values())) {
                    return open.matching(model, names, own);
                }
            }
            return open.matching(model, own);
        }
    }

    /** Rejects weights of the wrong framework: they would load, but be less accurate with the other padding. */
    private static void requirePublisher(Network network, Path file, WeightsFormat format) {
        boolean isOfKeras = format == WeightsFormat.KERAS_HDF5 || format == WeightsFormat.KERAS_ARCHIVE;
        if (isOfKeras != network.isOfKeras()) {
            throw new UserInputException(file + " is a " + format.title() + ", and " + network.title()
                    + " pads and normalizes as the weights of " + (isOfKeras ? "PyTorch" : "Keras") + " need it; use "
                    + Network.titles().stream()
                            .filter(title -> Network.named(title).isOfKeras() == isOfKeras)
                            .collect(Collectors.joining(", ", "one of ", "")));
        }
    }
}
