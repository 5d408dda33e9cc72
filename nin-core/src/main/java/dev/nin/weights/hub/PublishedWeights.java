// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights.hub;

import com.google.common.base.Splitter;
import com.google.common.io.Resources;
import dev.nin.UserInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A weights file published by its authors.
 *
 * @param network the network's name in the zoo, such as resnet18
 * @param scheme the library whose names and layout it uses: torchvision, timm, keras, efficientnet-lite-pytorch
 * @param address the address to download from
 * @param member the file within the archive (a wheel) at that address; empty if the address is the file itself
 * @param bytes the file's size; 0 if it is not published
 * @param checksum the file's checksum; empty if it is not published
 * @param licence the SPDX name of the license that its publisher states
 * @param imageSize the side in pixels of the images it was trained on
 */
public record PublishedWeights(
        String network,
        String scheme,
        URI address,
        String member,
        long bytes,
        Optional<Checksum> checksum,
        String licence,
        int imageSize) {
    private static final String TABLE = "published.tsv";
    private static final int COLUMNS = 8;

    /**
     * Returns all known files.
     *
     * @return the rows of the table
     */
    public static List<PublishedWeights> table() {
        try {
            return Resources.readLines(Resources.getResource(PublishedWeights.class, TABLE), StandardCharsets.UTF_8)
                    .stream()
                    .filter(line -> !line.startsWith("#"))
                    .map(PublishedWeights::row)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns the file of a network.
     *
     * @param network the network, such as resnet18
     * @param scheme the scheme, such as torchvision
     * @return the file
     * @throws UserInputException if no such file is known
     */
    public static PublishedWeights of(String network, String scheme) {
        return table().stream()
                .filter(each -> each.network.equals(network) && each.scheme.equals(scheme))
                .findFirst()
                .orElseThrow(() -> new UserInputException("no published weights are known for the network \"" + network
                        + "\" in the scheme \"" + scheme + "\", expected one of "
                        + table().stream()
                                .map(each -> each.network + " (" + each.scheme + ")")
                                .toList()
                        + "; use Download.from with an address"));
    }

    /**
     * Returns the file's name in the cache folder.
     *
     * @return network, scheme and the published name
     */
    public String fileName() {
        String path = member.isEmpty() ? address.getPath() : member;
        return network + "-" + scheme + "-" + path.substring(path.lastIndexOf('/') + 1);
    }

    private static PublishedWeights row(String line) {
        List<String> columns = Splitter.on('\t').splitToList(line);
        if (columns.size() != COLUMNS) {
            throw new IllegalStateException(TABLE + " has a line of " + columns.size() + " columns: " + line);
        }
        String checksum = columns.get(5);
        return new PublishedWeights(
                columns.get(0),
                columns.get(1),
                URI.create(columns.get(2)),
                columns.get(3),
                columns.get(4).isEmpty() ? 0 : Long.parseLong(columns.get(4)),
                checksum.isEmpty() ? Optional.empty() : Optional.of(Checksum.of(checksum)),
                columns.get(6),
                Integer.parseInt(columns.get(7)));
    }
}
