// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nin.UserInputException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The messages between tasks before TensorFlow is started. */
class RendezvousTest {
    private static final Map<String, String> SAME = Map.of("seed", "1", "model", "nin 0a1b");

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Integer> ports;
    private final String cluster;

    RendezvousTest() throws IOException {
        ports = TrainingWorker.freePorts(3);
        cluster = "127.0.0.1:" + ports.get(0) + ",127.0.0.1:" + ports.get(1);
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void tasksThatAgreeAreLinked() throws Exception {
        Future<String> chief = meet(cluster, 0, SAME);
        Future<String> other = meet(cluster, 1, SAME);
        assertThat(chief.get()).isEmpty();
        assertThat(other.get()).isEmpty();
    }

    @Test
    void strangersAreOverlooked() throws Exception {
        Future<String> chief = meet(cluster, 0, SAME);
        new Socket(InetAddress.getLoopbackAddress(), waitFor(ports.get(0))).close();
        try (Socket browser = new Socket(InetAddress.getLoopbackAddress(), ports.get(0))) {
            browser.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            assertThat(meet(cluster, 1, SAME).get()).isEmpty();
            assertThat(chief.get()).isEmpty();
        }
    }

    @Test
    void aDifferenceEndsBoth() throws Exception {
        Future<String> chief = meet(cluster, 0, SAME);
        Future<String> other = meet(cluster, 1, Map.of("seed", "2", "model", "nin 0a1b"));
        String expected = "task 1 (127.0.0.1:" + ports.get(1) + ") has the seed 2, task 0 (127.0.0.1:" + ports.get(0)
                + ") has 1; start all tasks with the same options, files and versions";
        assertThat(chief.get()).isEqualTo(expected);
        assertThat(other.get()).isEqualTo(expected);
    }

    @Test
    void oneNumberForTwoEndsBoth() throws Exception {
        String three = cluster + ",127.0.0.1:" + ports.get(2);
        Future<String> chief = meet(three, 0, SAME);
        assertThat(meet(three, 1, SAME).get()).isEmpty();
        // The same number with a different address, as on another machine.
        String moved = "127.0.0.1:" + ports.get(0) + ",127.0.0.1:" + ports.get(2) + ",127.0.0.1:" + ports.get(1);
        String expected = "two processes have joined as task 1 (127.0.0.1:" + ports.get(1)
                + "); give each process its own --task";
        assertThat(meet(moved, 1, SAME).get()).isEqualTo(expected);
        assertThat(chief.get()).isEqualTo(expected);
    }

    @Test
    void aPortInUseEndsAll() throws Exception {
        try (ServerSocket occupied = new ServerSocket(ports.get(1), 1, InetAddress.getLoopbackAddress())) {
            assertThat(occupied.isBound()).isTrue();
            Future<String> chief = meet(cluster, 0, SAME);
            String expected = "--cluster: this task cannot listen on task 1 (127.0.0.1:" + ports.get(1)
                    + "): Address already in use; give it a free port and an address of this machine";
            assertThat(meet(cluster, 1, SAME).get()).isEqualTo(expected);
            assertThat(chief.get()).isEqualTo(expected);
        }
    }

    @Test
    void aMissingTaskIsNamed() throws Exception {
        assertThat(meet(cluster, 0, SAME).get())
                .isEqualTo("task 1 (127.0.0.1:" + ports.get(1) + ") has not joined within 1 s; start it, check that it "
                        + "can reach this host, or increase --join-timeout");
    }

    @Test
    void aMissingChiefIsNamed() throws Exception {
        assertThat(meet(cluster, 1, SAME).get())
                .isEqualTo("task 0 (127.0.0.1:" + ports.get(0) + ") could not be reached within 1 s (Connection "
                        + "refused); start it, check that this host can reach it, or increase --join-timeout");
    }

    @Test
    void aTaskThatIsLostBeforeTheStartIsNamed() throws Exception {
        ClusterPlan plan = plan(cluster + ",127.0.0.1:" + ports.get(2), 0, 5);
        Mailbox mailbox = new Mailbox(plan);
        Rendezvous rendezvous = new Rendezvous(plan, new Fingerprint(SAME), mailbox);
        Future<String> chief = threads.submit(() -> meet(rendezvous, false));
        ClusterPlan other = plan(cluster + ",127.0.0.1:" + ports.get(2), 1, 5);
        Rendezvous lost = new Rendezvous(other, new Fingerprint(SAME), new Mailbox(other));
        assertThat(meet(lost, true)).isEmpty();
        assertThat(chief.get()).isEqualTo("task 1 (127.0.0.1:" + ports.get(1) + ") is lost: the connection was closed");
    }

    private Future<String> meet(String addresses, int task, Map<String, String> same) {
        ClusterPlan plan = plan(addresses, task, 1);
        return threads.submit(() -> meet(new Rendezvous(plan, new Fingerprint(same), new Mailbox(plan)), false));
    }

    private static ClusterPlan plan(String addresses, int task, int seconds) {
        return ClusterPlan.parse(addresses, task, false, Duration.ofSeconds(seconds));
    }

    /** Returns the error; empty if there is none. */
    private static String meet(Rendezvous rendezvous, boolean leaves) {
        try {
            rendezvous.meet();
            if (leaves) {
                new ArrayList<>(rendezvous.links().values()).forEach(Link::close);
            }
            return "";
        } catch (UserInputException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static int waitFor(int port) throws InterruptedException, ExecutionException {
        for (int i = 0; i < 100; i++) {
            try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return probe.getPort();
            } catch (IOException e) {
                Thread.sleep(10);
            }
        }
        throw new IllegalStateException("nobody listens on " + port);
    }
}
