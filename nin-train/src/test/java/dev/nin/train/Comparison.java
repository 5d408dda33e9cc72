// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** The times of the same batches here and in peers, measured in turn so that a busy machine slows all of them. */
final class Comparison {
    private static final int ROUNDS = Integer.getInteger("peers.rounds", 5);

    private final double[] ours;
    private final Map<String, double[]> theirs;

    private Comparison(double[] ours, Map<String, double[]> theirs) {
        this.ours = ours;
        this.theirs = theirs;
    }

    /** Runs a number of batches. */
    interface Work {
        void run(int batches);
    }

    /**
     * Measures.
     *
     * @param what what the peers are asked for: train or infer
     */
    static Comparison of(String what, Work work, List<StepPeer> peers, int batches) throws IOException {
        work.run(2);
        double[] ours = new double[ROUNDS];
        Map<String, double[]> theirs = new LinkedHashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            work.run(batches);
            ours[round] = (System.nanoTime() - start) / 1e9;
            for (StepPeer peer : peers) {
                for (String mode : peer.modes()) {
                    theirs.computeIfAbsent(mode, key -> new double[ROUNDS])[round] = peer.seconds(what, mode, batches);
                }
            }
        }
        return new Comparison(ours, theirs);
    }

    /** Prints the speed here and, for each peer, its speed and how many times as fast this library is. */
    void print(String name, int images) {
        System.out.printf(Locale.ROOT, "%s: %.1f images/s here%n", name, images / median(ours));
        theirs.forEach((mode, times) -> {
            double[] ratios = ratios(mode);
            System.out.printf(
                    Locale.ROOT,
                    "  %s: %.1f images/s; here %.2f times as fast (%.2f to %.2f over %d rounds)%n",
                    mode.equals("keras") ? "Keras" : "PyTorch " + mode,
                    images / median(times),
                    median(ratios),
                    ratios[0],
                    ratios[ROUNDS - 1],
                    ROUNDS);
        });
    }

    /** Returns this library's median of the seconds. */
    double here() {
        return median(ours);
    }

    /** Returns a peer's median of the seconds. */
    double there(String mode) {
        return median(times(mode));
    }

    private double[] times(String mode) {
        return Objects.requireNonNull(theirs.get(mode));
    }

    /** Returns the times of a peer divided by those here, sorted. */
    double[] ratios(String mode) {
        double[] times = times(mode);
        return IntStream.range(0, ROUNDS)
                .mapToDouble(round -> times[round] / ours[round])
                .sorted()
                .toArray();
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
