// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.records;

import dev.nin.data.listing.Part;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parsed name of a TFRecord shard, such as {@code train-00000-of-00004},
 * {@code flowers_test_00000-of-00002.tfrecord} or {@code val.tfrecords}.
 *
 * @param set the name without the shard's number, the same for all shards of a set
 * @param part the part that a word in the name states; empty if there is none
 * @param number the shard's number, from 0
 * @param count the number of shards in the set; 0 if the name does not contain it
 */
record ShardName(String set, Optional<Part> part, int number, int count) {
    private static final Pattern NUMBERED = Pattern.compile("(.*?)[-_.]?(\\d{1,9})-of-(\\d{1,9})(.*)");
    private static final Pattern SEPARATOR = Pattern.compile("[-_.#]");
    private static final String ENDING = ".tfrecord";

    /** Parses a file name; empty if it is not the name of a shard. */
    static Optional<ShardName> of(String name) {
        boolean hasEnding = name.toLowerCase(Locale.ROOT).contains(ENDING);
        Matcher numbered = NUMBERED.matcher(name);
        if (numbered.matches() && (hasEnding || numbered.group(4).isEmpty())) {
            String set = numbered.group(1) + "#" + numbered.group(4);
            return Optional.of(new ShardName(
                    set, part(set), Integer.parseInt(numbered.group(2)), Integer.parseInt(numbered.group(3))));
        }
        return hasEnding ? Optional.of(new ShardName(name, part(name), 0, 0)) : Optional.empty();
    }

    private static Optional<Part> part(String set) {
        return SEPARATOR
                .splitAsStream(set)
                .map(word -> word.replaceAll("\\d+$", ""))
                .flatMap(word -> Part.of(word).stream())
                .findFirst();
    }
}
