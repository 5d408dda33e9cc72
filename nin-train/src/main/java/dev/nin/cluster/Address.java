// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cluster;

import com.google.common.net.HostAndPort;
import dev.nin.UserInputException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Where a task is reached.
 *
 * @param host a name or an IP address
 * @param port from 1 to 65535
 */
record Address(String host, int port) {
    /**
     * Reads an address.
     *
     * @throws UserInputException if it is none
     */
    static Address parse(String text) {
        try {
            HostAndPort parsed = HostAndPort.fromString(text.strip());
            if (!parsed.getHost().isEmpty() && parsed.hasPort() && parsed.getPort() > 0) {
                return new Address(parsed.getHost(), parsed.getPort());
            }
        } catch (IllegalArgumentException e) {
            // Told below, as every other mistake in it.
        }
        throw new UserInputException("--cluster has \"" + text + "\", expected HOST:PORT, such as 10.0.0.1:2222");
    }

    /** The address as it is now; unresolved if the host's name is not known (yet). */
    InetSocketAddress resolve() {
        return new InetSocketAddress(host, port);
    }

    /**
     * Whether an address belongs to a network that others cannot reach: this machine's own, a private one (RFC 1918,
     * RFC 4193), that of a link, or a provider's inner one (RFC 6598).
     */
    static boolean isPrivate(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean isUniqueLocal = address instanceof Inet6Address && (bytes[0] & 0xfe) == 0xfc;
        boolean isInner = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xc0) == 64;
        return address.isLoopbackAddress()
                || address.isSiteLocalAddress()
                || address.isLinkLocalAddress()
                || isUniqueLocal
                || isInner;
    }

    /** As TensorFlow and --cluster spell it. */
    @Override
    public String toString() {
        return HostAndPort.fromParts(host, port).toString();
    }
}
