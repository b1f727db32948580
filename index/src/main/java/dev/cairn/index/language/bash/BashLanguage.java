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
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shell scripts, by the grammar of Bash (https://www.gnu.org/software/bash/manual/). */
public final class BashLanguage implements Language {

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
