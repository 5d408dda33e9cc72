// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights.hub;

import com.google.common.base.Splitter;
import com.google.common.base.Strings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * Selects the proxy of a request: from the JVM's system properties (https.proxyHost, http.proxyHost) if set, else from
 * the environment (HTTPS_PROXY, http_proxy, NO_PROXY). Names and passwords in an address are ignored.
 */
final class EnvironmentProxy extends ProxySelector {
    private static final int HTTP_PORT = 80;

    private final Map<String, String> environment;
    private final ProxySelector properties;

    EnvironmentProxy(Map<String, String> environment, ProxySelector properties) {
        this.environment = environment;
        this.properties = properties;
    }

    @Override
    public List<Proxy> select(URI uri) {
        List<Proxy> configured = properties.select(uri);
        boolean direct = configured.stream().allMatch(proxy -> proxy.type() == Proxy.Type.DIRECT);
        return direct && !isExcluded(Strings.nullToEmpty(uri.getHost())) ? ofEnvironment(uri) : configured;
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException problem) {
        // The request itself fails with this problem.
    }

    private List<Proxy> ofEnvironment(URI uri) {
        // Under CGI, HTTP_PROXY may come from a request's header, so only the lower-case spelling is trusted.
        String named = "https".equals(uri.getScheme())
                ? variable("HTTPS_PROXY", "https_proxy")
                : variable("http_proxy", "http_proxy");
        if (named.isEmpty()) {
            return List.of(Proxy.NO_PROXY);
        }
        URI proxy = URI.create(named.contains("://") ? named : "http://" + named);
        int port = proxy.getPort() < 0 ? HTTP_PORT : proxy.getPort();
        return List.of(new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(proxy.getHost(), port)));
    }

    /** Returns whether the host or one of its parent domains is listed. */
    private boolean isExcluded(String host) {
        return Splitter.on(',')
                .trimResults()
                .omitEmptyStrings()
                .splitToStream(variable("NO_PROXY", "no_proxy"))
                .map(entry -> entry.startsWith(".") ? entry.substring(1) : entry)
                .anyMatch(entry -> entry.equals("*") || host.equals(entry) || host.endsWith("." + entry));
    }

    private String variable(String name, String other) {
        return Strings.nullToEmpty(environment.getOrDefault(name, environment.get(other)));
    }
}
