/**
 * The HTTP server that the page and other doors share: it listens on 127.0.0.1, checks host, origin
 * and token, bounds sizes and times, and sets the headers that protect browsers.
 *
 * <p>Start at {@link dev.cairn.web.http.HttpServer}. A module mounts a handler of its own, such as
 * MCP at {@code /mcp}, by an {@link dev.cairn.web.http.HttpEndpoint} that {@link
 * java.util.ServiceLoader} finds; the server has checked the request, and the token if the endpoint
 * needs it, before the endpoint sees it. {@link dev.cairn.web.page} has the pages.
 */
@NullMarked
package dev.cairn.web.http;

import org.jspecify.annotations.NullMarked;
