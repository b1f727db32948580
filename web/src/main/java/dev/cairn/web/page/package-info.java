/**
 * The pages. A {@link dev.cairn.web.page.Page} is a function of a request; {@link
 * dev.cairn.web.page.Pages} lists them by path, {@link dev.cairn.web.page.PageHandler} calls them,
 * and {@link dev.cairn.web.page.Layout} is what all have around them.
 */
@NullMarked
package dev.cairn.web.page;

import org.jspecify.annotations.NullMarked;
