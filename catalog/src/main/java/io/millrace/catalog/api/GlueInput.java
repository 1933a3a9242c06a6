package io.millrace.catalog.api;

import io.millrace.wire.Input;
import io.millrace.wire.WireException;
import io.millrace.wire.WireRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What many of Glue's inputs have in common: the catalog's id, names, pages, lists of values. */
final class GlueInput {

    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_VALUE = 1024;
    private static final int LONGEST_PARAMETER = 512_000;

    private GlueInput() {}

    /** There is one catalog, the account's. An empty id is what clients send that were told not to ask for the account. */
    static void catalog(WireRequest request, Input input) {
        input.string("CatalogId").ifPresent(id -> {
            if (!id.isEmpty() && !id.equals(request.caller().account())) {
                throw GlueError.missing("Catalog " + id + " not found. Leave CatalogId out, or give "
                        + request.caller().account() + ".");
            }
        });
    }

    static String name(Input input, String member) {
        String name = input.requiredString(member);
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw input.broken(
                    member,
                    name,
                    "Member must have length "
                            + (name.isEmpty()
                                    ? "greater than or equal to 1"
                                    : "less than or equal to " + LONGEST_NAME));
        }
        return name;
    }

    static Map<String, String> parameters(Input input, String member) {
        Map<String, String> parameters = input.stringMap(member);
        parameters.forEach((key, value) -> {
            if (key.isEmpty() || key.length() > LONGEST_NAME) {
                throw GlueError.invalid("A key of " + member + " has 1 to " + LONGEST_NAME + " characters.");
            }
            if (value.length() > LONGEST_PARAMETER) {
                throw GlueError.invalid(
                        "The value of " + key + " in " + member + " is longer than " + LONGEST_PARAMETER + ".");
            }
        });
        return parameters;
    }

    static List<String> values(Input input, String member) {
        if (!input.has(member)) {
            throw input.missing(member);
        }
        return checked(input.strings(member));
    }

    /** A list of lists of values, each an object with {@code Values}. */
    static List<List<String>> valueLists(Input input, String member, int most) {
        List<List<String>> lists = new ArrayList<>();
        for (Input item : items(input, member, most)) {
            lists.add(values(item, "Values"));
        }
        return lists;
    }

    static List<Input> items(Input input, String member, int most) {
        if (!input.has(member)) {
            throw input.missing(member);
        }
        List<Input> items = input.objects(member);
        if (items.size() > most) {
            throw tooLong(input, member, most);
        }
        return items;
    }

    static List<String> names(Input input, String member, int most) {
        if (!input.has(member)) {
            throw input.missing(member);
        }
        List<String> names = input.strings(member);
        if (names.size() > most) {
            throw tooLong(input, member, most);
        }
        return names;
    }

    static int limit(Input input, int most) {
        long limit = input.integer("MaxResults").orElse((long) most);
        if (limit < 1 || limit > most) {
            throw input.broken(
                    "MaxResults",
                    Long.toString(limit),
                    "Member must have value "
                            + (limit < 1 ? "greater than or equal to 1" : "less than or equal to " + most));
        }
        return (int) limit;
    }

    /** What the page before ended with; empty for the first. */
    static String after(Input input) {
        String token = input.string("NextToken").orElse("");
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException bad) {
            throw GlueError.invalid("NextToken is none that was given out. Begin again without it.");
        }
    }

    static String token(String last) {
        return Base64.getUrlEncoder().encodeToString(last.getBytes(StandardCharsets.UTF_8));
    }

    /** A member that may be there as long as it says nothing. */
    static void refuseUnlessEmpty(Input input, String member) {
        input.node(member).ifPresent(node -> {
            if (!isEmpty(node)) {
                throw GlueError.invalid("The parameter " + member + " is not supported here. Leave it out.");
            }
        });
    }

    private static boolean isEmpty(JsonNode node) {
        if (node.isContainer()) {
            for (JsonNode child : node) {
                if (!isEmpty(child)) {
                    return false;
                }
            }
            return true;
        }
        return node.isNull();
    }

    private static List<String> checked(List<String> values) {
        for (String value : values) {
            if (value.length() > LONGEST_VALUE) {
                throw GlueError.invalid("A partition value has at most " + LONGEST_VALUE + " characters.");
            }
        }
        return values;
    }

    private static WireException tooLong(Input input, String member, int most) {
        return input.broken(
                member, "[...]", "Member must have length less than or equal to " + most + ". Send fewer at a time.");
    }
}
