package io.millrace.query.sql;

import io.millrace.catalog.Table;
import io.millrace.query.sql.AnalyzedQuery.OutputColumn;
import io.trino.sql.tree.Except;
import io.trino.sql.tree.ExistsPredicate;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.Intersect;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.Parameter;
import io.trino.sql.tree.Predicate;
import io.trino.sql.tree.Query;
import io.trino.sql.tree.QueryBody;
import io.trino.sql.tree.QuerySpecification;
import io.trino.sql.tree.Relation;
import io.trino.sql.tree.SetOperation;
import io.trino.sql.tree.SubqueryExpression;
import io.trino.sql.tree.TableSubquery;
import io.trino.sql.tree.Union;
import io.trino.sql.tree.Values;
import io.trino.sql.tree.WithQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/** The analysis of one statement: queries within queries, and what they share. Used by one thread. */
final class QueryAnalysis {

    private static final int MOST_RELATIONS = 5000;

    private final TableLookup tables;
    private final String database;
    private final Instant now;
    private final List<Expression> parameters;
    private final LongSupplier scanIds;
    private final Found found;
    private final Set<String> views;
    private final Names names;

    /** What all parts of one statement add to. */
    private static final class Found {
        private final List<ScanPlan> scans = new ArrayList<>();
        private int relations;
        private int views;
    }

    QueryAnalysis(TableLookup tables, String database, Instant now, List<Expression> parameters, LongSupplier scanIds) {
        this.tables = tables;
        this.database = database;
        this.now = now;
        this.parameters = parameters;
        this.scanIds = scanIds;
        this.found = new Found();
        this.views = Set.of();
        this.names = Names.NONE;
    }

    /** A part of the same statement. */
    private QueryAnalysis(
            QueryAnalysis whole, String database, List<Expression> parameters, Set<String> views, Names names) {
        this.tables = whole.tables;
        this.database = database;
        this.now = whole.now;
        this.parameters = parameters;
        this.scanIds = whole.scanIds;
        this.found = whole.found;
        this.views = views;
        this.names = names;
    }

    /** The analysis of a view's query, as a part of this statement. */
    QueryAnalysis within(String view, String itsDatabase) {
        Set<String> around = new HashSet<>(views);
        around.add(view);
        return new QueryAnalysis(this, itsDatabase, List.of(), Set.copyOf(around), Names.NONE);
    }

    /** The analysis of what sees those WITH queries, as a part of this statement. */
    QueryAnalysis seeing(Names visible) {
        return new QueryAnalysis(this, database, parameters, views, visible);
    }

    /** The WITH queries that can be named here. */
    Names names() {
        return names;
    }

    /** The views within whose queries this analysis stands. */
    Set<String> views() {
        return views;
    }

    /** Counts one more view of the statement. */
    int countView() {
        return ++found.views;
    }

    /** The WITH queries that a query sees. */
    record Names(Map<String, NamedQuery> queries) {
        static final Names NONE = new Names(Map.of());
    }

    Instant now() {
        return now;
    }

    String database() {
        return database;
    }

    List<ScanPlan> scans() {
        return List.copyOf(found.scans);
    }

    Expression parameter(Parameter parameter) {
        if (parameter.getId() >= parameters.size()) {
            throw SqlError.at(
                    parameter,
                    "INVALID_PARAMETER_USAGE",
                    "Incorrect number of parameters: expected more than " + parameters.size());
        }
        return parameters.get(parameter.getId());
    }

    /** A name for a relation that no other has. */
    String relationName() {
        if (found.relations == MOST_RELATIONS) {
            throw new SqlError("NOT_SUPPORTED: The statement reads more than " + MOST_RELATIONS
                    + " relations, once its views and WITH queries stand in the place of their names.");
        }
        return "t" + found.relations++;
    }

    Optional<Table> table(String databaseName, String name) {
        return tables.table(databaseName, name);
    }

    /** A table of {@code information_schema}, where there is one of that name. */
    Optional<Rendered> catalog(String name) {
        return new InformationSchema(tables).relation(name);
    }

    ScanPlan scan(Table table) {
        ScanPlan scan = new ScanPlan(scanIds.getAsLong(), table);
        found.scans.add(scan);
        return scan;
    }

    Rendered query(Query query, Optional<Scope> outer) {
        if (!query.getFunctions().isEmpty() || !query.getSessionProperties().isEmpty()) {
            throw SqlError.unsupported(query, "WITH FUNCTION or WITH SESSION");
        }
        QueryAnalysis within = query.getWith().isPresent() ? seeing(with(query)) : this;
        boolean plain = query.getOrderBy().isEmpty()
                && query.getOffset().isEmpty()
                && query.getLimit().isEmpty();
        Rendered body = within.body(query.getQueryBody(), outer);
        return plain ? body : new Ordering(within).around(query, body);
    }

    Rendered body(QueryBody body, Optional<Scope> outer) {
        return switch (body) {
            case QuerySpecification it -> new Selects(this).render(it, outer);
            case TableSubquery it -> query(it.getQuery(), outer);
            case SetOperation it -> setOperation(it, outer);
            case Values it -> values(it, outer);
            case io.trino.sql.tree.Table it ->
                throw SqlError.unsupported(it, "TABLE " + it.getName() + " as a query (write SELECT * FROM it)");
            default -> throw SqlError.unsupported(body, "This form of query");
        };
    }

    Expr exists(ExistsPredicate exists, Scope scope) {
        if (!(exists.getSubquery() instanceof SubqueryExpression subquery)) {
            throw SqlError.unsupported(exists, "This form of EXISTS");
        }
        Rendered rendered = query(subquery.getQuery(), Optional.of(scope));
        return subqueryValue(SqlType.BOOLEAN, "(EXISTS (" + rendered.sql() + "))");
    }

    Expr scalar(SubqueryExpression subquery, Scope scope) {
        Rendered rendered = query(subquery.getQuery(), Optional.of(scope));
        return subqueryValue(single(subquery, rendered), "(" + rendered.sql() + ")");
    }

    Expr in(Predicate node, Expr value, SubqueryExpression subquery, String in, Scope scope) {
        Rendered rendered = query(subquery.getQuery(), Optional.of(scope));
        SqlType type = single(node, rendered);
        SqlType common = SqlType.common(value.type(), type)
                .orElseThrow(() -> SqlError.at(
                        node,
                        "TYPE_MISMATCH",
                        "Value expression and result of subquery must be of the same type: " + value.type() + " vs "
                                + type));
        String query = cast(rendered, List.of(common)).sql();
        Expr left = Casts.coerce(value, common);
        return new Expr(
                SqlType.BOOLEAN, "(" + left.sql() + in + query + "))", false, value.ungrouped(), value.aggregate());
    }

    /** The same rows with columns of those types. */
    Rendered cast(Rendered query, List<SqlType> types) {
        List<SqlType> before = query.columns().stream().map(OutputColumn::type).toList();
        if (before.equals(types)) {
            return query;
        }
        String relation = relationName();
        List<String> items = new ArrayList<>();
        List<OutputColumn> columns = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            String column = Rendered.column(i);
            Expr value = Casts.coerce(Expr.constant(before.get(i), relation + "." + column), types.get(i));
            items.add(value.sql() + " AS " + column);
            columns.add(new OutputColumn(query.columns().get(i).name(), types.get(i)));
        }
        return new Rendered(
                "SELECT " + String.join(", ", items) + " FROM (" + query.sql() + ") AS " + relation, columns);
    }

    private static Expr subqueryValue(SqlType type, String sql) {
        return new Expr(type, sql, false, Optional.empty(), false);
    }

    private static SqlType single(Node node, Rendered rendered) {
        if (rendered.columns().size() != 1) {
            throw SqlError.at(
                    node,
                    "TYPE_MISMATCH",
                    "Multiple columns returned by subquery are not yet supported. Found "
                            + rendered.columns().size());
        }
        return rendered.columns().getFirst().type();
    }

    private Names with(Query query) {
        if (query.getWith().orElseThrow().isRecursive()) {
            throw SqlError.unsupported(query, "WITH RECURSIVE");
        }
        Map<String, NamedQuery> queries = new HashMap<>(names.queries());
        for (WithQuery with : query.getWith().orElseThrow().getQueries()) {
            NamedQuery named = new NamedQuery(with, seeing(new Names(Map.copyOf(queries))));
            queries.put(with.getName().getValue().toLowerCase(Locale.ROOT), named);
        }
        return new Names(Map.copyOf(queries));
    }

    static Rendered renamed(Node node, Rendered query, List<String> names) {
        if (names.size() != query.columns().size()) {
            throw SqlError.at(
                    node,
                    "MISMATCHED_COLUMN_ALIASES",
                    "Column alias list has " + names.size() + " entries but relation has "
                            + query.columns().size() + " columns");
        }
        return query.named(names);
    }

    private Rendered setOperation(SetOperation operation, Optional<Scope> outer) {
        String word = switch (operation) {
            case Union it -> "UNION";
            case Intersect it -> "INTERSECT";
            case Except it -> "EXCEPT";
            default -> throw SqlError.unsupported(operation, "This set operation");
        };
        List<Rendered> sides = new ArrayList<>();
        for (Relation relation : operation.getRelations()) {
            if (!(relation instanceof QueryBody side)) {
                throw SqlError.unsupported(relation, "This side of " + word);
            }
            sides.add(body(side, outer));
        }
        List<SqlType> types = commonTypes(operation, word, sides);
        List<String> texts =
                sides.stream().map(side -> "(" + cast(side, types).sql() + ")").toList();
        String joined = String.join(" " + word + (operation.isDistinct() ? " " : " ALL "), texts);
        List<OutputColumn> columns = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            columns.add(new OutputColumn(sides.getFirst().columns().get(i).name(), types.get(i)));
        }
        return new Rendered(joined, columns);
    }

    private static List<SqlType> commonTypes(Node node, String word, List<Rendered> sides) {
        List<SqlType> types = new ArrayList<>(
                sides.getFirst().columns().stream().map(OutputColumn::type).toList());
        for (Rendered side : sides) {
            if (side.columns().size() != types.size()) {
                throw SqlError.at(
                        node,
                        "TYPE_MISMATCH",
                        word + " query has different number of fields: " + types.size() + ", "
                                + side.columns().size());
            }
            for (int i = 0; i < types.size(); i++) {
                SqlType left = types.get(i);
                SqlType right = side.columns().get(i).type();
                int position = i + 1;
                types.set(
                        i,
                        SqlType.common(left, right)
                                .orElseThrow(() -> SqlError.at(
                                        node,
                                        "TYPE_MISMATCH",
                                        "column " + position + " in " + word + " query has incompatible types: " + left
                                                + ", " + right)));
            }
        }
        return types;
    }

    private Rendered values(Values values, Optional<Scope> outer) {
        Expressions expressions = new Expressions(
                this, new Scope(List.of(), outer), Set.of(), Optional.of("VALUES cannot contain aggregations"));
        List<Rendered> rows = new ArrayList<>();
        for (Expression row : values.getRows()) {
            List<Expression> fields = row instanceof io.trino.sql.tree.Row it
                    ? it.getFields().stream()
                            .map(field -> field.getExpression())
                            .toList()
                    : List.of(row);
            List<String> items = new ArrayList<>();
            List<OutputColumn> columns = new ArrayList<>();
            for (Expression field : fields) {
                Expr value = expressions.analyze(field);
                items.add(value.sql() + " AS " + Rendered.column(items.size()));
                columns.add(new OutputColumn("_col" + columns.size(), value.type()));
            }
            rows.add(new Rendered("SELECT " + String.join(", ", items), columns));
        }
        List<SqlType> types = commonTypes(values, "VALUES", rows);
        List<String> texts = rows.stream().map(row -> cast(row, types).sql()).toList();
        return new Rendered(
                String.join(" UNION ALL ", texts),
                renamed(values, new Rendered("", columns(types)), names(types.size()))
                        .columns());
    }

    private static List<OutputColumn> columns(List<SqlType> types) {
        return types.stream().map(type -> new OutputColumn("", type)).toList();
    }

    private static List<String> names(int count) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            names.add("_col" + i);
        }
        return names;
    }
}
