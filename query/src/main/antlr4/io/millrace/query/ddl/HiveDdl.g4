// The Hive part of Athena's SQL: DDL and what asks about it. Keywords are not reserved, as a name may be one.
grammar HiveDdl;

options { caseInsensitive = true; }

statement
    : command SEMICOLON? EOF
    ;

command
    : CREATE EXTERNAL? TABLE ifNotExists? tableName
        LPAREN columnList RPAREN
        tableClause*                                                                    # createTable
    | CREATE EXTERNAL? TABLE ifNotExists? tableName tableClause* AS .*?                 # createTableAs
    | CREATE (DATABASE | SCHEMA) ifNotExists? name databaseClause*                      # createDatabase
    | DROP TABLE ifExists? tableName PURGE?                                             # dropTable
    | DROP VIEW ifExists? tableName                                                     # dropView
    | DROP (DATABASE | SCHEMA) ifExists? name (RESTRICT | CASCADE)?                     # dropDatabase
    | SHOW (DATABASES | SCHEMAS) (LIKE? pattern=text)?                                  # showDatabases
    | SHOW TABLES ((IN | FROM) name)? (LIKE? pattern=text)?                             # showTables
    | SHOW VIEWS ((IN | FROM) name)? (LIKE? pattern=text)?                              # showViews
    | SHOW COLUMNS (IN | FROM) tableName ((IN | FROM) name)?                            # showColumns
    | SHOW PARTITIONS tableName partitionSpec?                                          # showPartitions
    | SHOW TBLPROPERTIES tableName (LPAREN text RPAREN)?                                # showProperties
    | SHOW CREATE TABLE tableName                                                       # showCreateTable
    | SHOW CREATE VIEW tableName                                                        # showCreateView
    | (DESCRIBE | DESC) kind=(EXTENDED | FORMATTED)? VIEW? tableName partitionSpec? name?  # describe
    | MSCK REPAIR TABLE tableName                                                       # repair
    | ALTER (DATABASE | SCHEMA) name SET DBPROPERTIES properties                        # alterDatabase
    | ALTER TABLE tableName SET TBLPROPERTIES properties                                # alterProperties
    | ALTER TABLE tableName partitionSpec? SET LOCATION text                            # alterLocation
    | ALTER TABLE tableName ADD COLUMNS LPAREN columnList RPAREN                        # alterAddColumns
    | ALTER TABLE tableName REPLACE COLUMNS LPAREN columnList RPAREN                    # alterReplaceColumns
    | ALTER TABLE tableName CHANGE COLUMN? name column (FIRST | AFTER name)? (RESTRICT | CASCADE)?  # alterChangeColumn
    | ALTER TABLE tableName ADD ifNotExists? placedPartition+                           # alterAddPartitions
    | ALTER TABLE tableName DROP ifExists? partitionSpec (COMMA partitionSpec)* PURGE?  # alterDropPartitions
    | ALTER TABLE tableName partitionSpec RENAME TO partitionSpec                       # alterRenamePartition
    ;

placedPartition : partitionSpec (LOCATION text)?;
partitionSpec : PARTITION LPAREN partitionTerm (COMMA partitionTerm)* RPAREN;
partitionTerm : name operator=(EQ | NEQ | LT | LTE | GT | GTE) partitionValue;
partitionValue : (DATE | TIMESTAMP)? text | MINUS? NUMBER;

tableClause
    : COMMENT text                                                                      # tableComment
    | PARTITIONED BY LPAREN columnList RPAREN                                           # partitionedBy
    | ROW FORMAT SERDE text (WITH SERDEPROPERTIES properties)?                          # rowFormatSerde
    | ROW FORMAT DELIMITED delimiter*                                                   # rowFormatDelimited
    | WITH SERDEPROPERTIES properties                                                   # serdeProperties
    | STORED AS INPUTFORMAT text OUTPUTFORMAT text                                      # storedAsFormats
    | STORED AS name                                                                    # storedAs
    | CLUSTERED BY LPAREN name (COMMA name)* RPAREN INTO NUMBER BUCKETS                 # clusteredBy
    | LOCATION text                                                                     # location
    | TBLPROPERTIES properties                                                          # tableProperties
    ;

delimiter
    : FIELDS TERMINATED BY text (ESCAPED BY text)?
    | (COLLECTION ITEMS | MAP KEYS | LINES) TERMINATED BY text
    | NULL DEFINED AS text
    ;

databaseClause
    : COMMENT text                                                                      # databaseComment
    | LOCATION text                                                                     # databaseLocation
    | WITH DBPROPERTIES properties                                                      # databaseProperties
    ;

ifNotExists : IF NOT EXISTS;
ifExists : IF EXISTS;

columnList : column (COMMA column)*;
column : name type (COMMENT text)?;

type
    : ARRAY LT type GT
    | MAP LT type COMMA type GT
    | STRUCT LT structField (COMMA structField)* GT
    | word (LPAREN NUMBER (COMMA NUMBER)? RPAREN)?
    ;
structField : name COLON type (COMMENT text)?;

properties : LPAREN property (COMMA property)* RPAREN;
property : key=text EQ value=text;

tableName : (name DOT)? name;

name : word | BACKQUOTED;
text : STRING;

word
    : IDENTIFIER | CREATE | EXTERNAL | TABLE | DATABASE | SCHEMA | DROP | SHOW | DATABASES | SCHEMAS | TABLES | COLUMNS
    | PARTITIONS | DESCRIBE | DESC | EXTENDED | FORMATTED | ALTER | SET | ADD | REPLACE | COMMENT | PARTITIONED | BY
    | ROW | FORMAT | SERDE | WITH | SERDEPROPERTIES | DELIMITED | STORED | AS | INPUTFORMAT | OUTPUTFORMAT | LOCATION
    | TBLPROPERTIES | DBPROPERTIES | FIELDS | TERMINATED | ESCAPED | COLLECTION | ITEMS | MAP | KEYS | LINES | NULL
    | DEFINED | IF | NOT | EXISTS | ARRAY | STRUCT | LIKE | IN | FROM | RESTRICT | CASCADE
    | AFTER | BUCKETS | CHANGE | CLUSTERED | COLUMN | DATE | FIRST | INTO | MSCK | PARTITION | PURGE | RENAME | REPAIR
    | TIMESTAMP | TO | VIEW | VIEWS
    ;

ADD : 'ADD';
AFTER : 'AFTER';
ALTER : 'ALTER';
ARRAY : 'ARRAY';
AS : 'AS';
BUCKETS : 'BUCKETS';
BY : 'BY';
CASCADE : 'CASCADE';
CHANGE : 'CHANGE';
CLUSTERED : 'CLUSTERED';
COLLECTION : 'COLLECTION';
COLUMN : 'COLUMN';
COLUMNS : 'COLUMNS';
COMMENT : 'COMMENT';
CREATE : 'CREATE';
DATABASE : 'DATABASE';
DATABASES : 'DATABASES';
DATE : 'DATE';
DBPROPERTIES : 'DBPROPERTIES';
DEFINED : 'DEFINED';
DELIMITED : 'DELIMITED';
DESC : 'DESC';
DESCRIBE : 'DESCRIBE';
DROP : 'DROP';
ESCAPED : 'ESCAPED';
EXISTS : 'EXISTS';
EXTENDED : 'EXTENDED';
EXTERNAL : 'EXTERNAL';
FIELDS : 'FIELDS';
FIRST : 'FIRST';
FORMAT : 'FORMAT';
FORMATTED : 'FORMATTED';
FROM : 'FROM';
IF : 'IF';
IN : 'IN';
INPUTFORMAT : 'INPUTFORMAT';
INTO : 'INTO';
ITEMS : 'ITEMS';
KEYS : 'KEYS';
LIKE : 'LIKE';
LINES : 'LINES';
LOCATION : 'LOCATION';
MAP : 'MAP';
MSCK : 'MSCK';
NOT : 'NOT';
NULL : 'NULL';
OUTPUTFORMAT : 'OUTPUTFORMAT';
PARTITION : 'PARTITION';
PARTITIONED : 'PARTITIONED';
PARTITIONS : 'PARTITIONS';
PURGE : 'PURGE';
RENAME : 'RENAME';
REPAIR : 'REPAIR';
REPLACE : 'REPLACE';
RESTRICT : 'RESTRICT';
ROW : 'ROW';
SCHEMA : 'SCHEMA';
SCHEMAS : 'SCHEMAS';
SERDE : 'SERDE';
SERDEPROPERTIES : 'SERDEPROPERTIES';
SET : 'SET';
SHOW : 'SHOW';
STORED : 'STORED';
STRUCT : 'STRUCT';
TABLE : 'TABLE';
TABLES : 'TABLES';
TBLPROPERTIES : 'TBLPROPERTIES';
TERMINATED : 'TERMINATED';
TIMESTAMP : 'TIMESTAMP';
TO : 'TO';
VIEW : 'VIEW';
VIEWS : 'VIEWS';
WITH : 'WITH';

LPAREN : '(';
RPAREN : ')';
COMMA : ',';
DOT : '.';
COLON : ':';
SEMICOLON : ';';
EQ : '=';
NEQ : '<>' | '!=';
LTE : '<=';
GTE : '>=';
MINUS : '-';
LT : '<';
GT : '>';

STRING
    : '\'' (~['\\] | '\\' . | '\'\'')* '\''
    | '"' (~["\\] | '\\' . | '""')* '"'
    ;
NUMBER : [0-9]+;
BACKQUOTED : '`' (~'`' | '``')* '`';
IDENTIFIER : [A-Z_0-9] [A-Z0-9_$@]*;

COMMENT_LINE : '--' ~[\r\n]* -> channel(HIDDEN);
COMMENT_BLOCK : '/*' .*? '*/' -> channel(HIDDEN);
SPACE : [ \t\r\n\u00a0\ufeff]+ -> channel(HIDDEN);
OTHER : .;
