package dev.cairn.index.language.bash;

import dev.cairn.index.extract.Candidate;
import dev.cairn.index.extract.Comments.Span;
import dev.cairn.index.extract.Definition;
import dev.cairn.index.extract.DefinitionKind;
import dev.cairn.index.extract.FileNames;
import dev.cairn.index.extract.ImportKind;
import dev.cairn.index.extract.Language;
import dev.cairn.index.extract.Outline;
import dev.cairn.index.parse.SyntaxNode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Shell scripts, by the grammar of Bash (https://www.gnu.org/software/bash/manual/). */
public final class BashLanguage implements Language {

    /** The head of a function at the beginning of a line. */
    private static final Pattern HEAD =
            Pattern.compile("(?m)^(?:function[ \\t]+)?([A-Za-z_][\\w.-]*)[ \\t]*\\([ \\t]*\\)");

    @Override
    public String id() {
        return "shell";
    }

    @Override
    public FileNames files() {
        return FileNames.endings("sh bash ksh zsh bats")
                .names(".bashrc .profile .bash_profile")
                .interpreters("sh bash dash ksh zsh ash");
    }

    @Override
    public Optional<String> grammar() {
        return Optional.of("bash");
    }

    @Override
    public void visit(SyntaxNode node, Outline outline) {
        switch (node.type()) {
            case "function_definition" ->
                    node.child("name")
                            .ifPresent(name -> outline.define(DefinitionKind.FUNCTION, name, node));
            case "ERROR" -> {
                if (node.index() == 0) {
                    heads(node, outline);
                }
            }
            case "variable_assignment" -> assignment(node, outline);
            case "command" -> command(node, outline);
            case "simple_expansion", "expansion" ->
                    node.first("variable_name")
                            .filter(name -> !Character.isDigit(name.text().charAt(0)))
                            .ifPresent(name -> outline.name(name, Optional.empty()));
            default -> {
                // Has no name of its own.
            }
        }
    }

    /**
     * Defines the functions of a script that the grammar does not understand as a whole: it takes
     * quotes inside of backquotes for ends, and everything behind them for text.
     */
    private static void heads(SyntaxNode root, Outline outline) {
        Set<Integer> understood = new HashSet<>();
        for (int index = 0; index < root.tree().size(); index++) {
            SyntaxNode node = root.tree().node(index);
            if (node.is("function_definition")) {
                node.child("name").ifPresent(name -> understood.add(name.start()));
            }
        }
        Matcher heads = HEAD.matcher(outline.text());
        while (heads.find()) {
            if (!understood.contains(heads.start(1))) {
                outline.defineText(
                        DefinitionKind.FUNCTION,
                        heads.start(1),
                        heads.group(1),
                        heads.start(1),
                        heads.end(),
                        -1);
            }
        }
    }

    private static void assignment(SyntaxNode node, Outline outline) {
        Optional<SyntaxNode> name = node.child("name").filter(left -> left.is("variable_name"));
        boolean prefix = node.isIn("command");
        if (name.isEmpty() || prefix) {
            return;
        }
        if (outline.aroundKind().isEmpty()) {
            outline.define(DefinitionKind.VARIABLE, name.get(), node);
        } else if (node.isIn("declaration_command")) {
            outline.local(name.get());
        } else {
            outline.name(name.get(), Optional.empty());
        }
    }

    private static void command(SyntaxNode node, Outline outline) {
        Optional<SyntaxNode> name = node.child("name").flatMap(SyntaxNode::firstNamedButComments);
        if (name.isEmpty() || !name.get().is("word")) {
            return;
        }
        String command = name.get().text();
        if (command.equals("source") || command.equals(".")) {
            node.children("argument").stream()
                    .findFirst()
                    .ifPresent(file ->
                            outline.imported(ImportKind.MODULE, file.text(), null, null, node));
        } else {
            outline.call(name.get(), Optional.empty());
        }
    }

    @Override
    public List<Span> documentation(Candidate candidate, Outline outline) {
        return outline.comments().before(candidate.start(), 1).stream()
                .filter(comment -> !outline.comments().raw(comment).startsWith("#!"))
                .toList();
    }

    @Override
    public boolean exported(
            Candidate candidate, String signature, @Nullable Definition parent, Outline outline) {
        return parent == null;
    }
}
