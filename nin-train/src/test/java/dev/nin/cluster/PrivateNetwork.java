// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A network of hosts within this machine: Linux network namespaces, each with its own link to a router, which is a
 * namespace too. The network is not visible from outside. Creating it requires root and the commands {@code ip} and
 * {@code tc}.
 */
final class PrivateNetwork implements AutoCloseable {
    private static final String NAME = "nin" + ProcessHandle.current().pid();
    private static final String ROUTER = NAME + "-router";
    private static final Path DELAY_LINE = Path.of("src/test/python/delay_line.py");
    private static final String DELAYED = "100";

    private final List<String> namespaces = new ArrayList<>();
    private final int hosts;
    private @Nullable Process delayLine;

    private PrivateNetwork(int hosts) {
        this.hosts = hosts;
    }

    /**
     * Creates a network.
     *
     * @param hosts the number of hosts
     * @param rate the rate of each link and direction, in the syntax of {@code tc}
     * @param delayMilliseconds the time that a packet takes from one host to another
     * @throws IOException if this machine does not allow it
     */
    static PrivateNetwork of(int hosts, String rate, int delayMilliseconds) throws IOException {
        PrivateNetwork network = new PrivateNetwork(hosts);
        try {
            network.add(ROUTER);
            in(ROUTER, "sh", "-c", "echo 1 > /proc/sys/net/ipv4/ip_forward");
            if (delayMilliseconds > 0) {
                network.startDelayLine(delayMilliseconds);
            }
            for (int host = 0; host < hosts; host++) {
                network.connect(host, rate, delayMilliseconds > 0);
            }
            return network;
        } catch (IOException | RuntimeException e) {
            network.close();
            throw e;
        }
    }

    /** Returns why this machine does not support such networks; empty if it does. */
    static Optional<String> whyNot() {
        try (PrivateNetwork network = of(1, "1gbit", 1)) {
            return network.hosts == 1 ? Optional.empty() : Optional.of("there is no host");
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Returns the address of a host, counted from 0. */
    static String address(int host) {
        return "10.77." + host + ".2";
    }

    /** Returns the command line that runs a command on a host. */
    static List<String> on(int host, List<String> command) {
        List<String> words = new ArrayList<>(List.of("ip", "netns", "exec", name(host)));
        words.addAll(command);
        return words;
    }

    /** Takes a host's link down. */
    void cut(int host) throws IOException {
        in(ROUTER, "ip", "link", "set", port(host), "down");
    }

    private void connect(int host, String rate, boolean isDelayed) throws IOException {
        add(name(host));
        String gateway = "10.77." + host + ".1";
        in(ROUTER, "ip", "link", "add", port(host), "type", "veth", "peer", "name", "eth0", "netns", name(host));
        in(ROUTER, "ip", "address", "add", gateway + "/24", "dev", port(host));
        in(ROUTER, "ip", "link", "set", port(host), "up");
        in(name(host), "ip", "address", "add", address(host) + "/24", "dev", "eth0");
        in(name(host), "ip", "link", "set", "eth0", "up");
        in(name(host), "ip", "route", "add", "default", "via", gateway);
        limit(ROUTER, port(host), rate);
        limit(name(host), "eth0", rate);
        if (isDelayed) {
            in(ROUTER, "ip", "rule", "add", "iif", port(host), "lookup", DELAYED);
        }
    }

    private static void limit(String namespace, String device, String rate) throws IOException {
        in(
                namespace, "tc", "qdisc", "add", "dev", device, "root", "tbf", "rate", rate, "burst", "1mb", "latency",
                "50ms");
    }

    /** Passes packets from a host through a delay line, since not every kernel has tc's netem. */
    private void startDelayLine(int milliseconds) throws IOException {
        delayLine = new ProcessBuilder(
                        "ip",
                        "netns",
                        "exec",
                        ROUTER,
                        "python3",
                        DELAY_LINE.toAbsolutePath().toString(),
                        "delay",
                        Integer.toString(milliseconds))
                .redirectErrorStream(true)
                .start();
        String said = delayLine.inputReader().readLine();
        if (said == null || !said.equals("ready")) {
            throw new IOException("delay_line.py: " + said);
        }
        in(ROUTER, "ip", "link", "set", "delay", "up");
        in(ROUTER, "ip", "route", "add", "default", "dev", "delay", "table", DELAYED);
    }

    private void add(String namespace) throws IOException {
        run("ip", "netns", "add", namespace);
        namespaces.add(namespace);
        in(namespace, "ip", "link", "set", "lo", "up");
    }

    private static String name(int host) {
        return NAME + "-" + host;
    }

    private static String port(int host) {
        return "port" + host;
    }

    private static void in(String namespace, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
        command.addAll(List.of(words));
        run(command.toArray(String[]::new));
    }

    private static void run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        try {
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + ": " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(String.join(" ", command) + " was interrupted", e);
        }
    }

    /** Deletes the network; processes that still run on its hosts lose their connections. */
    @Override
    public void close() throws IOException {
        if (delayLine != null) {
            delayLine.destroyForcibly();
        }
        for (String namespace : namespaces) {
            run("ip", "netns", "delete", namespace);
        }
    }
}
