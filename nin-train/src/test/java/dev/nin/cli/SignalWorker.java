// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli;

import dev.nin.cli.process.StopSignals;

/** A process that receives a signal and continues until a second one. */
final class SignalWorker {
    private SignalWorker() {}

    public static void main(String... arguments) throws InterruptedException {
        try (StopSignals signals = StopSignals.listen()) {
            System.out.println("listening");
            boolean hasTold = false;
            while (true) {
                if (signals.wantsToPause() && !hasTold) {
                    System.out.println("heard " + signals.exitCode().orElseThrow());
                    hasTold = true;
                }
                Thread.sleep(5);
            }
        }
    }
}
