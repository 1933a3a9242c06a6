package io.millrace.gateway.template;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The methods of a list. */
final class ListMethods {

    private static final int MAX_ITEMS = 100_000;

    private ListMethods() {}

    static @Nullable Object call(List<@Nullable Object> list, Arguments arguments, Budget budget) {
        Object answer = callOnAny(list, arguments, budget);
        if (answer != null) {
            return answer;
        }
        return switch (arguments.count()) {
            case 1 -> one(list, arguments, budget);
            case 2 -> two(list, arguments, budget);
            default -> null;
        };
    }

    /** What every collection can. */
    static @Nullable Object callOnAny(Collection<?> items, Arguments arguments, Budget budget) {
        if (arguments.count() == 0) {
            return switch (arguments.method()) {
                case "size" -> items.size();
                case "isEmpty" -> items.isEmpty();
                case "toString" -> Texts.of(items, budget);
                default -> null;
            };
        }
        boolean contains = arguments.count() == 1 && arguments.method().equals("contains");
        return contains ? (Object) (indexOf(items, arguments.any(0), budget) >= 0) : null;
    }

    private static @Nullable Object one(List<@Nullable Object> list, Arguments arguments, Budget budget) {
        return switch (arguments.method()) {
            case "get" -> list.get(arguments.integer(0));
            case "indexOf" -> indexOf(list, arguments.any(0), budget);
            case "equals" -> Logic.same(list, arguments.any(0), budget);
            case "add" -> {
                room(list, 1);
                yield list.add(arguments.any(0));
            }
            case "addAll" -> {
                List<@Nullable Object> more = items(arguments, 0);
                room(list, more.size());
                budget.characters(more.size());
                yield list.addAll(more);
            }
            case "remove" -> remove(list, arguments, budget);
            default -> null;
        };
    }

    private static @Nullable Object two(List<@Nullable Object> list, Arguments arguments, Budget budget) {
        return switch (arguments.method()) {
            case "set" -> list.set(arguments.integer(0), arguments.any(1));
            case "add" -> {
                room(list, 1);
                budget.characters(list.size());
                list.add(arguments.integer(0), arguments.any(1));
                yield "";
            }
            case "subList" -> {
                List<@Nullable Object> part = list.subList(arguments.integer(0), arguments.integer(1));
                budget.characters(part.size());
                yield new ArrayList<>(part);
            }
            default -> null;
        };
    }

    /** By index for a number, as Java chooses; by value otherwise. */
    private static @Nullable Object remove(List<@Nullable Object> list, Arguments arguments, Budget budget) {
        budget.characters(list.size());
        if (arguments.any(0) instanceof Integer index) {
            return list.remove(index.intValue());
        }
        int at = indexOf(list, arguments.any(0), budget);
        if (at >= 0) {
            list.remove(at);
        }
        return at >= 0;
    }

    private static int indexOf(Collection<?> items, @Nullable Object wanted, Budget budget) {
        int at = 0;
        for (Object item : items) {
            if (Logic.same(item, wanted, budget)) {
                return at;
            }
            at++;
        }
        return -1;
    }

    private static List<@Nullable Object> items(Arguments arguments, int index) {
        if (arguments.any(index) instanceof Collection<?> more && more.size() <= MAX_ITEMS) {
            return new ArrayList<>(more);
        }
        throw new TemplateFailure(TemplateFailure.Kind.TEMPLATE, "'addAll' wants a list of at most " + MAX_ITEMS + ".");
    }

    private static void room(List<@Nullable Object> list, int more) {
        if ((long) list.size() + more > MAX_ITEMS) {
            throw Budget.limit("a list would have more than " + MAX_ITEMS + " items");
        }
    }
}
