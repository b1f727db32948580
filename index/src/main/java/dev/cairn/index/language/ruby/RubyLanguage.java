package dev.cairn.index.language.ruby;

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

/** Ruby (https://docs.ruby-lang.org/en/master/syntax_rdoc.html). */
public final class RubyLanguage implements Language {

    @Override
    public String id() {
        return "ruby";
    }

    @Override
    public FileNames files() {
        return FileNames.endings("rb rake gemspec ru")
                .names("Rakefile Gemfile")
                .interpreters("ruby jruby");
    }

    @Override
    public Optional<String> grammar() {
        return Optional.of("ruby");
    }

    @Override
    public String separator() {
        return "::";
    }

    @Override
    public void visit(SyntaxNode node, Outline outline) {
        switch (node.type()) {
            case "class" -> define(DefinitionKind.CLASS, node, outline);
            case "module" -> define(DefinitionKind.MODULE, node, outline);
            case "method", "singleton_method" ->
                    define(
                            outline.aroundKind().filter(DefinitionKind::isScope).isPresent()
                                    ? DefinitionKind.METHOD
                                    : DefinitionKind.FUNCTION,
                            node,
                            outline);
            case "alias" ->
                    node.child("name")
                            .ifPresent(name -> outline.define(DefinitionKind.METHOD, name, node));
            case "assignment" -> assignment(node, outline);
            case "method_parameters", "block_parameters", "lambda_parameters" ->
                    node.namedChildren().forEach(parameter -> local(parameter, outline));
            case "call" -> call(node, outline);
            case "superclass" ->
                    node.firstNamedButComments().ifPresent(type -> type(type, outline));
            case "constant" -> constant(node, outline);
            case "identifier" -> outline.name(node, Optional.empty());
            case "instance_variable", "class_variable", "global_variable" ->
                    outline.name(node, Optional.empty());
            default -> {
                // Has no name of its own.
            }
        }
    }

    /** {@code class A::B} is named B; what is written before it is the receiver. */
    private static void define(DefinitionKind kind, SyntaxNode node, Outline outline) {
        node.child("name")
                .ifPresent(name -> {
                    boolean scoped = name.is("scope_resolution");
                    SyntaxNode last = scoped ? name.child("name").orElse(name) : name;
                    String receiver =
                            scoped ? name.child("scope").map(SyntaxNode::text).orElse(null) : null;
                    outline.define(kind, last, last.text(), node, node, receiver);
                });
    }

    private static void assignment(SyntaxNode node, Outline outline) {
        node.child("left")
                .ifPresent(left -> {
                    if (left.is("constant")) {
                        outline.define(DefinitionKind.CONSTANT, left, node);
                    } else if (left.is("identifier")) {
                        outline.local(left);
                    } else if (left.is("left_assignment_list")) {
                        left.namedChildren().stream()
                                .filter(part -> part.is("identifier"))
                                .forEach(outline::local);
                    }
                });
    }

    private static void local(SyntaxNode parameter, Outline outline) {
        if (parameter.is("identifier")) {
            outline.local(parameter);
        } else {
            parameter.child("name").ifPresent(outline::local);
        }
    }

    private static void call(SyntaxNode node, Outline outline) {
        Optional<SyntaxNode> method = node.child("method");
        Optional<SyntaxNode> receiver = node.child("receiver");
        if (method.isEmpty()) {
            return;
        }
        String name = method.get().text();
        List<SyntaxNode> arguments =
                node.child("arguments").map(SyntaxNode::namedChildren).orElse(List.of());
        switch (receiver.isEmpty() ? name : "") {
            case "require", "require_relative", "load", "autoload" ->
                    arguments.stream()
                            .filter(argument -> argument.is("string"))
                            .findFirst()
                            .ifPresent(module ->
                                    outline.imported(
                                            ImportKind.MODULE, module.text(), null, null, node));
            case "attr_accessor", "attr_reader", "attr_writer" ->
                    arguments.stream()
                            .filter(argument -> argument.is("simple_symbol"))
                            .forEach(symbol ->
                                    outline.define(
                                            DefinitionKind.FIELD,
                                            symbol,
                                            symbol.text().substring(1),
                                            symbol,
                                            symbol,
                                            null));
            default -> {
                // A call like any other.
            }
        }
        boolean creation = name.equals("new") && receiver.filter(RubyLanguage::isType).isPresent();
        if (creation) {
            SyntaxNode type = receiver.get();
            SyntaxNode last = type.child("name").orElse(type);
            outline.call(last, type.child("scope"));
            outline.leaveOut(method.get());
        } else {
            outline.call(method.get(), receiver);
        }
    }

    private static boolean isType(SyntaxNode node) {
        return node.is("constant", "scope_resolution");
    }

    private static void type(SyntaxNode type, Outline outline) {
        if (type.is("constant")) {
            outline.type(type, Optional.empty());
        } else if (type.is("scope_resolution")) {
            type.child("name").ifPresent(name -> outline.type(name, type.child("scope")));
        }
    }

    private static void constant(SyntaxNode node, Outline outline) {
        Optional<SyntaxNode> scope =
                node.isField("name", "scope_resolution")
                        ? node.parent().flatMap(around -> around.child("scope"))
                        : Optional.empty();
        if (node.text().chars().anyMatch(Character::isLowerCase)) {
            outline.type(node, scope);
        } else {
            outline.name(node, scope);
        }
    }

    @Override
    public List<Span> fileDocumentation(Outline outline) {
        return List.of();
    }

    @Override
    public int bodyStart(Candidate candidate) {
        return switch (candidate.kind()) {
            case METHOD, FUNCTION, CLASS, MODULE -> headEnd(candidate);
            default -> candidate.end();
        };
    }

    /** The body ends before the keyword that ends the definition. */
    @Override
    public int bodyEnd(Candidate candidate) {
        return candidate.node().last("end").map(SyntaxNode::start).orElse(candidate.end());
    }

    private static int headEnd(Candidate candidate) {
        SyntaxNode node = candidate.node();
        return node.child("parameters")
                .or(() -> node.child("superclass"))
                .or(() -> node.child("name"))
                .map(SyntaxNode::end)
                .orElse(candidate.end());
    }

    @Override
    public boolean exported(
            Candidate candidate, String signature, @Nullable Definition parent, Outline outline) {
        boolean visible = !candidate.node().isIn("argument_list") || !isHiddenBy(candidate.node());
        return visible && (parent == null || (parent.exported() && parent.kind().isScope()));
    }

    /** {@code private def name} is a call with the method as its argument. */
    private static boolean isHiddenBy(SyntaxNode node) {
        return node.parent()
                .flatMap(SyntaxNode::parent)
                .flatMap(call -> call.child("method"))
                .filter(name -> name.text().equals("private") || name.text().equals("protected"))
                .isPresent();
    }
}
