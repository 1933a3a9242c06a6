package io.millrace.gateway.template;

import io.millrace.gateway.template.Statement.Flow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import org.apache.velocity.runtime.parser.node.ASTBlock;
import org.apache.velocity.runtime.parser.node.ASTDirective;
import org.apache.velocity.runtime.parser.node.ASTReference;
import org.apache.velocity.runtime.parser.node.Node;
import org.jspecify.annotations.Nullable;

/**
 * A #foreach: over a list, a map's values or a range, at most a thousand times, with {@code $foreach}.
 *
 * @param otherwise for nothing to go over; may be null
 */
record Loop(
        String prefix,
        String postfix,
        int element,
        int position,
        Expression items,
        Statement body,
        @Nullable Statement otherwise)
        implements Statement {

    static Loop compile(
            ASTDirective node,
            String prefix,
            String postfix,
            TemplateCompiler templates,
            ExpressionCompiler expressions,
            Scope scope) {
        int count = node.jjtGetNumChildren();
        if (count < 4 || !(node.jjtGetChild(0) instanceof ASTReference variable)) {
            throw new TemplateRefused("Write #foreach($item in $items) ... #end.");
        }
        Node last = node.jjtGetChild(count - 1);
        boolean two = node.jjtGetChild(count - 2) instanceof ASTBlock;
        String name = variable.literal().replaceAll("[^A-Za-z0-9_-]", "");
        int element = scope.slot(name);
        if (scope.isHost(element)) {
            throw new TemplateRefused("'" + variable.literal() + "' cannot be the variable of a #foreach.");
        }
        return new Loop(
                prefix,
                postfix,
                element,
                scope.slot("foreach"),
                expressions.compile(node.jjtGetChild(2)),
                templates.block(two ? node.jjtGetChild(count - 2) : last),
                two ? templates.block(last) : null);
    }

    @Override
    public Flow render(Frame frame, Output output) {
        frame.budget.turn();
        output.write(prefix);
        Iterator<?> iterator = iterator(items.value(frame), frame.budget);
        Flow flow = Flow.NEXT;
        if (iterator.hasNext()) {
            flow = iterate(iterator, frame, output);
        } else if (otherwise != null) {
            flow = otherwise.render(frame, output);
        }
        if (flow == Flow.NEXT) {
            output.write(postfix);
        }
        return flow;
    }

    private Flow iterate(Iterator<?> iterator, Frame frame, Output output) {
        Object oldElement = frame.slots[element];
        Object oldPosition = frame.slots[position];
        Position here = new Position(oldPosition);
        frame.slots[position] = here;
        Flow flow = Flow.NEXT;
        while (flow == Flow.NEXT && here.index + 1 < Budget.MAX_ITERATIONS && iterator.hasNext()) {
            frame.budget.turn();
            frame.slots[element] = iterator.next();
            here.index++;
            here.hasNext = iterator.hasNext();
            flow = body.render(frame, output);
        }
        frame.slots[element] = oldElement;
        frame.slots[position] = oldPosition;
        return flow == Flow.STOP ? flow : Flow.NEXT;
    }

    /** Over a copy of what the body could change. */
    private static Iterator<?> iterator(@Nullable Object items, Budget budget) {
        return switch (items) {
            case ArrayList<?> list -> copy(list, budget);
            case Map<?, ?> map -> copy(map.values(), budget);
            case Collection<?> range -> range.iterator();
            case null, default -> Collections.emptyIterator();
        };
    }

    private static Iterator<?> copy(Collection<?> items, Budget budget) {
        int most = Math.min(items.size(), Budget.MAX_ITERATIONS + 1);
        budget.characters(most);
        ArrayList<@Nullable Object> copy = new ArrayList<>(most);
        for (Object item : items) {
            if (copy.size() > Budget.MAX_ITERATIONS) {
                break;
            }
            copy.add(item);
        }
        return copy.iterator();
    }

    /** {@code $foreach}. */
    private static final class Position implements HostObject {

        private final @Nullable Object outer;
        private int index = -1;
        private boolean hasNext;

        Position(@Nullable Object outer) {
            this.outer = outer;
        }

        @Override
        public @Nullable Object property(String name) {
            return switch (name) {
                case "index" -> index;
                case "count" -> index + 1;
                case "hasNext" -> hasNext;
                case "first" -> index < 1;
                case "last" -> !hasNext;
                case "parent" -> outer instanceof Position ? outer : null;
                default -> null;
            };
        }

        @Override
        public @Nullable Object call(String name, @Nullable Object[] arguments, Budget budget) {
            if (arguments.length != 0) {
                return null;
            }
            return switch (name) {
                case "getIndex" -> index;
                case "getCount" -> index + 1;
                case "hasNext", "getHasNext" -> hasNext;
                case "isFirst", "getFirst" -> index < 1;
                case "isLast", "getLast" -> !hasNext;
                default -> null;
            };
        }

        @Override
        public String text() {
            return "";
        }
    }
}
