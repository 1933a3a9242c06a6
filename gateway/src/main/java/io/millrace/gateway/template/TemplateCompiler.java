package io.millrace.gateway.template;

import io.millrace.gateway.template.Statement.Flow;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.velocity.Template;
import org.apache.velocity.runtime.RuntimeConstants;
import org.apache.velocity.runtime.RuntimeInstance;
import org.apache.velocity.runtime.parser.ParseException;
import org.apache.velocity.runtime.parser.TokenMgrError;
import org.apache.velocity.runtime.parser.node.ASTBlock;
import org.apache.velocity.runtime.parser.node.ASTDirective;
import org.apache.velocity.runtime.parser.node.ASTElseIfStatement;
import org.apache.velocity.runtime.parser.node.ASTElseStatement;
import org.apache.velocity.runtime.parser.node.ASTIfStatement;
import org.apache.velocity.runtime.parser.node.ASTReference;
import org.apache.velocity.runtime.parser.node.ASTSetDirective;
import org.apache.velocity.runtime.parser.node.ASTText;
import org.apache.velocity.runtime.parser.node.Node;
import org.apache.velocity.runtime.parser.node.SimpleNode;
import org.jspecify.annotations.Nullable;
import org.slf4j.helpers.NOPLogger;

/**
 * Turns a template's parse tree into code of ours; used by one thread, once a template. White space around directives
 * is treated as in Velocity 1 (its "bc" mode).
 */
final class TemplateCompiler {

    private static final Set<String> REFUSED =
            Set.of("macro", "define", "evaluate", "parse", "include", "block", "literal");

    private static final RuntimeInstance PARSERS = parsers();

    private final Scope scope;
    private final ExpressionCompiler expressions;

    TemplateCompiler(Scope scope) {
        this.scope = scope;
        this.expressions = new ExpressionCompiler(this, scope);
    }

    private static RuntimeInstance parsers() {
        RuntimeInstance runtime = new RuntimeInstance();
        runtime.setProperty(RuntimeConstants.SPACE_GOBBLING, "bc");
        runtime.setProperty(RuntimeConstants.RUNTIME_LOG_INSTANCE, NOPLogger.NOP_LOGGER);
        runtime.setProperty(RuntimeConstants.PARSER_POOL_SIZE, 2);
        runtime.setProperty(RuntimeConstants.VM_LIBRARY, "");
        runtime.init();
        return runtime;
    }

    Statement compile(String text) {
        SimpleNode tree = parse(text);
        return sequence(tree, "");
    }

    private static SimpleNode parse(String text) {
        Template name = new Template();
        name.setName("template");
        try {
            return PARSERS.parse(new StringReader(text), name);
        } catch (ParseException | TokenMgrError wrong) {
            throw new TemplateRefused("The template does not parse: " + firstLine(wrong));
        }
    }

    private static String firstLine(Throwable wrong) {
        return String.valueOf(wrong.getMessage()).lines().findFirst().orElse("");
    }

    /** The children, and a block's white space before its end. */
    private Statement sequence(Node node, String postfix) {
        List<Statement> statements = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < node.jjtGetNumChildren(); i++) {
            Node child = node.jjtGetChild(i);
            if (swallowedBeforeSet(node, i)) {
                continue;
            }
            String plain = PlainText.of(child);
            if (plain != null) {
                text.append(plain);
            } else {
                flush(text, statements);
                statements.add(statement(child, i == 0 ? null : node.jjtGetChild(i - 1)));
            }
        }
        text.append(postfix);
        flush(text, statements);
        Statement[] all = statements.toArray(Statement[]::new);
        return all.length == 1 ? all[0] : new Sequence(all);
    }

    private static void flush(StringBuilder text, List<Statement> statements) {
        if (!text.isEmpty()) {
            String plain = text.toString();
            text.setLength(0);
            statements.add((frame, output) -> {
                output.write(plain);
                return Flow.NEXT;
            });
        }
    }

    /** Blanks before a #set go with it. */
    private static boolean swallowedBeforeSet(Node parent, int index) {
        return index + 1 < parent.jjtGetNumChildren()
                && parent.jjtGetChild(index) instanceof ASTText text
                && parent.jjtGetChild(index + 1) instanceof ASTSetDirective
                && PlainText.isBlank(text);
    }

    private Statement statement(Node node, @Nullable Node previous) {
        return switch (node) {
            case ASTReference reference ->
                ReferenceCompiler.compile(reference, expressions, scope).statement();
            case ASTSetDirective set -> set(set, previous);
            case ASTIfStatement choice -> choice(choice);
            case ASTDirective directive -> directive(directive);
            default -> throw refused(node.literal());
        };
    }

    private static TemplateRefused refused(String what) {
        return new TemplateRefused("'" + what + "' is not allowed in a mapping template. Write it without.");
    }

    private Statement set(ASTSetDirective node, @Nullable Node previous) {
        boolean keepsBlanks = previous instanceof ASTText text && !PlainText.isBlank(text);
        String prefix = (keepsBlanks ? node.getPrefix() : "") + PlainText.before(node);
        ReferenceCompiler.Setter setter = null;
        if (node.jjtGetChild(0) instanceof ASTReference target) {
            setter = ReferenceCompiler.compile(target, expressions, scope).setter();
        }
        if (setter == null) {
            throw new TemplateRefused("'" + node.jjtGetChild(0).literal() + "' cannot be #set.");
        }
        ReferenceCompiler.Setter left = setter;
        Expression right = expressions.compile(node.jjtGetChild(1));
        String postfix = PlainText.before(node).isEmpty() ? "" : node.getPostfix();
        return (frame, output) -> {
            frame.budget.turn();
            output.write(prefix);
            left.set(frame, right.value(frame));
            output.write(postfix);
            return Flow.NEXT;
        };
    }

    private Statement choice(ASTIfStatement node) {
        List<Expression> tests = new ArrayList<>();
        List<Statement> blocks = new ArrayList<>();
        tests.add(expressions.compile(node.jjtGetChild(0)));
        blocks.add(block(node.jjtGetChild(1)));
        for (int i = 2; i < node.jjtGetNumChildren(); i++) {
            switch (node.jjtGetChild(i)) {
                case ASTElseIfStatement otherwise -> {
                    tests.add(expressions.compile(otherwise.jjtGetChild(0)));
                    blocks.add(block(otherwise.jjtGetChild(1)));
                }
                case ASTElseStatement otherwise -> {
                    tests.add(frame -> true);
                    blocks.add(block(otherwise.jjtGetChild(0)));
                }
                default -> throw refused(node.jjtGetChild(i).literal());
            }
        }
        String before = PlainText.before(node);
        return new Choice(
                node.getPrefix() + before,
                tests.toArray(Expression[]::new),
                blocks.toArray(Statement[]::new),
                before.isEmpty() ? "" : node.getPostfix());
    }

    Statement block(Node node) {
        if (node instanceof ASTBlock block) {
            return sequence(block, PlainText.after(block));
        }
        throw refused(node.literal());
    }

    private Statement directive(ASTDirective node) {
        String name = node.getDirectiveName();
        if (REFUSED.contains(name) || name.startsWith("@")) {
            throw refused("#" + name);
        }
        String before = PlainText.before(node);
        String prefix = node.getPrefix() + before;
        String postfix = before.isEmpty() ? "" : node.getPostfix();
        return switch (name) {
            case "foreach" -> {
                scope.sawLoop();
                yield Loop.compile(node, prefix, postfix, this, expressions, scope);
            }
            case "break", "stop" -> {
                Flow flow = name.equals("break") ? Flow.BREAK : Flow.STOP;
                yield (frame, output) -> {
                    output.write(prefix);
                    return flow;
                };
            }
            default -> {
                String text = prefix + PlainText.unknownDirective(node) + postfix;
                yield (frame, output) -> {
                    output.write(text);
                    return Flow.NEXT;
                };
            }
        };
    }

    /** Statements in a row. */
    private static final class Sequence implements Statement {

        private final Statement[] statements;

        Sequence(Statement[] statements) {
            this.statements = statements;
        }

        @Override
        public Flow render(Frame frame, Output output) {
            for (Statement statement : statements) {
                Flow flow = statement.render(frame, output);
                if (flow != Flow.NEXT) {
                    return flow;
                }
            }
            return Flow.NEXT;
        }
    }

    /** The first block whose test holds. */
    private static final class Choice implements Statement {

        private final String prefix;
        private final Expression[] tests;
        private final Statement[] blocks;
        private final String postfix;

        Choice(String prefix, Expression[] tests, Statement[] blocks, String postfix) {
            this.prefix = prefix;
            this.tests = tests;
            this.blocks = blocks;
            this.postfix = postfix;
        }

        @Override
        public Flow render(Frame frame, Output output) {
            output.write(prefix);
            for (int i = 0; i < tests.length; i++) {
                frame.budget.turn();
                if (Logic.truth(tests[i].value(frame))) {
                    Flow flow = blocks[i].render(frame, output);
                    if (flow != Flow.NEXT) {
                        return flow;
                    }
                    break;
                }
            }
            output.write(postfix);
            return Flow.NEXT;
        }
    }
}
