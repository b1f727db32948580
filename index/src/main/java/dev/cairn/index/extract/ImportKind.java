package dev.cairn.index.extract;

import java.util.Locale;

/** How something is imported. */
public enum ImportKind {
    /** A module as a whole. */
    MODULE,
    /** One name of a module. */
    NAME,
    /** All names of a module. */
    WILDCARD,
    /** A static member of a class. */
    STATIC,
    /** The default export of a module. */
    DEFAULT,
    /** All exports of a module, under one name. */
    NAMESPACE,
    /** A module for what it does when it is loaded. */
    EFFECT,
    /** A name that is passed on to those who import this file. */
    EXPORT,
    /** A call of {@code require}. */
    REQUIRE,
    /** A module that is loaded while the program runs. */
    DYNAMIC,
    /** A switch of the language. */
    FUTURE;

    /** Returns the name under which the index and its users know the kind. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
