package dev.cairn.server.html;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An element of a page that is being built.
 *
 * <p>There is no way to add markup as text, a script, a handler of events or a style: the pages'
 * policy forbids them, and what is added is escaped. Addresses are added by {@link #to} and {@link
 * #address}.
 */
public final class Element implements Html {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9-]*");

    /** What a browser follows or loads, or takes for a program. */
    private static final Set<String> FORBIDDEN =
            Set.of("href", "src", "action", "formaction", "style", "srcdoc", "data", "ping");

    private final String name;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final List<Html> children = new ArrayList<>();

    private Element(String name) {
        this.name = name;
    }

    /** Returns an element without attributes and content. */
    public static Element of(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name + "' is not the name of an element");
        }
        return new Element(name);
    }

    /** Returns an element of a class, such as {@code span.faint}. */
    public static Element of(String name, String classes) {
        return of(name).with("class", classes);
    }

    /** Sets an attribute. */
    public Element with(String attribute, String value) {
        if (!NAME.matcher(attribute).matches()
                || attribute.startsWith("on")
                || FORBIDDEN.contains(attribute)) {
            throw new IllegalArgumentException(
                    "attribute '" + attribute + "' cannot be set by its name");
        }
        attributes.put(attribute, value);
        return this;
    }

    /** Sets an attribute to a number. */
    public Element with(String attribute, long value) {
        return with(attribute, Long.toString(value));
    }

    /** Sets an attribute to a number of at most two decimals. */
    public Element with(String attribute, double value) {
        double rounded = Math.round(value * 100) / 100.0;
        return with(
                attribute,
                rounded == Math.rint(rounded)
                        ? Long.toString((long) rounded)
                        : Double.toString(rounded));
    }

    /** Sets an attribute that has no value, if a condition holds. */
    public Element flag(String attribute, boolean set) {
        return set ? with(attribute, "") : this;
    }

    /** Sets where a link leads. */
    public Element to(Link link) {
        attributes.put("href", link.text());
        return this;
    }

    /**
     * Sets an address that is loaded or sent to.
     *
     * @param attribute {@code src} or {@code action}
     */
    public Element address(String attribute, Link link) {
        if (!attribute.equals("src") && !attribute.equals("action")) {
            throw new IllegalArgumentException("'" + attribute + "' has no address");
        }
        attributes.put(attribute, link.text());
        return this;
    }

    /** Adds parts. */
    public Element add(Html... parts) {
        children.addAll(List.of(parts));
        return this;
    }

    /** Adds parts. */
    public Element add(List<? extends Html> parts) {
        children.addAll(parts);
        return this;
    }

    /** Adds text. */
    public Element add(String text) {
        children.add(new Html.Text(text));
        return this;
    }

    /** Takes the attributes of another element. */
    public Element attributesOf(Element other) {
        attributes.putAll(other.attributes);
        return this;
    }

    /** Returns what is in the element. */
    public List<Html> parts() {
        return List.copyOf(children);
    }

    String name() {
        return name;
    }

    Map<String, String> attributes() {
        return attributes;
    }

    List<Html> children() {
        return children;
    }
}
