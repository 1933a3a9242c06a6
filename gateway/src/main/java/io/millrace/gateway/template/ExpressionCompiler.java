package io.millrace.gateway.template;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.IntPredicate;
import org.apache.velocity.runtime.parser.node.ASTAddNode;
import org.apache.velocity.runtime.parser.node.ASTAndNode;
import org.apache.velocity.runtime.parser.node.ASTDivNode;
import org.apache.velocity.runtime.parser.node.ASTEQNode;
import org.apache.velocity.runtime.parser.node.ASTExpression;
import org.apache.velocity.runtime.parser.node.ASTFalse;
import org.apache.velocity.runtime.parser.node.ASTFloatingPointLiteral;
import org.apache.velocity.runtime.parser.node.ASTGENode;
import org.apache.velocity.runtime.parser.node.ASTGTNode;
import org.apache.velocity.runtime.parser.node.ASTIntegerLiteral;
import org.apache.velocity.runtime.parser.node.ASTIntegerRange;
import org.apache.velocity.runtime.parser.node.ASTLENode;
import org.apache.velocity.runtime.parser.node.ASTLTNode;
import org.apache.velocity.runtime.parser.node.ASTMap;
import org.apache.velocity.runtime.parser.node.ASTModNode;
import org.apache.velocity.runtime.parser.node.ASTMulNode;
import org.apache.velocity.runtime.parser.node.ASTNENode;
import org.apache.velocity.runtime.parser.node.ASTNegateNode;
import org.apache.velocity.runtime.parser.node.ASTNotNode;
import org.apache.velocity.runtime.parser.node.ASTObjectArray;
import org.apache.velocity.runtime.parser.node.ASTOrNode;
import org.apache.velocity.runtime.parser.node.ASTReference;
import org.apache.velocity.runtime.parser.node.ASTStringLiteral;
import org.apache.velocity.runtime.parser.node.ASTSubtractNode;
import org.apache.velocity.runtime.parser.node.ASTTrue;
import org.apache.velocity.runtime.parser.node.MathUtils;
import org.apache.velocity.runtime.parser.node.Node;
import org.jspecify.annotations.Nullable;

/** Turns the parse tree of an expression into code of ours. A kind of node that is not named here is refused. */
final class ExpressionCompiler {

    private final TemplateCompiler templates;
    private final Scope scope;

    ExpressionCompiler(TemplateCompiler templates, Scope scope) {
        this.templates = templates;
        this.scope = scope;
    }

    Expression compile(Node node) {
        return switch (node) {
            case ASTExpression wrapped -> compile(wrapped.jjtGetChild(0));
            case ASTReference reference ->
                ReferenceCompiler.compile(reference, this, scope).value();
            case ASTStringLiteral literal -> StringLiteral.compile(literal, templates);
            case ASTIntegerLiteral literal -> constant(integer(literal.getFirstToken().image));
            case ASTFloatingPointLiteral literal -> constant(decimal(literal.getFirstToken().image));
            case ASTTrue yes -> constant(true);
            case ASTFalse no -> constant(false);
            case ASTObjectArray array -> list(children(array));
            case ASTMap map -> map(children(map));
            case ASTIntegerRange range -> range(child(range, 0), child(range, 1));
            default -> operator(node);
        };
    }

    private Expression operator(Node node) {
        return switch (node) {
            case ASTNotNode not -> {
                Expression operand = child(not, 0);
                yield frame -> !Logic.truth(operand.value(frame));
            }
            case ASTNegateNode negate -> {
                Expression operand = child(negate, 0);
                yield frame -> Numbers.negate(operand.value(frame));
            }
            case ASTAndNode and -> and(child(and, 0), child(and, 1));
            case ASTOrNode or -> or(child(or, 0), child(or, 1));
            case ASTNENode ne -> equal(child(ne, 0), child(ne, 1), false);
            case ASTEQNode eq -> equal(child(eq, 0), child(eq, 1), true);
            case ASTLTNode lt -> compare(lt, order -> order < 0);
            case ASTLENode le -> compare(le, order -> order <= 0);
            case ASTGTNode gt -> compare(gt, order -> order > 0);
            case ASTGENode ge -> compare(ge, order -> order >= 0);
            case ASTAddNode add -> add(add);
            case ASTSubtractNode subtract -> calculate(subtract, MathUtils::subtract);
            case ASTMulNode multiply -> calculate(multiply, MathUtils::multiply);
            case ASTDivNode divide -> divide(divide, MathUtils::divide);
            case ASTModNode modulo -> divide(modulo, MathUtils::modulo);
            default -> throw new TemplateRefused("'" + node.literal() + "' is not allowed in a mapping template.");
        };
    }

    private Expression child(Node node, int index) {
        return compile(node.jjtGetChild(index));
    }

    private List<Expression> children(Node node) {
        List<Expression> children = new ArrayList<>();
        for (int i = 0; i < node.jjtGetNumChildren(); i++) {
            children.add(child(node, i));
        }
        return children;
    }

    private static Expression constant(Object value) {
        return frame -> value;
    }

    private static Number integer(String image) {
        try {
            return Integer.valueOf(image);
        } catch (NumberFormatException longer) {
            BigInteger big = new BigInteger(image.length() > 400 ? "0" : image);
            return big.bitLength() < Long.SIZE ? (Number) big.longValue() : big;
        }
    }

    private static Number decimal(String image) {
        try {
            return Double.valueOf(image);
        } catch (NumberFormatException longer) {
            return new BigDecimal(image.length() > 400 ? "0" : image);
        }
    }

    private static Expression and(Expression left, Expression right) {
        return frame -> Logic.truth(left.value(frame)) && Logic.truth(right.value(frame));
    }

    private static Expression or(Expression left, Expression right) {
        return frame -> Logic.truth(left.value(frame)) || Logic.truth(right.value(frame));
    }

    private static Expression equal(Expression left, Expression right, boolean wanted) {
        return frame -> {
            frame.budget.turn();
            return Logic.equal(left.value(frame), right.value(frame), frame.budget) == wanted;
        };
    }

    private Expression compare(Node node, IntPredicate wanted) {
        Expression left = child(node, 0);
        Expression right = child(node, 1);
        return frame -> {
            frame.budget.turn();
            Integer order = Logic.order(left.value(frame), right.value(frame));
            return order != null && wanted.test(order);
        };
    }

    /** A sum, or text put together where a side is text; a side that is null is then written as in the template. */
    private Expression add(ASTAddNode node) {
        Expression left = child(node, 0);
        Expression right = child(node, 1);
        String leftLiteral = node.jjtGetChild(0).literal();
        String rightLiteral = node.jjtGetChild(1).literal();
        return frame -> {
            frame.budget.turn();
            Object a = left.value(frame);
            Object b = right.value(frame);
            if (a instanceof String || b instanceof String) {
                return StringMethods.joined(
                        text(a, leftLiteral, frame.budget), text(b, rightLiteral, frame.budget), frame.budget);
            }
            return Numbers.calculate(a, b, MathUtils::add);
        };
    }

    private static String text(@Nullable Object value, String literal, Budget budget) {
        return value == null ? literal : Texts.of(value, budget);
    }

    private Expression calculate(Node node, BinaryOperator<Number> operation) {
        Expression left = child(node, 0);
        Expression right = child(node, 1);
        return frame -> {
            frame.budget.turn();
            return Numbers.calculate(left.value(frame), right.value(frame), operation);
        };
    }

    private Expression divide(Node node, BinaryOperator<Number> operation) {
        Expression left = child(node, 0);
        Expression right = child(node, 1);
        return frame -> {
            frame.budget.turn();
            return Numbers.divide(left.value(frame), right.value(frame), operation);
        };
    }

    private static Expression list(List<Expression> items) {
        return frame -> {
            frame.budget.characters(items.size());
            List<@Nullable Object> list = new ArrayList<>(items.size());
            for (Expression item : items) {
                frame.budget.turn();
                list.add(item.value(frame));
            }
            return list;
        };
    }

    private static Expression map(List<Expression> keysAndValues) {
        return frame -> {
            frame.budget.characters(keysAndValues.size());
            Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
            for (int i = 0; i + 1 < keysAndValues.size(); i += 2) {
                frame.budget.turn();
                Object key = keysAndValues.get(i).value(frame);
                map.put(
                        new Arguments("put", new @Nullable Object[] {key}).key(0),
                        keysAndValues.get(i + 1).value(frame));
            }
            return map;
        };
    }

    /** Lazy: a range holds two numbers, however far apart they are. */
    private static Expression range(Expression from, Expression to) {
        return frame -> {
            frame.budget.turn();
            Number first = Numbers.of(from.value(frame));
            Number last = Numbers.of(to.value(frame));
            if (first == null || last == null) {
                return null;
            }
            int left = first.intValue();
            int right = last.intValue();
            if (Math.abs((long) right - left) >= Integer.MAX_VALUE) {
                throw Budget.limit("a range is too wide");
            }
            return new ASTIntegerRange.IntegerRange(left, right, left >= right ? -1 : 1);
        };
    }
}
