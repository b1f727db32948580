/**
 * The page of {@code cairn serve}: a server-rendered view of the index, its database and its
 * workers for a person with a browser. Start at {@link dev.cairn.web.PageDoor}; {@link
 * dev.cairn.web.http} is the HTTP server, {@link dev.cairn.web.page} has the pages, {@link
 * dev.cairn.server.html} writes them.
 */
@NullMarked
package dev.cairn.web;

import org.jspecify.annotations.NullMarked;
