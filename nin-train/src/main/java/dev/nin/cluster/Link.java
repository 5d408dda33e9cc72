// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * A text connection between the chief and another task. While it is watched, each side sends a heartbeat every two
 * seconds; a side that sends nothing for {@link #SILENCE} is lost.
 */
final class Link implements AutoCloseable {
    /** The time without any message after which the other side is lost. */
    static final Duration SILENCE = Duration.ofSeconds(15);

    private static final Duration BETWEEN_SIGNS = Duration.ofSeconds(2);
    private static final String ALIVE = "alive";
    private static final int LONGEST_LINE = 1 << 16;

    private final Socket socket;
    private final BufferedReader reader;
    private final Writer writer;
    private volatile boolean isClosed;

    Link(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(Math.toIntExact(SILENCE.toMillis()));
        reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        writer = new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.UTF_8);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "cluster link");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Sends a line. A line that cannot be sent is dropped; the reading thread detects the broken connection.
     *
     * @param line the text; line breaks become spaces
     */
    void say(String line) {
        synchronized (writer) {
            try {
                writer.write(line.replace('\n', ' ').replace('\r', ' ') + "\n");
                writer.flush();
            } catch (IOException e) {
                // The other side is gone; the reader notices it too.
            }
        }
    }

    /**
     * Returns the next line that is not a heartbeat.
     *
     * @throws IOException if the other side closed the connection or was silent for too long
     */
    String hear() throws IOException {
        while (true) {
            String line = readLine();
            if (!line.equals(ALIVE)) {
                return line;
            }
        }
    }

    /** Reads a line of bounded length, since anyone may connect. */
    private String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = reader.read(); next != '\n'; next = reader.read()) {
            if (next < 0) {
                throw new IOException("the connection was closed");
            }
            if (line.length() == LONGEST_LINE) {
                throw new IOException("it does not speak the task protocol");
            }
            line.append((char) next);
        }
        return line.toString();
    }

    /**
     * Sends heartbeats from now on, and reports each received line and the end of the connection.
     *
     * @param heard is called with each line
     * @param ended is called with the reason why no more lines come
     */
    void watch(Consumer<String> heard, Consumer<String> ended) {
        daemon(this::giveSigns).start();
        daemon(() -> {
                    try {
                        while (true) {
                            heard.accept(hear());
                        }
                    } catch (SocketTimeoutException e) {
                        ended.accept("nothing was received from it for " + SILENCE.toSeconds() + " s");
                    } catch (IOException e) {
                        ended.accept(String.valueOf(e.getMessage()));
                    }
                })
                .start();
    }

    private void giveSigns() {
        try {
            while (!isClosed) {
                say(ALIVE);
                Thread.sleep(BETWEEN_SIGNS.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        isClosed = true;
        try {
            socket.close();
        } catch (IOException e) {
            // Nothing was left to send.
        }
    }
}
