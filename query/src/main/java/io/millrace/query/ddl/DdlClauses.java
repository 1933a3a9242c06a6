package io.millrace.query.ddl;

import io.millrace.catalog.Column;
import io.millrace.query.ddl.HiveDdlParser.ColumnContext;
import io.millrace.query.ddl.HiveDdlParser.ColumnListContext;
import io.millrace.query.ddl.HiveDdlParser.CreateDatabaseContext;
import io.millrace.query.ddl.HiveDdlParser.CreateTableContext;
import io.millrace.query.ddl.HiveDdlParser.DatabaseClauseContext;
import io.millrace.query.ddl.HiveDdlParser.DatabaseCommentContext;
import io.millrace.query.ddl.HiveDdlParser.DatabaseLocationContext;
import io.millrace.query.ddl.HiveDdlParser.DatabasePropertiesContext;
import io.millrace.query.ddl.HiveDdlParser.LocationContext;
import io.millrace.query.ddl.HiveDdlParser.NameContext;
import io.millrace.query.ddl.HiveDdlParser.PartitionedByContext;
import io.millrace.query.ddl.HiveDdlParser.PropertiesContext;
import io.millrace.query.ddl.HiveDdlParser.PropertyContext;
import io.millrace.query.ddl.HiveDdlParser.RowFormatDelimitedContext;
import io.millrace.query.ddl.HiveDdlParser.RowFormatSerdeContext;
import io.millrace.query.ddl.HiveDdlParser.SerdePropertiesContext;
import io.millrace.query.ddl.HiveDdlParser.StoredAsContext;
import io.millrace.query.ddl.HiveDdlParser.StoredAsFormatsContext;
import io.millrace.query.ddl.HiveDdlParser.TableClauseContext;
import io.millrace.query.ddl.HiveDdlParser.TableCommentContext;
import io.millrace.query.ddl.HiveDdlParser.TablePropertiesContext;
import io.millrace.query.ddl.HiveDdlParser.TextContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.ParserRuleContext;

/** Reads the clauses of a CREATE; each may stand once, in any order. Used by one thread, for one statement. */
final class DdlClauses {

    private final Set<Class<?>> seen = new HashSet<>();
    private List<Column> partitionKeys = List.of();
    private Optional<String> comment = Optional.empty();
    private Optional<String> serdeClass = Optional.empty();
    private Map<String, String> serdeProperties = Map.of();
    private Optional<String> inputFormat = Optional.empty();
    private Optional<String> outputFormat = Optional.empty();
    private Optional<String> location = Optional.empty();
    private Map<String, String> properties = Map.of();

    private DdlClauses() {}

    static DdlStatement.TableClauses of(CreateTableContext create) {
        DdlClauses clauses = new DdlClauses();
        create.tableClause().forEach(clauses::read);
        return new DdlStatement.TableClauses(
                columns(create.columnList()),
                clauses.partitionKeys,
                clauses.comment,
                clauses.serdeClass,
                clauses.serdeProperties,
                clauses.inputFormat,
                clauses.outputFormat,
                clauses.location,
                clauses.properties);
    }

    static DdlStatement.CreateDatabase of(CreateDatabaseContext create, String name) {
        DdlClauses clauses = new DdlClauses();
        create.databaseClause().forEach(clauses::read);
        return new DdlStatement.CreateDatabase(
                name, create.ifNotExists() != null, clauses.comment, clauses.location, clauses.properties);
    }

    static List<Column> columns(ColumnListContext list) {
        List<Column> columns = new ArrayList<>();
        for (ColumnContext column : list.column()) {
            Optional<String> comment = column.text() == null ? Optional.empty() : Optional.of(text(column.text()));
            String type = column.type().getText().toLowerCase(Locale.ROOT);
            columns.add(new Column(name(column.name()), type.equals("integer") ? "int" : type, comment));
        }
        return columns;
    }

    static Map<String, String> properties(PropertiesContext context) {
        Map<String, String> properties = new LinkedHashMap<>();
        for (PropertyContext property : context.property()) {
            properties.put(text(property.key), text(property.value));
        }
        return properties;
    }

    static String text(TextContext context) {
        return DdlText.unquote(context.getText());
    }

    static String name(NameContext context) {
        String text = context.getText();
        return text.startsWith("`") ? text.substring(1, text.length() - 1).replace("``", "`") : text;
    }

    private void read(TableClauseContext clause) {
        once(clause);
        switch (clause) {
            case TableCommentContext it -> comment = Optional.of(text(it.text()));
            case PartitionedByContext it -> partitionKeys = columns(it.columnList());
            case RowFormatSerdeContext it -> {
                serdeClass = Optional.of(text(it.text()));
                serdeProperties = it.properties() == null ? serdeProperties : properties(it.properties());
            }
            case RowFormatDelimitedContext it -> throw unsupported(it, "ROW FORMAT DELIMITED");
            case SerdePropertiesContext it -> serdeProperties = properties(it.properties());
            case StoredAsFormatsContext it -> {
                inputFormat = Optional.of(text(it.text(0)));
                outputFormat = Optional.of(text(it.text(1)));
            }
            case StoredAsContext it -> {
                if (!name(it.name()).equalsIgnoreCase("TEXTFILE")) {
                    throw unsupported(it, "STORED AS " + name(it.name()).toUpperCase(Locale.ROOT));
                }
            }
            case LocationContext it -> location = Optional.of(text(it.text()));
            case TablePropertiesContext it -> properties = properties(it.properties());
            default -> throw new IllegalStateException("The grammar has a clause that is not read: " + clause);
        }
    }

    private void read(DatabaseClauseContext clause) {
        once(clause);
        switch (clause) {
            case DatabaseCommentContext it -> comment = Optional.of(text(it.text()));
            case DatabaseLocationContext it -> location = Optional.of(text(it.text()));
            case DatabasePropertiesContext it -> properties = properties(it.properties());
            default -> throw new IllegalStateException("The grammar has a clause that is not read: " + clause);
        }
    }

    private void once(ParserRuleContext clause) {
        if (!seen.add(clause.getClass())) {
            throw new DdlError(at(clause) + "the clause " + clause.getStart().getText() + " stands twice. Leave one.");
        }
    }

    private static DdlError unsupported(ParserRuleContext clause, String what) {
        return new DdlError(at(clause) + what + " is not supported yet. Use ROW FORMAT SERDE"
                + " 'org.openx.data.jsonserde.JsonSerDe'.");
    }

    private static String at(ParserRuleContext clause) {
        return "line " + clause.getStart().getLine() + ":" + (clause.getStart().getCharPositionInLine() + 1) + ": ";
    }
}
