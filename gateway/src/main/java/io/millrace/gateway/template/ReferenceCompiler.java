package io.millrace.gateway.template;

import java.util.ArrayList;
import java.util.List;
import org.apache.velocity.runtime.parser.Token;
import org.apache.velocity.runtime.parser.node.ASTExpression;
import org.apache.velocity.runtime.parser.node.ASTIdentifier;
import org.apache.velocity.runtime.parser.node.ASTIndex;
import org.apache.velocity.runtime.parser.node.ASTMethod;
import org.apache.velocity.runtime.parser.node.ASTReference;
import org.apache.velocity.runtime.parser.node.Node;
import org.jspecify.annotations.Nullable;

/** Turns {@code $root.name.method(x)[0]} into code of ours, and reads the escapes before it as Velocity does. */
final class ReferenceCompiler {

    private ReferenceCompiler() {}

    /** One step from a value to the next. */
    @FunctionalInterface
    private interface Step {
        @Nullable
        Object take(Object target, Frame frame);
    }

    /** One step that writes. */
    @FunctionalInterface
    interface Setter {
        void set(Frame frame, @Nullable Object value);
    }

    /**
     * @param statement prints it
     * @param setter null where it cannot be set
     */
    record Compiled(
            Expression value, Statement statement, @Nullable Setter setter) {}

    static Compiled compile(ASTReference node, ExpressionCompiler expressions, Scope scope) {
        ReferenceImage image = ReferenceImage.of(node);
        if (!image.computable()) {
            return new Compiled(frame -> null, new Print(frame -> null, image), null);
        }
        int slot = scope.slot(image.root());
        List<Step> steps = new ArrayList<>();
        Expression alternate = null;
        for (int i = 0; i < node.jjtGetNumChildren(); i++) {
            Node child = node.jjtGetChild(i);
            if (child instanceof ASTExpression otherwise) {
                alternate = expressions.compile(otherwise);
            } else {
                steps.add(step(child, expressions, scope));
            }
        }
        Expression value = value(slot, steps.toArray(Step[]::new), alternate);
        ReferenceImage printed = scope.isHost(slot) ? image.quiet() : image;
        Setter setter = alternate == null ? setter(node, slot, steps, expressions, scope) : null;
        return new Compiled(value, new Print(value, printed), setter);
    }

    private static Expression value(int slot, Step[] steps, @Nullable Expression alternate) {
        Expression plain = frame -> {
            Object value = frame.slots[slot];
            for (Step step : steps) {
                if (value == null) {
                    return null;
                }
                value = step.take(value, frame);
            }
            return value;
        };
        if (alternate == null) {
            return plain;
        }
        return frame -> {
            Object value = plain.value(frame);
            return Logic.truth(value) ? value : alternate.value(frame);
        };
    }

    private static Step step(Node node, ExpressionCompiler expressions, Scope scope) {
        return switch (node) {
            case ASTIdentifier identifier -> {
                String name = identifier.getFirstToken().image;
                yield (target, frame) -> Methods.property(target, name, frame.budget);
            }
            case ASTIndex index -> {
                Expression argument = expressions.compile(index.jjtGetChild(0));
                yield (target, frame) -> Methods.element(target, argument.value(frame), frame.budget);
            }
            case ASTMethod method -> methodCall(method, expressions, scope);
            default -> throw new TemplateRefused("'" + node.literal() + "' is not allowed in a mapping template.");
        };
    }

    private static Step methodCall(ASTMethod node, ExpressionCompiler expressions, Scope scope) {
        String name = node.getFirstToken().image;
        if (Methods.REGEX.contains(name)) {
            scope.sawHeavyCall();
        }
        Expression[] arguments = new Expression[node.jjtGetNumChildren() - 1];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = expressions.compile(node.jjtGetChild(i + 1));
        }
        return (target, frame) -> {
            @Nullable Object[] values = new @Nullable Object[arguments.length];
            for (int i = 0; i < arguments.length; i++) {
                values[i] = arguments[i].value(frame);
            }
            return Methods.call(target, name, values, frame.budget);
        };
    }

    private static @Nullable Setter setter(
            ASTReference node, int slot, List<Step> steps, ExpressionCompiler expressions, Scope scope) {
        if (steps.isEmpty()) {
            return scope.isHost(slot) ? null : (frame, value) -> frame.slots[slot] = value;
        }
        Expression owner = value(slot, steps.subList(0, steps.size() - 1).toArray(Step[]::new), null);
        return switch (node.jjtGetChild(steps.size() - 1)) {
            case ASTIdentifier identifier -> {
                String name = identifier.getFirstToken().image;
                yield (frame, value) -> {
                    Object target = owner.value(frame);
                    if (target != null) {
                        Methods.set(target, name, value, frame.budget);
                    }
                };
            }
            case ASTIndex index -> {
                Expression argument = expressions.compile(index.jjtGetChild(0));
                yield (frame, value) -> {
                    Object target = owner.value(frame);
                    if (target != null) {
                        Methods.setElement(target, argument.value(frame), value, frame.budget);
                    }
                };
            }
            default -> null;
        };
    }

    /** Writes the value, or what stood in the template where there is none. */
    private record Print(Expression value, ReferenceImage image) implements Statement {

        @Override
        public Flow render(Frame frame, Output output) {
            frame.budget.turn();
            Object found = value.value(frame);
            if (image.escaped()) {
                output.write(image.backslashes());
                if (found == null) {
                    output.append('\\');
                }
                output.write(image.literal());
            } else if (found == null) {
                output.write(image.backslashes());
                output.write(image.backslashes());
                output.write(image.before());
                output.write(image.literal());
            } else {
                output.write(image.backslashes());
                output.write(image.before());
                output.write(Texts.of(found, frame.budget));
            }
            return Flow.NEXT;
        }
    }

    /**
     * How a reference is written.
     *
     * @param root the variable's name
     * @param literal what is printed where there is no value
     * @param backslashes what is printed before it of the escapes
     * @param before text that the parser put into the same token
     * @param computable false for what only looks like a reference
     */
    private record ReferenceImage(
            String root, String literal, String backslashes, String before, boolean escaped, boolean computable) {

        static ReferenceImage of(ASTReference node) {
            Token token = node.getFirstToken();
            int slashBang = token.image.indexOf("\\!");
            if (slashBang >= 0) {
                return text(withoutOneBackslash(token.image));
            }
            int slashes = 0;
            while (slashes < token.image.length() && token.image.charAt(slashes) == '\\') {
                slashes++;
            }
            boolean escaped = slashes % 2 != 0;
            String backslashes = token.image.substring(0, slashes / 2);
            token.image = token.image.substring(slashes);
            int dollar = Math.max(0, token.image.lastIndexOf('$'));
            String before = token.image.substring(0, dollar);
            token.image = token.image.substring(dollar);
            String literal = node.literal();
            if (token.image.startsWith("$!")) {
                String root = token.image.startsWith("$!{") ? token.next.image : token.image.substring(2);
                return new ReferenceImage(root, escaped ? literal : "", backslashes, before, escaped, true);
            }
            if (token.image.equals("${")) {
                return new ReferenceImage(token.next.image, literal, backslashes, before, escaped, true);
            }
            if (token.image.startsWith("$")) {
                return new ReferenceImage(token.image.substring(1), literal, backslashes, before, escaped, true);
            }
            return text(literal);
        }

        private static ReferenceImage text(String literal) {
            return new ReferenceImage("", literal, "", "", false, false);
        }

        /** {@code $\\!x} prints with one backslash less. */
        private static String withoutOneBackslash(String image) {
            int from = Math.max(0, image.indexOf('$'));
            int start = image.indexOf('\\', from);
            return start < 0 ? image : image.substring(0, start) + image.substring(start + 1);
        }

        ReferenceImage quiet() {
            return escaped ? this : new ReferenceImage(root, "", backslashes, before, false, computable);
        }
    }
}
