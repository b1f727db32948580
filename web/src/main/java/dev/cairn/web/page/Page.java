package dev.cairn.web.page;

/** A page, as a function of the request. */
@FunctionalInterface
public interface Page {

    /**
     * Answers a request.
     *
     * @throws PageException if there is no such page, or the request is invalid
     */
    Reply reply(PageRequest request);
}
