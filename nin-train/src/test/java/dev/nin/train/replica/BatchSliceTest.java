// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.proto.ConfigProto;

class BatchSliceTest {
    @ParameterizedTest
    @CsvSource({"128,4,false", "7,3,false", "7,3,true", "8,3,true", "1,4,true", "2,4,false", "33,4,true"})
    void slicesAreTheBatchAndSharesAreOne(int size, int count, boolean mirrored) {
        List<BatchSlice> slices = IntStream.range(0, count)
                .mapToObj(index -> BatchSlice.of(size, new Place(index, count), mirrored))
                .toList();
        int[] places = slices.stream()
                .filter(slice -> slice.share() > 0)
                .flatMapToInt(slice -> Arrays.stream(slice.places()))
                .sorted()
                .toArray();
        assertThat(places).isEqualTo(IntStream.range(0, size).toArray());
        assertThat(slices.stream().mapToDouble(BatchSlice::share).sum()).isCloseTo(1, within(1e-6));
    }

    @ParameterizedTest
    @CsvSource({"7,3", "8,3", "33,4", "128,4"})
    void mirroredSlicesHoldTheOtherEnd(int size, int count) {
        for (int index = 0; index < count; index++) {
            int[] places = BatchSlice.of(size, new Place(index, count), true).places();
            for (int i = 0; i < places.length; i++) {
                assertThat(places[places.length - 1 - i]).isEqualTo(size - 1 - places[i]);
            }
        }
    }

    private static org.assertj.core.data.Offset<Double> within(double offset) {
        return org.assertj.core.data.Offset.offset(offset);
    }

    private record Place(int index, int count) implements Replica {
        @Override
        public Session session(Graph graph, ConfigProto config) {
            return new Session(graph, config);
        }
    }
}
