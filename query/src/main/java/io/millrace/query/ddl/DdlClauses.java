package io.millrace.query.ddl;

import io.millrace.catalog.Column;
import io.millrace.formats.SerDes;
import io.millrace.query.ddl.HiveDdlParser.ClusteredByContext;
import io.millrace.query.ddl.HiveDdlParser.ColumnContext;
import io.millrace.query.ddl.HiveDdlParser.ColumnListContext;
import io.millrace.query.ddl.HiveDdlParser.CreateDatabaseContext;
import io.millrace.query.ddl.HiveDdlParser.CreateTableContext;
import io.millrace.query.ddl.HiveDdlParser.DatabaseClauseContext;
import io.millrace.query.ddl.HiveDdlParser.DatabaseCommentContext;
import io.millrace.query.ddl.HiveDdlParser.DatabaseLocationContext;
import io.millrace.query.ddl.HiveDdlParser.DatabasePropertiesContext;
import io.millrace.query.ddl.HiveDdlParser.DelimiterContext;
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
import io.millrace.query.ddl.HiveDdlParser.StructFieldContext;
import io.millrace.query.ddl.HiveDdlParser.TableClauseContext;
import io.millrace.query.ddl.HiveDdlParser.TableCommentContext;
import io.millrace.query.ddl.HiveDdlParser.TablePropertiesContext;
import io.millrace.query.ddl.HiveDdlParser.TextContext;
import io.millrace.query.ddl.HiveDdlParser.TypeContext;
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
    private Optional<StoredFormat> storedAs = Optional.empty();
    private Optional<String> inputFormat = Optional.empty();
    private Optional<String> outputFormat = Optional.empty();
    private DdlStatement.Buckets buckets = DdlStatement.Buckets.NONE;
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
                new DdlStatement.RowFormat(
                        clauses.serdeClass.or(() -> clauses.storedAs.map(StoredFormat::serdeClass)),
                        clauses.serdeProperties),
                clauses.inputFormat.or(() -> clauses.storedAs.map(StoredFormat::inputFormat)),
                clauses.outputFormat.or(() -> clauses.storedAs.map(StoredFormat::outputFormat)),
                clauses.buckets,
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
            columns.add(column(column));
        }
        return columns;
    }

    static Column column(ColumnContext column) {
        Optional<String> comment = column.text() == null ? Optional.empty() : Optional.of(text(column.text()));
        String type = type(column.type());
        return new Column(name(column.name()), type.equals("integer") ? "int" : type, comment);
    }

    /** The type without spaces and without the comments of fields, as Hive keeps it. */
    private static String type(TypeContext type) {
        if (type.STRUCT() != null && type.LT() != null) {
            List<String> fields = new ArrayList<>();
            for (StructFieldContext field : type.structField()) {
                fields.add(name(field.name()).toLowerCase(Locale.ROOT) + ":" + type(field.type()));
            }
            return "struct<" + String.join(",", fields) + ">";
        }
        if (type.LT() != null) {
            List<String> inner = type.type().stream().map(DdlClauses::type).toList();
            return (type.MAP() == null ? "array<" : "map<") + String.join(",", inner) + ">";
        }
        return type.getText().toLowerCase(Locale.ROOT);
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
            case RowFormatDelimitedContext it -> {
                serdeClass = Optional.of(SerDes.LAZY_SIMPLE);
                serdeProperties = delimiters(it);
            }
            case SerdePropertiesContext it -> serdeProperties = properties(it.properties());
            case StoredAsFormatsContext it -> {
                inputFormat = Optional.of(text(it.text(0)));
                outputFormat = Optional.of(text(it.text(1)));
            }
            case StoredAsContext it ->
                storedAs = Optional.of(
                        StoredFormat.named(name(it.name())).orElseThrow(() -> unsupported(it, name(it.name()))));
            case ClusteredByContext it -> buckets = buckets(it);
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

    private static Map<String, String> delimiters(RowFormatDelimitedContext format) {
        Map<String, String> delimiters = new LinkedHashMap<>();
        for (DelimiterContext delimiter : format.delimiter()) {
            String value = text(delimiter.text(0));
            if (delimiter.FIELDS() != null) {
                delimiters.put("field.delim", value);
                delimiters.put("serialization.format", value);
                if (delimiter.ESCAPED() != null) {
                    delimiters.put("escape.delim", text(delimiter.text(1)));
                }
            } else if (delimiter.COLLECTION() != null) {
                delimiters.put("collection.delim", value);
            } else if (delimiter.MAP() != null) {
                delimiters.put("mapkey.delim", value);
            } else if (delimiter.LINES() != null) {
                if (!value.equals("\n")) {
                    throw new DdlError(at(delimiter) + "SemanticException LINES TERMINATED BY only supports newline"
                            + " '\\n' right now.");
                }
                delimiters.put("line.delim", value);
            } else {
                delimiters.put("serialization.null.format", value);
            }
        }
        return delimiters;
    }

    private static DdlStatement.Buckets buckets(ClusteredByContext clustered) {
        int count = parsed(clustered);
        if (count < 1) {
            throw new DdlError(at(clustered) + "the number of buckets must be a whole number from 1.");
        }
        return new DdlStatement.Buckets(
                count,
                clustered.name().stream()
                        .map(column -> name(column).toLowerCase(Locale.ROOT))
                        .toList());
    }

    private static int parsed(ClusteredByContext clustered) {
        try {
            return Integer.parseInt(clustered.NUMBER().getText());
        } catch (NumberFormatException tooLarge) {
            return 0;
        }
    }

    private static DdlError unsupported(ParserRuleContext clause, String format) {
        return new DdlError(at(clause) + "STORED AS " + format.toUpperCase(Locale.ROOT)
                + " is not supported. Supported: TEXTFILE"
                + (StoredFormat.named("PARQUET").isPresent() ? " and PARQUET" : "")
                + "; or name a SerDe: ROW FORMAT SERDE '" + SerDes.supported().getFirst() + "'.");
    }

    static String at(ParserRuleContext clause) {
        return "line " + clause.getStart().getLine() + ":" + (clause.getStart().getCharPositionInLine() + 1) + ": ";
    }
}
