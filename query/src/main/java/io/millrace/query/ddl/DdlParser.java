package io.millrace.query.ddl;

import io.millrace.query.ddl.HiveDdlParser.AlterAddColumnsContext;
import io.millrace.query.ddl.HiveDdlParser.AlterAddPartitionsContext;
import io.millrace.query.ddl.HiveDdlParser.AlterChangeColumnContext;
import io.millrace.query.ddl.HiveDdlParser.AlterDatabaseContext;
import io.millrace.query.ddl.HiveDdlParser.AlterDropPartitionsContext;
import io.millrace.query.ddl.HiveDdlParser.AlterLocationContext;
import io.millrace.query.ddl.HiveDdlParser.AlterPropertiesContext;
import io.millrace.query.ddl.HiveDdlParser.AlterRenamePartitionContext;
import io.millrace.query.ddl.HiveDdlParser.AlterReplaceColumnsContext;
import io.millrace.query.ddl.HiveDdlParser.CommandContext;
import io.millrace.query.ddl.HiveDdlParser.CreateDatabaseContext;
import io.millrace.query.ddl.HiveDdlParser.CreateTableAsContext;
import io.millrace.query.ddl.HiveDdlParser.CreateTableContext;
import io.millrace.query.ddl.HiveDdlParser.DescribeContext;
import io.millrace.query.ddl.HiveDdlParser.DropDatabaseContext;
import io.millrace.query.ddl.HiveDdlParser.DropTableContext;
import io.millrace.query.ddl.HiveDdlParser.DropViewContext;
import io.millrace.query.ddl.HiveDdlParser.NameContext;
import io.millrace.query.ddl.HiveDdlParser.PartitionSpecContext;
import io.millrace.query.ddl.HiveDdlParser.RepairContext;
import io.millrace.query.ddl.HiveDdlParser.ShowColumnsContext;
import io.millrace.query.ddl.HiveDdlParser.ShowCreateTableContext;
import io.millrace.query.ddl.HiveDdlParser.ShowCreateViewContext;
import io.millrace.query.ddl.HiveDdlParser.ShowDatabasesContext;
import io.millrace.query.ddl.HiveDdlParser.ShowPartitionsContext;
import io.millrace.query.ddl.HiveDdlParser.ShowPropertiesContext;
import io.millrace.query.ddl.HiveDdlParser.ShowTablesContext;
import io.millrace.query.ddl.HiveDdlParser.ShowViewsContext;
import io.millrace.query.ddl.HiveDdlParser.TableNameContext;
import io.millrace.query.ddl.HiveDdlParser.TextContext;
import io.millrace.query.sql.ViewStatement;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** Parses a statement of the Hive part. Used by one thread, for one statement. */
public final class DdlParser {

    private static final Pattern CREATE_VIEW = Pattern.compile(
            "(?is)(?:\\s|--[^\\n]*\\n|/\\*.*?\\*/)*+create\\s+(?:or\\s+replace\\s+)?(?:protected\\s+)?view\\b");

    private final String defaultDatabase;

    private DdlParser(String defaultDatabase) {
        this.defaultDatabase = defaultDatabase.toLowerCase(Locale.ROOT);
    }

    /** The statement; a {@link DdlError} says line and column of what is wrong. */
    public static DdlStatement parse(String sql, String defaultDatabase) {
        if (CREATE_VIEW.matcher(sql).lookingAt()) {
            return view(sql, defaultDatabase.toLowerCase(Locale.ROOT));
        }
        HiveDdlLexer lexer = new HiveDdlLexer(CharStreams.fromString(sql));
        HiveDdlParser parser = new HiveDdlParser(new CommonTokenStream(lexer));
        lexer.removeErrorListeners();
        parser.removeErrorListeners();
        parser.addErrorListener(new Refusal());
        return new DdlParser(defaultDatabase).statement(parser.statement().command());
    }

    /** Whether another statement follows the first: then the text is not the Hive part's, as at Athena. */
    public static boolean hasMore(String sql) {
        HiveDdlLexer lexer = new HiveDdlLexer(CharStreams.fromString(sql));
        lexer.removeErrorListeners();
        boolean ended = false;
        for (Token token = lexer.nextToken(); token.getType() != Token.EOF; token = lexer.nextToken()) {
            boolean visible = token.getChannel() == Token.DEFAULT_CHANNEL;
            if (ended && visible && token.getType() != HiveDdlLexer.SEMICOLON) {
                return true;
            }
            ended |= token.getType() == HiveDdlLexer.SEMICOLON;
        }
        return false;
    }

    /** Views are Trino's part of the grammar. */
    private static DdlStatement view(String sql, String defaultDatabase) {
        ViewStatement view = ViewStatement.parse(sql, defaultDatabase);
        return new DdlStatement.CreateView(new DdlStatement.Name(view.database(), view.name()), defaultDatabase, view);
    }

    private DdlStatement statement(CommandContext command) {
        return switch (command) {
            case CreateTableContext create ->
                new DdlStatement.CreateTable(
                        name(create.tableName()),
                        create.EXTERNAL() != null,
                        create.ifNotExists() != null,
                        DdlClauses.of(create));
            case CreateTableAsContext create ->
                throw new DdlError(DdlClauses.at(create) + "CREATE TABLE AS SELECT is not supported yet. Create the"
                        + " table over the objects, or a view: CREATE VIEW name AS SELECT ...");
            case CreateDatabaseContext create -> DdlClauses.of(create, lower(create.name()));
            case DropTableContext drop -> new DdlStatement.DropTable(name(drop.tableName()), drop.ifExists() != null);
            case DropViewContext drop -> new DdlStatement.DropView(name(drop.tableName()), drop.ifExists() != null);
            case DropDatabaseContext drop ->
                new DdlStatement.DropDatabase(lower(drop.name()), drop.ifExists() != null, drop.CASCADE() != null);
            case RepairContext repair -> new DdlStatement.Repair(name(repair.tableName()));
            case AlterDatabaseContext alter ->
                new DdlStatement.AlterDatabase(lower(alter.name()), DdlClauses.properties(alter.properties()));
            default -> command.getStart().getType() == HiveDdlLexer.ALTER ? alter(command) : show(command);
        };
    }

    private DdlStatement show(CommandContext command) {
        return switch (command) {
            case ShowDatabasesContext show -> new DdlStatement.ShowDatabases(optional(show.pattern));
            case ShowTablesContext show ->
                new DdlStatement.ShowTables(database(show.name()), optional(show.pattern), false);
            case ShowViewsContext show ->
                new DdlStatement.ShowTables(database(show.name()), optional(show.pattern), true);
            case ShowColumnsContext show -> new DdlStatement.ShowColumns(columnsOf(show));
            case ShowPartitionsContext show ->
                new DdlStatement.ShowPartitions(name(show.tableName()), optional(show.partitionSpec()));
            case ShowPropertiesContext show ->
                new DdlStatement.ShowProperties(name(show.tableName()), optional(show.text()));
            case ShowCreateTableContext show -> new DdlStatement.ShowCreateTable(name(show.tableName()));
            case ShowCreateViewContext show -> new DdlStatement.ShowCreateView(name(show.tableName()));
            case DescribeContext describe ->
                new DdlStatement.Describe(
                        name(describe.tableName()),
                        describe.FORMATTED() != null
                                ? DdlStatement.Detail.FORMATTED
                                : describe.EXTENDED() != null ? DdlStatement.Detail.EXTENDED : DdlStatement.Detail.NONE,
                        optional(describe.partitionSpec()),
                        describe.name() == null ? Optional.empty() : Optional.of(lower(describe.name())));
            default -> throw new IllegalStateException("The grammar has a command that is not read: " + command);
        };
    }

    private DdlStatement alter(CommandContext command) {
        return switch (command) {
            case AlterPropertiesContext alter ->
                new DdlStatement.AlterProperties(name(alter.tableName()), DdlClauses.properties(alter.properties()));
            case AlterLocationContext alter ->
                new DdlStatement.AlterLocation(
                        name(alter.tableName()), optional(alter.partitionSpec()), DdlClauses.text(alter.text()));
            case AlterAddColumnsContext alter ->
                new DdlStatement.AlterColumns(name(alter.tableName()), DdlClauses.columns(alter.columnList()), false);
            case AlterReplaceColumnsContext alter ->
                new DdlStatement.AlterColumns(name(alter.tableName()), DdlClauses.columns(alter.columnList()), true);
            case AlterChangeColumnContext alter ->
                new DdlStatement.ChangeColumn(
                        name(alter.tableName()),
                        lower(alter.name(0)),
                        DdlClauses.column(alter.column()),
                        alter.FIRST() != null
                                ? Optional.of("")
                                : alter.AFTER() == null ? Optional.empty() : Optional.of(lower(alter.name(1))));
            case AlterAddPartitionsContext alter ->
                new DdlStatement.AddPartitions(
                        name(alter.tableName()),
                        alter.ifNotExists() != null,
                        alter.placedPartition().stream()
                                .map(placed -> new DdlStatement.Placed(
                                        PartitionSpecs.read(placed.partitionSpec()), optional(placed.text())))
                                .toList());
            case AlterDropPartitionsContext alter ->
                new DdlStatement.DropPartitions(
                        name(alter.tableName()),
                        alter.ifExists() != null,
                        alter.partitionSpec().stream().map(PartitionSpecs::read).toList());
            case AlterRenamePartitionContext alter ->
                new DdlStatement.RenamePartition(
                        name(alter.tableName()),
                        PartitionSpecs.read(alter.partitionSpec(0)),
                        PartitionSpecs.read(alter.partitionSpec(1)));
            default -> throw new IllegalStateException("The grammar has a command that is not read: " + command);
        };
    }

    private DdlStatement.Name columnsOf(ShowColumnsContext show) {
        DdlStatement.Name name = name(show.tableName());
        return show.name() == null ? name : new DdlStatement.Name(lower(show.name()), name.table());
    }

    private DdlStatement.Name name(TableNameContext context) {
        int parts = context.name().size();
        return new DdlStatement.Name(
                parts == 2 ? lower(context.name(0)) : defaultDatabase, lower(context.name(parts - 1)));
    }

    private String database(@Nullable NameContext context) {
        return context == null ? defaultDatabase : lower(context);
    }

    private static String lower(NameContext context) {
        return DdlClauses.name(context).toLowerCase(Locale.ROOT);
    }

    private static Optional<String> optional(@Nullable TextContext context) {
        return context == null ? Optional.empty() : Optional.of(DdlClauses.text(context));
    }

    private static Optional<DdlStatement.Spec> optional(@Nullable PartitionSpecContext context) {
        return context == null ? Optional.empty() : Optional.of(PartitionSpecs.read(context));
    }

    private static final class Refusal extends BaseErrorListener {
        @Override
        public void syntaxError(
                Recognizer<?, ?> recognizer,
                @Nullable Object symbol,
                int line,
                int column,
                String message,
                @Nullable RecognitionException cause) {
            throw new DdlError("line " + line + ":" + (column + 1) + ": " + message);
        }
    }
}
