package dev.cairn.index.edit;

import dev.cairn.index.extract.Definition;
import dev.cairn.index.extract.DefinitionKind;
import dev.cairn.index.extract.Extractor;
import dev.cairn.index.extract.PlacedDefinition;
import dev.cairn.index.extract.PlacedNames;
import dev.cairn.index.language.Languages;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A new text for one definition of a file. The definition is named as a person writes it: {@code
 * close}, {@code Client.close}, or {@code Client.close:120} with the line of the name where several
 * have one name.
 */
final class DefinitionEdit {

    private static final Pattern WITH_LINE = Pattern.compile("(.+):(\\d{1,9})");
    private static final Pattern NAME = Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*[?!]?");
    private static final int MOST_LISTED = 10;

    /** What is written before a member of the same object or type. */
    private static final Set<String> SELF =
            Set.of("", "this", "self", "cls", "@", "$this", "static");

    private final String path;
    private final String text;
    private final PlacedNames places;

    private DefinitionEdit(String path, String text, PlacedNames places) {
        this.path = path;
        this.text = text;
        this.places = places;
    }

    static DefinitionEdit in(String path, String text) {
        try (Extractor extractor = new Extractor()) {
            return new DefinitionEdit(
                    path, text, extractor.places(Languages.of(path, text), path, text));
        }
    }

    /** Returns the text with another body of a definition. */
    String withBody(String name, String body) {
        PlacedDefinition found = one(name);
        if (!found.hasBody()) {
            throw EditException.invalid(
                    "'%s' in '%s' has no body; replace its lines instead"
                            .formatted(found.label(), path));
        }
        return text.substring(0, found.bodyStart())
                + Block.of(text, found).withContent(body)
                + text.substring(found.bodyEnd());
    }

    /** Returns the text with more text behind a definition. */
    String withTextAfter(String name, String more) {
        PlacedDefinition found = one(name);
        int lineEnd = text.indexOf('\n', Math.max(found.start(), found.end() - 1));
        int next = lineEnd < 0 ? text.length() : lineEnd + 1;
        String rest = text.substring(Math.min(found.end(), next), next).strip();
        if (!rest.matches("[;,)]*((//|#|/\\*).*)?")) {
            throw EditException.invalid(
                    "cannot insert after '%s' in '%s': '%s' follows on its last line; edit the lines instead"
                            .formatted(found.label(), path, rest));
        }
        return Block.insertAfter(text, found, next, more);
    }

    /** Returns the text with another name of a definition, where it is defined and used. */
    String renamed(String name, String newName) {
        if (!NAME.matcher(newName).matches()) {
            throw EditException.invalid("'%s' is not a name".formatted(newName));
        }
        List<PlacedDefinition> renamed = family(found(name), name);
        String oldName = renamed.getFirst().definition().name();
        requireFree(newName);
        TreeSet<Integer> starts = new TreeSet<>();
        renamed.forEach(one -> starts.add(one.nameStart()));
        Set<String> receivers = receivers(renamed);
        places.uses().stream()
                .filter(use -> use.name().equals(oldName) && receivers.contains(use.receiver()))
                .forEach(use -> starts.add(use.start()));
        StringBuilder result = new StringBuilder();
        int position = 0;
        for (int start : starts) {
            if (text.startsWith(oldName, start)) {
                result.append(text, position, start).append(newName);
                position = start + oldName.length();
            }
        }
        return result.append(text.substring(position)).toString();
    }

    /** Returns the lines of a text in which a name still stands as a word. */
    static List<Integer> linesWith(String text, String name) {
        Pattern word =
                Pattern.compile(
                        "(?<![\\p{L}\\p{N}_$])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}_$])");
        List<Integer> lines = new ArrayList<>();
        int line = 1;
        for (String one : text.split("\n", -1)) {
            if (word.matcher(one).find()) {
                lines.add(line);
            }
            line++;
        }
        return lines;
    }

    /** Returns the simple name of a definition as a person writes it. */
    static String simpleName(String name) {
        Matcher line = WITH_LINE.matcher(name);
        String plain = line.matches() ? line.group(1) : name;
        String dotted = dotted(plain);
        return dotted.substring(dotted.lastIndexOf('.') + 1);
    }

    private static Set<String> receivers(List<PlacedDefinition> renamed) {
        Set<String> receivers = new TreeSet<>(SELF);
        for (PlacedDefinition one : renamed) {
            String qualified = one.definition().qualifiedName();
            String around =
                    qualified.substring(
                            0, Math.max(0, qualified.length() - one.definition().name().length()));
            String owner = around.replaceAll("(\\.|::|#|\\\\)$", "");
            receivers.add(owner);
            receivers.add(simpleName(owner));
            receivers.add(simpleName(owner) + ".this");
        }
        return receivers;
    }

    private void requireFree(String newName) {
        places.names().stream()
                .filter(name -> name.text().equals(newName))
                .findFirst()
                .ifPresent(name -> {
                    throw EditException.refused(
                            "cannot rename to '%s': line %d of '%s' has that name already"
                                    .formatted(newName, line(name.start()), path));
                });
    }

    private int line(int offset) {
        return (int) text.substring(0, offset).chars().filter(c -> c == '\n').count() + 1;
    }

    /** Overloads, and constructors of a type, have one name; all others of that name forbid it. */
    private List<PlacedDefinition> family(List<PlacedDefinition> found, String name) {
        Set<String> qualified =
                found.stream()
                        .map(one -> one.definition().qualifiedName())
                        .collect(Collectors.toCollection(TreeSet::new));
        if (qualified.size() > 1) {
            throw ambiguous(name, found);
        }
        String simple = found.getFirst().definition().name();
        List<PlacedDefinition> family = new ArrayList<>();
        List<PlacedDefinition> others = new ArrayList<>();
        for (PlacedDefinition one : places.definitions()) {
            if (one.definition().name().equals(simple)) {
                (isOfFamily(one.definition(), qualified) ? family : others).add(one);
            }
        }
        if (!others.isEmpty()) {
            throw EditException.refused(
                    "cannot rename '%s' in '%s': %s has the same name, and a use may mean either; edit the lines instead"
                            .formatted(name, path, labels(others)));
        }
        return family;
    }

    private boolean isOfFamily(Definition one, Set<String> qualified) {
        boolean constructor =
                one.kind() == DefinitionKind.CONSTRUCTOR
                        && one.parent() >= 0
                        && qualified.contains(
                                places.definitions()
                                        .get(one.parent())
                                        .definition()
                                        .qualifiedName());
        return constructor || qualified.contains(one.qualifiedName());
    }

    private PlacedDefinition one(String name) {
        List<PlacedDefinition> found = found(name);
        if (found.size() > 1) {
            throw ambiguous(name, found);
        }
        return found.getFirst();
    }

    private List<PlacedDefinition> found(String name) {
        Matcher withLine = WITH_LINE.matcher(name);
        boolean lineGiven = withLine.matches();
        String wanted = lineGiven ? withLine.group(1) : name;
        int line = lineGiven ? Integer.parseInt(withLine.group(2)) : 0;
        List<PlacedDefinition> found =
                places.definitions().stream()
                        .filter(one -> isNamed(one.definition(), wanted))
                        .filter(one -> line == 0 || one.definition().line() == line)
                        .toList();
        if (found.isEmpty()) {
            throw EditException.invalid(
                    places.definitions().isEmpty()
                            ? "'%s' has no definitions; edit its lines instead".formatted(path)
                            : "'%s' does not define '%s'; it defines %s"
                                    .formatted(path, name, labels(places.definitions())));
        }
        return withoutConstructors(found);
    }

    /** The name of a type means the type; that of its constructor is written twice. */
    private List<PlacedDefinition> withoutConstructors(List<PlacedDefinition> found) {
        return found.stream()
                .filter(one ->
                        one.definition().kind() != DefinitionKind.CONSTRUCTOR
                                || one.definition().parent() < 0
                                || !found.contains(
                                        places.definitions().get(one.definition().parent())))
                .toList();
    }

    private static boolean isNamed(Definition definition, String wanted) {
        String qualified = dotted(definition.qualifiedName());
        String name = dotted(wanted);
        return qualified.equals(name) || qualified.endsWith("." + name);
    }

    private static String dotted(String name) {
        return name.replace("::", ".").replace('#', '.').replace('\\', '.');
    }

    private EditException ambiguous(String name, List<PlacedDefinition> found) {
        return EditException.invalid(
                "'%s' names %d definitions of '%s': %s; add the line to the name"
                        .formatted(name, found.size(), path, labels(found)));
    }

    private static String labels(Collection<PlacedDefinition> definitions) {
        String listed =
                definitions.stream()
                        .limit(MOST_LISTED)
                        .map(PlacedDefinition::label)
                        .collect(Collectors.joining(", "));
        int more = definitions.size() - MOST_LISTED;
        return more > 0 ? listed + " and " + more + " more" : listed;
    }
}
