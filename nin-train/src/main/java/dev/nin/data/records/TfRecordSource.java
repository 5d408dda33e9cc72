// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.records;

import java.util.Arrays;
import java.util.List;

/** The labeled images in the shards of one part, by number. Safe for use by several threads. */
public final class TfRecordSource {
    private final List<TfRecordFile> shards;
    /** The number of each shard's first image. */
    private final int[] firsts;

    private final int[] labels;

    TfRecordSource(List<TfRecordFile> shards, int[] labels) {
        this.shards = List.copyOf(shards);
        this.labels = labels.clone();
        firsts = new int[shards.size()];
        for (int i = 1; i < firsts.length; i++) {
            firsts[i] = firsts[i - 1] + shards.get(i - 1).size();
        }
    }

    /**
     * Returns the number of images.
     *
     * @return at least 1
     */
    public int size() {
        return labels.length;
    }

    /**
     * Returns an image's class.
     *
     * @param index the image's number
     * @return the class's number, from 0
     */
    public int label(int index) {
        return labels[index];
    }

    /**
     * Returns an image's name for messages.
     *
     * @param index the image's number
     * @return the shard and the record's number in it, from 1
     */
    public String name(int index) {
        int shard = shard(index);
        return shards.get(shard).name(index - firsts[shard]);
    }

    /**
     * Reads an image's file.
     *
     * @param index the image's number
     * @return the file's bytes, such as those of a JPEG
     * @throws dev.nin.UserInputException if the shard can no longer be read or the record is damaged
     */
    public byte[] encoded(int index) {
        int shard = shard(index);
        int record = index - firsts[shard];
        return ImageExample.encoded(
                shards.get(shard).name(record), shards.get(shard).data(record));
    }

    private int shard(int index) {
        int place = Arrays.binarySearch(firsts, index);
        // An empty shard starts where the next one does, so an exact hit may be an empty shard.
        int shard = place < 0 ? -place - 2 : place;
        while (index - firsts[shard] >= shards.get(shard).size()) {
            shard++;
        }
        return shard;
    }
}
