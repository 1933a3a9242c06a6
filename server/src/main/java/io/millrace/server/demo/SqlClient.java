package io.millrace.server.demo;

import java.net.URI;

/** Asks one statement through Athena's API. */
public final class SqlClient implements AutoCloseable {

    private final DemoClients aws;

    public SqlClient(URI endpoint, String accessKeyId, String secretAccessKey) {
        this.aws = new DemoClients(endpoint, accessKeyId, secretAccessKey);
    }

    /** The answer drawn as a table. */
    public String table(String database, String output, String sql) {
        return TextTable.draw(new DemoQueries(aws, database, output).run(sql));
    }

    @Override
    public void close() {
        aws.close();
    }
}
