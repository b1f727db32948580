package dev.cairn.index.reference;

import java.util.Optional;

/**
 * What a file imports.
 *
 * @param projectId the UUID of the file's project
 * @param module where it comes from; empty if there is no module
 * @param name what is taken from there; {@code *} for everything
 * @param alias what it is called in the file, if that is another name
 * @param kind how it is imported
 */
public record ImportRow(
        long fileId,
        String projectId,
        String path,
        String language,
        String module,
        Optional<String> name,
        Optional<String> alias,
        String kind,
        long line) {

    /** Returns the name by which the file calls it. */
    String called() {
        return alias.or(() -> name).orElseGet(() -> lastSegment(module));
    }

    /** Returns the whole of what is imported, joined by dots. */
    String dotted() {
        String from = module.replace("::", ".").replace('/', '.');
        return name.filter(some -> !some.equals("*"))
                .map(some -> from.isEmpty() ? some : from + "." + some)
                .orElse(from);
    }

    static String lastSegment(String module) {
        String plain = module.endsWith("/") ? module.substring(0, module.length() - 1) : module;
        int end = Math.max(plain.lastIndexOf('/'), plain.lastIndexOf('.'));
        return plain.substring(end + 1);
    }
}
